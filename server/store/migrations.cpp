#include "server/store/migrations.hpp"

#include <sqlite3.h>

#include <array>
#include <string>

#include "server/billing/schema.hpp"
#include "server/catalogue/tax_migration.hpp"
#include "server/identity/password_link.hpp"
#include "server/masters/master_schema.hpp"
#include "server/orders/company_terms.hpp"
#include "server/orders/delivery_notes.hpp"
#include "server/receivables/schema.hpp"
#include "server/rulebook/schema.hpp"
#include "server/stock/allotment_schema.hpp"
#include "server/store/schema.hpp"
#include "server/sync/feed_schema.hpp"
#include "server/sync/snapshot_schema.hpp"
#include "shared/wire/catalogue_schema.hpp"

namespace tally::server::store {

namespace {

// A step is one string for sqlite3_exec. Version 1 is made of five.
const std::string& first_step() {
  static const std::string sql = std::string(wire::common_tables_sql) +
                                 wire::customer_tables_sql + schema_people + schema_orders +
                                 schema_stock;
  return sql;
}

const std::string& feed_step() {
  static const std::string sql =
      std::string(sync::schema_feed) + stock::schema_allotments + sync::schema_feed_of_stock;
  return sql;
}

/// What is told of the way of goods: new tables beside those that are there.
const std::string& shipping_step() {
  static const std::string sql = std::string(wire::common_tables_sql) + wire::customer_tables_sql;
  return sql;
}

/// Contracts, groups, promotions and costs: what is there already stays.
const std::string& terms_step() {
  static const std::string sql =
      std::string(wire::common_tables_sql) + wire::customer_tables_sql + wire::cost_tables_sql;
  return sql;
}

Issues damaged(const std::filesystem::path& file, const Connection& db) {
  if ((sqlite3_errcode(db.database().handle()) & 0xff) == SQLITE_FULL) {
    return {make_issue(IssueCode::disk_full, "")};
  }
  return {make_issue(IssueCode::database_damaged, "",
                     {{"file", file.string()}, {"reason", db.message()}})};
}

std::int64_t read_version(Connection& db) {
  wire::Statement row = db.database().prepare("PRAGMA user_version");
  return row && row.step() == wire::Step::row ? row.integer(0) : -1;
}

}  // namespace

std::span<const char* const> migration_steps() {
  static const std::array steps{
      first_step().c_str(),  billing::schema_credits, schema_devices,
      feed_step().c_str(),   sync::schema_snapshots, catalogue::schema_taxes(),
      terms_step().c_str(),  orders::schema_company_terms,
      masters::schema_master_changes, shipping_step().c_str(), identity::schema_password_links,
      receivables::schema_credit_limits, receivables::schema_standing_indexes,
      orders::schema_delivery_notes,
      rulebook::schema_rule_book,
  };
  return steps;
}

Result<void> migrate(Connection& db, const std::filesystem::path& file,
                     std::span<const char* const> steps) {
  const std::int64_t found = read_version(db);
  if (found < 0) return std::unexpected(damaged(file, db));
  const auto known = static_cast<std::int64_t>(steps.size());
  if (found > known) {
    return std::unexpected(Issues{
        make_issue(IssueCode::database_newer, "",
                   {{"file", file.string()}, {"found", found}, {"known", known}})});
  }
  for (std::int64_t version = found; version < known; ++version) {
    const std::string raise = "PRAGMA user_version = " + std::to_string(version + 1);
    const bool good = db.execute("BEGIN IMMEDIATE") &&
                      db.execute(steps[static_cast<std::size_t>(version)]) &&
                      db.execute(raise.c_str()) && db.execute("COMMIT");
    if (good) continue;
    const Issues issues = damaged(file, db);
    db.execute("ROLLBACK");
    return std::unexpected(issues);
  }
  return {};
}

}  // namespace tally::server::store
