#include "server/catalogue/company_store.hpp"

#include "server/receivables/accounts.hpp"
#include "server/rulebook/live_book.hpp"
#include "server/stock/ledger.hpp"
#include "server/store/facts.hpp"
#include "server/store/open_database.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::catalogue {

namespace {

using store::Connection;
using wire::Step;

std::int64_t count_rows(Connection& db, const char* sql) {
  auto rows = db.query(sql);
  return rows.step() == Step::row ? rows.integer(0) : 0;
}

/// Writes the parts of one company inside a change, and counts.
class Loader {
 public:
  Loader(Connection& db, wire::Snapshot& before, const Company& company,
         const LoadOptions& options, LoadReport& report)
      : db_(db),
        before_(before),
        company_(company),
        options_(options),
        report_(report),
        writer_(db.database()) {}

  bool load() {
    return load_frame() && load_prices() && load_customers() &&
           load_credit() && load_warehouses() && load_stock() && store::catalogue_changed(db_);
  }

 private:
  /// Runs a put that changes at most one row, and counts whether it did.
  template <typename PutOne>
  bool counted(RecordCounts& counts, const PutOne& put) {
    if (!put()) return false;
    ++(db_.changed_rows() > 0 ? counts.changed : counts.unchanged);
    return true;
  }

  /// What was counted as changed and is a new row was added.
  static void split(RecordCounts& counts, std::int64_t rows_before, std::int64_t rows_now) {
    counts.added = rows_now - rows_before;
    counts.changed -= counts.added;
  }

  bool load_frame() {
    constexpr const char* rows =
        "SELECT (SELECT count(*) FROM price_list) + (SELECT count(*) FROM tax_rate) + "
        "(SELECT count(*) FROM tax_place) + (SELECT count(*) FROM exchange_rate) + "
        "(SELECT count(*) FROM product_cost) + (SELECT count(*) FROM promotion) + "
        "(SELECT count(*) FROM rate_card) + "
        "(SELECT count(*) FROM meta)";
    const std::int64_t rows_before = count_rows(db_, rows);
    RecordCounts& counts = report_.frame;
    bool good = counted(counts, [&] { return writer_.put_company_name(company_.name); }) &&
                counted(counts, [&] { return writer_.put(company_.policy); });
    if (company_.rules) {
      good = good && counted(counts, [&] { return writer_.put(*company_.rules); }) &&
             rulebook::note_loaded(db_, options_.by, options_.at);
    }
    for (const PriceList& list : company_.price_lists) {
      good = good && counted(counts, [&] { return writer_.put(list); });
    }
    for (const TaxRate& rate : company_.tax_rates) {
      good = good && counted(counts, [&] { return writer_.put(rate); });
    }
    for (const TaxPlace& place : company_.tax_places) {
      good = good && counted(counts, [&] { return writer_.put(place); });
    }
    for (const Promotion& promotion : company_.promotions) {
      good = good && counted(counts, [&] { return writer_.put(promotion); });
    }
    for (const RateCard& card : company_.rate_cards) {
      good = good && counted(counts, [&] { return writer_.put(card); });
    }
    for (const ExchangeRate& rate : company_.exchange_rates) {
      good = good && counted(counts, [&] { return writer_.put(rate); });
    }
    // A cost is of a product, so the products come first; prices may be made of it.
    good = good && load_products();
    for (const Cost& cost : company_.costs) {
      good = good && counted(counts, [&] { return writer_.put(cost); });
    }
    split(counts, rows_before, count_rows(db_, rows));
    return good;
  }

  bool load_products() {
    constexpr const char* rows = "SELECT count(*) FROM product";
    const std::int64_t rows_before = count_rows(db_, rows);
    for (const Product& product : company_.products) {
      if (!counted(report_.products, [&] { return writer_.put(product); })) return false;
    }
    split(report_.products, rows_before, count_rows(db_, rows));
    return true;
  }

  bool load_prices() {
    constexpr const char* rows =
        "SELECT (SELECT count(*) FROM price) + (SELECT count(*) FROM price_special)";
    const std::int64_t rows_before = count_rows(db_, rows);
    for (const Price& price : company_.prices) {
      if (!counted(report_.prices, [&] { return writer_.put(price); })) return false;
    }
    split(report_.prices, rows_before, count_rows(db_, rows));
    return true;
  }

  /// A customer is several rows, so it is held against what was there.
  bool load_customers() {
    for (const Customer& customer : company_.customers) {
      const auto known = before_.customer(customer.code);
      RecordCounts& counts = report_.customers;
      ++(!known ? counts.added : *known == customer ? counts.unchanged : counts.changed);
      const bool same = known && *known == customer;
      if (!same && !writer_.put(customer)) return false;
    }
    return true;
  }

  bool load_credit() {
    const receivables::ChangedBy by{options_.by, options_.at, "company document"};
    for (const CustomerCredit& credit : company_.credit) {
      using receivables::Put;
      const Put put = receivables::put_credit(db_, credit, by);
      if (put == Put::failed) return false;
      RecordCounts& counts = report_.frame;
      ++(put == Put::added     ? counts.added
         : put == Put::changed ? counts.changed
                               : counts.unchanged);
    }
    return true;
  }

  bool load_warehouses() {
    std::int64_t priority = 1;
    for (const Warehouse& warehouse : company_.warehouses) {
      auto find = db_.query("SELECT 1 FROM warehouse WHERE code = ?1");
      find.bind(1, warehouse.code.text());
      ++(find.step() == Step::row ? report_.warehouses.unchanged : report_.warehouses.added);
      if (!stock::put_warehouse(db_, warehouse, priority++)) return false;
    }
    return true;
  }

  bool load_stock() {
    const stock::MovedBy by{options_.by, options_.at};
    for (const StockLevel& level : company_.stock) {
      if (has_balance(level)) {
        ++report_.stock.unchanged;
        continue;
      }
      ++report_.stock.added;
      const stock::Movement opening{.warehouse = level.warehouse,
                                    .sku = level.sku,
                                    .on_hand_change = level.on_hand,
                                    .reserved_change = Quantity{},
                                    .kind = "opening",
                                    .order_row = std::nullopt};
      if (stock::append_movement(db_, opening, by) != stock::Moved::yes) return false;
    }
    return true;
  }

  bool has_balance(const StockLevel& level) {
    auto find = db_.query(
        "SELECT 1 FROM stock_balance WHERE sku = ?1 "
        "AND warehouse_id = (SELECT id FROM warehouse WHERE code = ?2)");
    find.bind(1, level.sku.text()).bind(2, level.warehouse.text());
    return find.step() == Step::row;
  }

  Connection& db_;
  wire::Snapshot& before_;
  const Company& company_;
  const LoadOptions& options_;
  LoadReport& report_;
  wire::CatalogueWriter writer_;
};

Result<wire::Snapshot> read_catalogue(store::Store& store) {
  return wire::Snapshot::over(store::open_for_reading(store.folder() / "tallystick.db"), Digest{});
}

}  // namespace

LoadReport load_company(store::Store& store, const Company& company, const LoadOptions& options) {
  LoadReport report;
  auto before = read_catalogue(store);
  if (!before) {
    report.failures = std::move(before.error());
    return report;
  }
  const store::Written written = store.write([&](Connection& db) {
    if (Loader(db, *before, company, options, report).load()) return store::Keep::yes;
    db.note_fault();
    return store::Keep::no;
  });
  if (written != store::Written::kept) {
    report.failures.push_back(store::write_issue(written));
    return report;
  }
  report.failures =
      identity::put_company_users(store, company.users, options.demo_logins, options.at);
  if (report.failures.empty()) report.users = static_cast<std::int64_t>(company.users.size());
  return report;
}

}  // namespace tally::server::catalogue
