// The other direction of company_store: everything a company document holds, read from the tables.
#include <limits>

#include "server/catalogue/company_store.hpp"
#include "server/receivables/accounts.hpp"
#include "server/store/open_database.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::catalogue {

namespace {

using store::Connection;
using wire::Step;

/// The codes of a table's rows, in their own order.
template <typename CodeType>
std::vector<CodeType> read_codes(Connection& db, const char* sql) {
  std::vector<CodeType> codes;
  auto rows = db.query(sql);
  while (rows.step() == Step::row) {
    if (auto code = CodeType::parse(rows.view(0))) codes.push_back(*std::move(code));
  }
  return codes;
}

void read_goods(Connection& db, wire::Snapshot& catalogue, Company& company) {
  for (const auto& code :
       read_codes<PriceListCode>(db, "SELECT code FROM price_list ORDER BY id")) {
    if (auto list = catalogue.price_list(code)) company.price_lists.push_back(*std::move(list));
  }
  for (const auto& sku : read_codes<Sku>(db, "SELECT sku FROM product ORDER BY sku")) {
    auto product = catalogue.product(sku);
    if (!product) continue;
    for (Price& price : catalogue.prices(*product, company.price_lists)) {
      // Those of families and of everything are not this product's.
      if (!price.sku.text().empty()) company.prices.push_back(std::move(price));
    }
    company.products.push_back(*std::move(product));
  }
  for (const PriceList& list : company.price_lists) {
    for (Price& price : catalogue.family_prices(list)) company.prices.push_back(std::move(price));
  }
}

/// What only the server knows: costs, and which net prices are made of them.
void read_costs(Connection& db, Company& company) {
  auto costs = db.query("SELECT sku, currency, cost FROM product_cost JOIN product ON "
                        "product = id ORDER BY sku, currency");
  while (costs.step() == Step::row) {
    const auto sku = Sku::parse(costs.view(0));
    const auto currency = Currency::parse(costs.view(1));
    if (sku && currency) company.costs.push_back({*sku, UnitPrice{costs.integer(2), *currency}});
  }
  if (company.costs.empty()) return;
  for (Price& price : company.prices) {
    if (price.kind != PriceKind::net || price.unit != OrderUnit::each) continue;
    auto find = db.query(
        "SELECT percent FROM price_cost_plus WHERE quantity_from = ?3 AND valid_from = ?4 "
        "AND product = (SELECT id FROM product WHERE sku = ?1) "
        "AND list = (SELECT id FROM price_list WHERE code = ?2)");
    find.bind(1, price.sku.text()).bind(2, price.list.text());
    find.bind(3, price.quantity_from.thousandths);
    find.bind(4, price.valid_from ? std::int64_t{price.valid_from->days()}
                                  : std::int64_t{std::numeric_limits<std::int32_t>::min()});
    if (find.step() == Step::row) {
      price.kind = PriceKind::cost_plus;
      price.percent = Rate{find.integer(0)};
      price.price.ten_thousandths = 0;
    }
  }
}

void read_exchange_rates(Connection& db, wire::Snapshot& catalogue, Company& company) {
  auto currencies = db.query("SELECT DISTINCT to_currency FROM exchange_rate ORDER BY 1");
  while (currencies.step() == Step::row) {
    const auto to = Currency::parse(currencies.view(0));
    if (!to) continue;
    for (const ExchangeRate& rate : catalogue.exchange_rates(*to)) {
      company.exchange_rates.push_back(rate);
    }
  }
}

void read_people(Connection& db, wire::Snapshot& catalogue, Company& company) {
  for (const auto& code :
       read_codes<CustomerCode>(db, "SELECT code FROM customer ORDER BY code")) {
    if (auto customer = catalogue.customer(code)) company.customers.push_back(*std::move(customer));
  }
  auto countries = db.query("SELECT DISTINCT country FROM tax_rate ORDER BY country");
  while (countries.step() == Step::row) {
    for (TaxRate& rate : catalogue.tax_rates(countries.view(0))) {
      company.tax_rates.push_back(std::move(rate));
    }
  }
  company.tax_places = catalogue.taxes().all_places();
  for (const identity::UserRow& user : identity::list_users(db)) {
    // A hash is nobody's business, and nobody can read a password out of it.
    company.users.push_back({user.login, user.name, user.role, ""});
  }
}

void read_places(Connection& db, Company& company) {
  auto warehouses = db.query(
      "SELECT code, name, recipient, street_1, street_2, locality, admin_area, postal_code, "
      "country FROM warehouse ORDER BY priority");
  while (warehouses.step() == Step::row) {
    const auto code = WarehouseCode::parse(warehouses.view(0));
    if (!code) continue;
    Address address{warehouses.text(2), warehouses.text(3), warehouses.text(4),
                    warehouses.text(5), warehouses.text(6), warehouses.text(7),
                    warehouses.text(8)};
    company.warehouses.push_back({*code, warehouses.text(1), std::move(address)});
  }
  auto levels = db.query(
      "SELECT code, sku, on_hand FROM stock_balance JOIN warehouse ON warehouse_id = id "
      "ORDER BY sku, priority");
  while (levels.step() == Step::row) {
    const auto code = WarehouseCode::parse(levels.view(0));
    const auto sku = Sku::parse(levels.view(1));
    if (code && sku) company.stock.push_back({*code, *sku, Quantity{levels.integer(2)}});
  }
}

}  // namespace

Result<Company> export_company(store::Store& store) {
  auto catalogue =
      wire::Snapshot::over(store::open_for_reading(store.folder() / "tallystick.db"), Digest{});
  if (!catalogue) return std::unexpected(std::move(catalogue.error()));
  Company company;
  company.name = catalogue->info().company;
  if (company.name.empty()) {
    return std::unexpected(Issues{make_issue(IssueCode::company_missing, "")});
  }
  company.policy = catalogue->policy();
  auto db = store.read();
  read_goods(*db, *catalogue, company);
  read_costs(*db, company);
  read_exchange_rates(*db, *catalogue, company);
  company.promotions = catalogue->promotions();
  company.rate_cards = catalogue->rate_cards();
  company.rules = catalogue->rule_book();
  read_people(*db, *catalogue, company);
  read_places(*db, company);
  company.credit = receivables::list_credit(*db);
  if (auto health = catalogue->health(); !health) return std::unexpected(health.error());
  return company;
}

}  // namespace tally::server::catalogue
