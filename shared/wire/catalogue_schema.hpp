// Catalogue schema: the tables of products, prices, customers and tax that a snapshot holds.
// The server's database has the same tables, so a snapshot is a copy and there is one reader. A
// snapshot has them in two files: what everyone sees, and the customers that one person may see.
// In goes nothing; out comes SQL text. All tables are STRICT; money is an integer everywhere.
// What changes by the minute (stock, orders) is not here.
#pragma once

#include <cstdint>

namespace tally::wire {

/// Written to PRAGMA user_version of a snapshot; a reader refuses any other.
inline constexpr std::int32_t snapshot_format = 4;
/// Written to PRAGMA application_id: "TALY".
inline constexpr std::int32_t snapshot_application = 0x54414C59;

/// CREATE TABLE IF NOT EXISTS … for everything but customers: a snapshot's common part.
extern const char* const common_tables_sql;
/// The same for customers and what hangs on them: a snapshot's scoped part.
extern const char* const customer_tables_sql;
/// What goods cost the company, and the prices made of it: only in the server's database.
extern const char* const cost_tables_sql;
/// The search index of the common part, made when it is built.
extern const char* const search_tables_sql;
/// Fills it in one go, as compact as it gets.
extern const char* const search_rows_sql;

}  // namespace tally::wire
