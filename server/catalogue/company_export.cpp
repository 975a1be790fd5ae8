// The other direction of company_store: everything a company document holds, read from the tables.
#include "server/catalogue/company_store.hpp"
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
    if (auto product = catalogue.product(sku)) company.products.push_back(*std::move(product));
    for (Price& price : catalogue.prices(sku, company.price_lists)) {
      company.prices.push_back(std::move(price));
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
  read_people(*db, *catalogue, company);
  read_places(*db, company);
  if (auto health = catalogue->health(); !health) return std::unexpected(health.error());
  return company;
}

}  // namespace tally::server::catalogue
