// Company store: a whole company document into the database, and out again.
// In goes a Company whose references were checked; all of it becomes one change of the database:
// records are added or changed by their trade key, and what the document does not name stays.
// Loading the same document again changes nothing. Stock is opened where a product has none yet and
// never set back: counts are an import's. Users are added after it, each with a hashed password.
//   LoadReport report = load_company(store, company, {.at = now});
//   Company company = export_company(store).value();   // without users' passwords
#pragma once

#include <cstdint>
#include <string>

#include "server/identity/users.hpp"
#include "server/store/store.hpp"
#include "shared/base/date.hpp"
#include "shared/data/company.hpp"

namespace tally::server::catalogue {

struct LoadOptions {
  Instant at;
  std::string by = "load";
  identity::DemoLogins demo_logins = identity::DemoLogins::keep_secret;
};

struct RecordCounts {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
};

struct LoadReport {
  RecordCounts products, prices, customers;
  /// Lists, promotions, rate cards, tax and exchange rates, costs, credit, policy, name together.
  RecordCounts frame;
  RecordCounts warehouses;
  /// `unchanged`: levels that were opened before, whatever the document says now.
  RecordCounts stock;
  std::int64_t users = 0;
  /// Where not empty, nothing was written (but perhaps all except the users).
  Issues failures;
};

LoadReport load_company(store::Store& store, const Company& company, const LoadOptions& options);

/// Issue: company_missing, snapshot_damaged.
Result<Company> export_company(store::Store& store);

}  // namespace tally::server::catalogue
