// Post office boxes, in the words of the countries that have them.
// In goes an address; out comes whether it is one, by what its street lines say.
// A box is no mistake, but a parcel carrier cannot serve it: so it is a property to ask for.
// It looks at words only: "Box Hill Road 3" is no box, "Box 12" in Sweden is.
//   is_po_box(address)   "Postfach 12 34", "B.P. 5", "Apartado 7", "私書箱5号"
#pragma once

#include <string_view>

#include "shared/data/address.hpp"

namespace tally::address {

bool is_po_box(const Address& address);
/// One line; `country` as its two letters, in upper case.
bool names_po_box(std::string_view line, std::string_view country);

}  // namespace tally::address
