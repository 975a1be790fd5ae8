#include "shared/address/metadata.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "shared/address/letters.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

#include <address_metadata.inc>

constexpr std::uint16_t no_row = 0xFFFF;

/// The number of the row for each pair of letters.
constexpr std::array<std::uint16_t, 26 * 26> make_code_index() {
  std::array<std::uint16_t, 26 * 26> index{};
  index.fill(no_row);
  for (std::size_t i = 0; i < std::size(country_rows); ++i) {
    const auto& code = country_rows[i].code_chars;
    index[static_cast<std::size_t>((code[0] - 'A') * 26 + (code[1] - 'A'))] =
        static_cast<std::uint16_t>(i);
  }
  return index;
}
constexpr auto code_index = make_code_index();

constexpr int letter_number(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a';
  return -1;
}

const NameRow* find_name(std::span<const NameRow> rows, std::string_view folded) {
  const auto text = [](const NameRow& row) { return row.folded.view(); };
  const auto found = std::ranges::lower_bound(rows, folded, {}, text);
  return found != rows.end() && found->folded.view() == folded ? &*found : nullptr;
}

std::span<const NameRow> names_of(const CountryRow& country) {
  return {province_name_rows + country.first_name, country.name_count};
}

/// How many slips a name of this length may have and still be meant.
int slips_allowed(std::size_t length) {
  if (length < 4) return 0;
  return length < 7 ? 1 : 2;
}

/// Which letters and figures a text has, one bit each.
std::uint64_t symbols_of(std::string_view text) {
  std::uint64_t symbols = 0;
  for (const char c : text) symbols |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  return symbols;
}

/// True where more slips lie between the two than `most`: each brings in or takes out one letter.
bool differ_more(std::uint64_t one, std::uint64_t other, int most) {
  return std::popcount(one & ~other) > most || std::popcount(other & ~one) > most;
}

/// The row that is nearest; no_row where none is near or two different ones are equally near.
std::uint16_t nearest_row(std::span<const NameRow> rows, const std::string& folded) {
  int best = slips_allowed(folded.size()) + 1;
  std::uint16_t nearest = no_row;
  const std::uint64_t symbols = symbols_of(folded);
  for (const NameRow& row : rows) {
    const std::string_view name = row.folded.view();
    if (name.size() < 4 || name.size() > 64) continue;
    const std::size_t longer = std::max(name.size(), folded.size());
    if (longer - std::min(name.size(), folded.size()) > static_cast<std::size_t>(best)) continue;
    if (differ_more(symbols, symbols_of(name), best)) continue;
    const int distance = edit_distance(folded, name, best);
    if (distance > best || (distance == best && nearest == no_row)) continue;
    if (distance == best) {
      if (row.row != nearest) nearest = no_row;
      continue;
    }
    best = distance;
    nearest = row.row;
  }
  return nearest;
}

/// "OSAKA PREFECTURE" and "OSAKA FU" are OSAKA; a county is none of its state.
std::string_view without_kind(const CountryRow& country, std::string_view folded) {
  constexpr std::array<std::string_view, 5> everywhere{" PROVINCE", " PREFECTURE", " STATE",
                                                       " GOVERNORATE", " OBLAST"};
  constexpr std::array<std::string_view, 4> japanese{" TO", " FU", " KEN", " DO"};
  for (const std::string_view kind : everywhere) {
    if (folded.ends_with(kind)) return folded.substr(0, folded.size() - kind.size());
  }
  for (const std::string_view kind : japanese) {
    const bool fits = country.code() == "JP" && folded.ends_with(kind);
    if (fits) return folded.substr(0, folded.size() - kind.size());
  }
  return folded;
}

}  // namespace

std::string_view PooledText::view() const {
  return {text_pool + (packed >> 10), packed & 0x3FFU};
}

std::string_view field_path(Field field) {
  constexpr std::array<std::string_view, field_count> paths{
      "recipient", "organisation", "street",       "dependent_locality", "locality",
      "admin_area", "postal_code", "sorting_code", "country"};
  return paths[static_cast<std::size_t>(field)];
}

std::span<const CountryRow> countries() { return country_rows; }

std::span<const ProvinceRow> provinces(const CountryRow& country) {
  return {province_rows + country.first_province, country.province_count};
}

const CountryRow* find_country(std::string_view alpha_2) {
  if (alpha_2.size() != 2) return nullptr;
  const int first = letter_number(alpha_2[0]);
  const int second = letter_number(alpha_2[1]);
  if (first < 0 || second < 0) return nullptr;
  const std::uint16_t row = code_index[static_cast<std::size_t>(first * 26 + second)];
  return row == no_row ? nullptr : &country_rows[row];
}

const CountryRow* country_by_name(std::string_view name) {
  if (name.size() > 100) return nullptr;
  const NameRow* found = find_name(country_name_rows, fold(name));
  return found == nullptr ? nullptr : &country_rows[found->row];
}

const CountryRow* nearest_country(std::string_view typed) {
  if (typed.size() > 100) return nullptr;
  if (const CountryRow* named = country_by_name(typed)) return named;
  const std::uint16_t row = nearest_row(country_name_rows, fold(typed));
  return row == no_row ? nullptr : &country_rows[row];
}

const ProvinceRow* find_province(const CountryRow& country, std::string_view typed) {
  if (country.name_count == 0 || typed.size() > 100) return nullptr;
  const std::string folded = fold(typed);
  const NameRow* found = find_name(names_of(country), folded);
  if (found == nullptr) found = find_name(names_of(country), without_kind(country, folded));
  return found == nullptr ? nullptr : &province_rows[country.first_province + found->row];
}

const ProvinceRow* nearest_province(const CountryRow& country, std::string_view typed) {
  if (country.name_count == 0 || typed.size() > 100) return nullptr;
  const std::uint16_t row = nearest_row(names_of(country), fold(typed));
  return row == no_row ? nullptr : &province_rows[country.first_province + row];
}

std::string_view province_word(const CountryRow& country) {
  const std::string_view kind = country.province_kind.view();
  return kind == "do_si" ? "province" : kind;
}

std::string_view field_word(Field field, const CountryRow* country) {
  constexpr std::array<std::string_view, field_count> words{
      "recipient", "organisation", "street",       "district", "city",
      "province",  "postal code",  "sorting code", "country"};
  if (field == Field::admin_area && country != nullptr) return province_word(*country);
  return words[static_cast<std::size_t>(field)];
}

namespace table {

const std::uint8_t* programs() { return reinterpret_cast<const std::uint8_t*>(program_bytes); }

std::uint64_t symbol_class(std::uint8_t number) { return symbol_classes[number]; }

bool append_mapped(char32_t point, Mapping mapping, std::string& out) {
  // The ranges of LETTER_RANGES in tools/address/make.py, one behind the other.
  std::size_t place = 0;
  if (point >= 0xA0 && point < 0x590) place = point - 0xA0;
  else if (point >= 0x1E00 && point < 0x2000) place = point - 0x1E00 + (0x590 - 0xA0);
  else return false;
  const std::uint16_t entry =
      mapping == Mapping::upper ? upper_points[place] : folded_points[place];
  if (entry >= 0xE000) out += special_texts[entry - 0xE000].view();
  else append_point(out, entry);
  return true;
}

}  // namespace table

}  // namespace tally::address
