// Schema: the tables of billing, as one step of the migrations.
// A credit is stored once by its number; what it is matched to are lines of orders, and no line is
// credited for more than it has. Both tables only grow.
#pragma once

namespace tally::server::billing {

extern const char* const schema_credits;

}  // namespace tally::server::billing
