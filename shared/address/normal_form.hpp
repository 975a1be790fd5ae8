// Normal form: an address as its post office would write it, and a key to find it twice.
// In goes any address; out comes one with hidden characters away, the postal code and the province
// as the country has them, upper case where the country asks for it, American streets by USPS
// Publication 28; or the folded text of the place, for comparing.
// Normal of normal is the same again. It is proposed, never put in the place of what was typed.
// It guesses nothing: what is unknown stays as it is.
//   normal_form(typed).street[0] == "123 N MAIN ST APT 4"   place_key(one) == place_key(other)
#pragma once

#include <string>

#include "shared/address/metadata.hpp"
#include "shared/address/us_street.hpp"
#include "shared/data/address.hpp"

namespace tally::address {

Address normal_form(const Address& address);

/// The same, with what the caller already knows: the country's row (nullptr: unknown) and, for an
/// address of the United States or its territories, its street read.
Address normal_form(const Address& address, const CountryRow* country, us::StreetReading* street);

/// Country, postal code (five figures of a ZIP), province, city and street, folded; without the
/// recipient. Equal for two addresses of one place that were written differently. A territory of
/// the United States is the same as state and as country.
std::string place_key(const Address& address);

/// True where the Postal Service of the United States delivers: US, PR, GU, VI, AS, MP, FM, MH, PW.
bool is_us_mail(const CountryRow& country);

}  // namespace tally::address
