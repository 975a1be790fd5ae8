// Tax migration: brings a database of before the tax places to the tables of today.
// In goes nothing; out comes the SQL of one step of server/store/migrations.cpp.
// It runs on a database of any age: a new one has today's tables already, and keeps them.
// It will not judge the rates: they are carried over as they stand.
#pragma once

namespace tally::server::catalogue {

/// One string for sqlite3_exec.
const char* schema_taxes();

}  // namespace tally::server::catalogue
