// Schema: the tables of credit and doubles, as one step of the migrations.
// What finance wrote down of a customer, with an append-only history; open items; releases, which
// only grow; and what is kept beside each order to find its doubles and what is unusual about it.
// Orders that were there before get their PO number and moment, and no goods: those only count for
// hours.
#pragma once

namespace tally::server::receivables {

extern const char* const schema_credit_limits;

}  // namespace tally::server::receivables
