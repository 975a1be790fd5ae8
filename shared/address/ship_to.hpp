// Ship-to: the address of an order, held against what its country's post can use.
// In goes the shorter address of orders and customers; out come the issues and changes of the
// check, their paths those of its own fields ("street_1", "street_2", "postal_code", …).
// The organisation is the customer's name and stands elsewhere, so none is asked for.
// It changes nothing: apply_change does, for one change that somebody took.
#pragma once

#include "shared/address/check.hpp"
#include "shared/data/customer.hpp"

namespace tally::address {

/// The same address in the fields of all countries.
Address whole_address(const tally::Address& shorter);

/// Issues address_* and the like, an empty path where the shorter address has no such field; a mend
/// that would need one is left out. `normal` is that of the whole address.
Finding check_ship_to(const tally::Address& shorter);

/// The field of a path of the finding; nullptr where the shorter address has none.
std::string* field_at(tally::Address& shorter, std::string_view path);

/// Makes the changes of one issue. False, and nothing is changed, where it has none, or where a
/// field no longer holds what was checked.
bool apply_fix(tally::Address& shorter, const Finding& finding, std::size_t issue);

}  // namespace tally::address
