// Metadata: what each country requires of a postal address, and its provinces.
// In goes a code or a name; out come rows of a table that is made when the program is built, from
// the metadata of Google's address data service (tools/address/make.py says what was left out).
// The table is constant: a text pool and sorted rows, nothing is read or built at start.
// It holds no cities, no streets and no single postal codes.
//   const CountryRow* country = find_country("US");  find_province(*country, "California");
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tally::address {

/// The parts of an address; the first eight in the order of the masks of CountryRow.
enum class Field : std::uint8_t {
  recipient, organisation, street, dependent_locality, locality, admin_area, postal_code,
  sorting_code, country
};
inline constexpr std::size_t field_count = 9;

/// "postal_code": the name in documents and in paths.
std::string_view field_path(Field field);

/// A set of fields, one bit each.
struct FieldSet {
  std::uint16_t bits = 0;
  constexpr bool has(Field field) const {
    return (bits >> static_cast<unsigned>(field) & 1U) != 0;
  }
  constexpr void add(Field field) {
    bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(field));
  }
};

/// A text of the pool: where it begins and, in the last ten bits, how many bytes it has.
struct PooledText {
  std::uint32_t packed;
  std::string_view view() const;
};

/// A postal code's pattern, as a program for postal_code.hpp; 0: there is none.
using PatternAt = std::uint16_t;

struct ProvinceRow {
  PooledText key;
  PooledText name;
  /// The key or the name: what stands on an envelope.
  PooledText written;
  /// In Latin letters, where the name is not.
  PooledText latin;
  /// A postal code that lies in it; may be empty.
  PooledText example;
  /// What its postal codes begin with.
  PatternAt prefix;
  /// A whole pattern of its own (Macau and Hong Kong as parts of China).
  PatternAt own_pattern;
  /// What is required instead of what the country requires; none: the same.
  std::uint8_t required_mask;

  /// The name for people: Latin where there is one.
  std::string_view said() const { return latin.view().empty() ? name.view() : latin.view(); }
};

/// A folded name and the number of the row that it names.
struct NameRow {
  PooledText folded;
  std::uint16_t row;
};

struct CountryRow {
  char code_chars[3];
  char alpha_3_chars[4];
  PooledText name;
  /// Lines with %A for the street and so on, %n for a new line; "local" and Latin letters.
  PooledText format;
  PooledText latin_format;
  /// What stands before the postal code in print and is no part of it, such as "SE-".
  PooledText postal_prefix;
  /// Examples of postal codes, behind commas.
  PooledText postal_examples;
  /// "state", "province", "prefecture", "do_si", …
  PooledText province_kind;
  PatternAt postal_pattern;
  std::uint16_t first_province;
  std::uint16_t province_count;
  std::uint16_t first_name;
  std::uint16_t name_count;
  std::uint8_t required_mask;
  std::uint8_t used_mask;
  std::uint8_t upper_mask;

  std::string_view code() const { return {code_chars, 2}; }
  FieldSet required() const { return {required_mask}; }
  FieldSet used() const { return {used_mask}; }
  FieldSet upper() const { return {upper_mask}; }
};

/// All of them, by their codes.
std::span<const CountryRow> countries();
std::span<const ProvinceRow> provinces(const CountryRow& country);

/// By ISO 3166-1 alpha-2, in either case; nullptr where there is none.
const CountryRow* find_country(std::string_view alpha_2);
/// By a name, an alpha-3 code or a common other name, folded: "deutschland", "U.S.A.".
const CountryRow* country_by_name(std::string_view name);
/// The one whose name, or two letters, are nearest to what was typed; nullptr where none is near.
const CountryRow* nearest_country(std::string_view typed);

/// By key, ISO code, name in any language of the country, or Latin name; marks and case aside.
const ProvinceRow* find_province(const CountryRow& country, std::string_view typed);
/// The one province whose name is nearest; nullptr where none is near, or two are equally near.
const ProvinceRow* nearest_province(const CountryRow& country, std::string_view typed);

/// "state", "province", …: as a word in a sentence.
std::string_view province_word(const CountryRow& country);
/// "city", "postal code", and for the province the country's own word.
std::string_view field_word(Field field, const CountryRow* country);

/// The pieces of the generated table that other files of this room run on.
namespace table {
/// The code of all pattern programs; a PatternAt is a place in it.
const std::uint8_t* programs();
/// The symbols of a class, one bit each: 0 to 9, A to Z.
std::uint64_t symbol_class(std::uint8_t number);
enum class Mapping : std::uint8_t { upper, fold };
/// Appends what a letter beyond ASCII becomes; false where the table does not have it.
bool append_mapped(char32_t point, Mapping mapping, std::string& out);
}  // namespace table

}  // namespace tally::address
