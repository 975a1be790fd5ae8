// Lines: an address as it is printed, in the order of its country.
// In goes an address; out come its lines from top to bottom, the recipient's country not among
// them: a carrier's label has its own place for it.
// What is missing is left out together with the comma or blank that would have stood beside it.
// It translates no words: the Latin form has the order for letters abroad, and the province's name
// in Latin letters where the metadata have it.
//   address_lines(address) -> {"Erika Muster", "Hauptstr. 5", "10115 Berlin"}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/data/address.hpp"

namespace tally::address {

/// local: as the country writes it. latin: as mail from abroad writes it.
enum class LineStyle : std::uint8_t { local, latin };

/// An unknown country is written in the order that most of the world uses.
std::vector<std::string> address_lines(const Address& address, LineStyle style = LineStyle::local);

}  // namespace tally::address
