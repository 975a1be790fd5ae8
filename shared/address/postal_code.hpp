// Postal code: whether a text is one of a country, and how it is written properly.
// In go a country of metadata.hpp and a text; out come yes or no, or the code in its own form.
// A pattern is a small program without loops, made of the metadata's regular expression when the
// program is built; running it takes no memory and ends after a few steps per character.
// It knows what codes look like and what they begin with, not which ones are in use.
//   postal_form(germany, "D-10115") == "10115"   is_postal_code(canada, "K1A 0B1")
#pragma once

#include <string>
#include <string_view>

#include "shared/address/metadata.hpp"

namespace tally::address {

/// True for the code as it may be written, blanks at the ends aside; also with the country's prefix
/// ("SE-114 55"). Case does not matter. True for everything where the country has no pattern.
bool is_postal_code(const CountryRow& country, std::string_view text);

/// The same, also behind the country's letters of old: "D-10115", "F-75001".
bool reads_as_postal_code(const CountryRow& country, std::string_view text);

/// Upper case, ASCII figures, gaps and hyphens where the country has them: "11455" -> "114 55",
/// "00950" -> "00-950" (Poland). Empty where no such code can be read out of it.
std::string postal_form(const CountryRow& country, std::string_view text);

/// postal_form, or what was probably meant: a leading zero that a spreadsheet took, letters O and I
/// for figures and the other way. Empty where nothing or more than one thing could be meant.
std::string nearest_postal(const CountryRow& country, const ProvinceRow* province,
                           std::string_view text);

/// Whether the code, as postal_form gives it, begins as those of the province do; true where
/// nothing is known of it.
bool lies_in(const ProvinceRow& province, std::string_view code);
/// The only province that a code can lie in, else nullptr.
const ProvinceRow* province_of(const CountryRow& country, std::string_view code);

/// The first of the country's examples; empty where it has none.
std::string_view postal_example(const CountryRow& country);

}  // namespace tally::address
