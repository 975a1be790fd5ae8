// Schema: the tables of credit and doubles, and their further indexes, as steps of the migrations.
// What finance wrote down of a customer, with an append-only history; open items; releases, which
// only grow; and what is kept beside each order to find its doubles and what is unusual about it.
// Orders that were there before get their PO number and moment, and no goods: those only count for
// hours.
#pragma once

namespace tally::server::receivables {

extern const char* const schema_credit_limits;
extern const char* const schema_standing_indexes;

}  // namespace tally::server::receivables
