#include <algorithm>
#include <optional>

#include "shared/address/check_state.hpp"
#include "shared/address/city_line.hpp"
#include "shared/address/letters.hpp"
#include "shared/address/postal_code.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

struct Move {
  Field field;
  std::string_view from;
  std::string to;
};

/// What has to change so that each part of a line stands in its own field.
class Moves {
 public:
  explicit Moves(const CheckState& state) : state_(state) {}

  /// Nothing can be proposed: two fields say different things.
  bool conflict() const { return conflict_; }
  const std::vector<Move>& list() const { return list_; }

  void add_postal(std::string_view text) {
    const std::string form = postal_form(*state_.country, text);
    const std::string_view now = trim(state_.address.postal_code);
    if (now.empty() || !is_postal_code(*state_.country, now)) {
      put(Field::postal_code, state_.address.postal_code, form);
    } else {
      conflict_ = conflict_ || postal_form(*state_.country, now) != form;
    }
  }
  void add_province(const ProvinceRow* province) {
    const std::string& now = state_.address.admin_area;
    const ProvinceRow* row = find_province(*state_.country, now);
    if (row == nullptr) put(Field::admin_area, now, std::string(province->written.view()));
    else conflict_ = conflict_ || row != province;
  }
  void add_country(const CountryRow* country) {
    if (country == state_.country) return;
    put(Field::country, state_.address.country, std::string(country->code()));
  }
  void add_city(std::string_view city) {
    const std::string& now = state_.address.locality;
    if (trim(now).empty()) put(Field::locality, now, std::string(city));
    else conflict_ = conflict_ || fold(now) != fold(city);
  }

 private:
  void put(Field field, std::string_view from, std::string to) {
    list_.push_back({field, from, std::move(to)});
  }
  const CheckState& state_;
  std::vector<Move> list_;
  bool conflict_ = false;
};

/// One issue for what was found in a field, and the changes that put it right.
void report(CheckState& state, const CityLine& line, int parts, Field field,
            const std::string& path, std::string_view text, std::string_view left,
            const Moves& moves) {
  const std::string word = state.word(field);
  std::uint32_t issue = 0;
  if (parts >= 2) {
    issue = state.add(IssueCode::address_in_one_field, path, {{"value", quote_short(text)}});
  } else if (!line.postal.empty()) {
    issue = state.add(IssueCode::address_postal_misplaced, path,
                      {{"field", word}, {"value", quote_short(line.postal)}});
  } else if (line.province != nullptr) {
    issue = state.add(IssueCode::address_province_misplaced, path,
                      {{"field", word},
                       {"kind", std::string(province_word(*state.country))},
                       {"value", quote_short(line.province_text)}});
  } else {
    issue = state.add(IssueCode::address_country_misplaced, path,
                      {{"field", word}, {"value", quote_short(line.country_text)}});
  }
  if (moves.conflict()) return;
  state.propose(issue, path, text, left);
  for (const Move& move : moves.list()) {
    state.propose(issue, std::string(field_path(move.field)), move.from, move.to);
    state.settled.add(move.field);
  }
}

/// City as postal code and postal code as city.
bool check_swapped(CheckState& state) {
  const std::string& postal = state.address.postal_code;
  const std::string& city = state.address.locality;
  const bool has_figure = postal.find_first_of("0123456789") != std::string::npos;
  const CountryRow& country = *state.country;
  if (trim(postal).size() < 3 || has_figure || country.postal_pattern == 0) return false;
  if (!is_postal_code(country, city) || is_postal_code(country, postal)) return false;
  const auto issue = state.add(IssueCode::address_fields_swapped, "postal_code",
                               {{"city", quote_short(city)}, {"postal_code", quote_short(postal)}});
  state.propose(issue, "postal_code", postal, postal_form(country, city));
  state.propose(issue, "locality", city, trim(postal));
  state.settled.add(Field::postal_code);
  state.settled.add(Field::locality);
  return true;
}

void check_city(CheckState& state) {
  const std::string& text = state.address.locality;
  if (!may_hold_parts(text)) return;
  const CityLine line = read_city_line(*state.country, text);
  if (line.parts() == 0) return;
  Moves moves(state);
  if (!line.postal.empty()) moves.add_postal(line.postal);
  if (line.province != nullptr) moves.add_province(line.province);
  if (line.country != nullptr) moves.add_country(line.country);
  report(state, line, line.parts(), Field::locality, "locality", text, line.city, moves);
}

std::optional<std::size_t> last_line(const std::vector<std::string>& street) {
  for (std::size_t i = street.size(); i > 0; --i) {
    if (!trim(street[i - 1]).empty()) return i - 1;
  }
  return std::nullopt;
}

/// The street before the last comma of what is left, and the city behind it.
struct StreetAndCity {
  std::string_view street;
  std::string_view city;
};
std::optional<StreetAndCity> split_street(std::string_view left, bool whole_line) {
  const std::size_t comma = left.rfind(',');
  if (comma == std::string_view::npos) {
    if (!whole_line) return std::nullopt;
    return StreetAndCity{{}, left};
  }
  return StreetAndCity{trim_gaps(left.substr(0, comma)), trim_gaps(left.substr(comma + 1))};
}

/// The last street line may be the city line, or hold it behind a comma: only where the fields
/// themselves are empty, for a house number looks like a postal code.
void check_street(CheckState& state) {
  const Address& address = state.address;
  const auto last = last_line(address.street);
  if (!last) return;
  const std::string& text = address.street[*last];
  const std::string path = street_path(*last);
  if (*last > 0 && country_by_name(text) == state.country) {
    const auto issue = state.add(IssueCode::address_country_misplaced, path,
                                 {{"field", state.word(Field::street)},
                                  {"value", quote_short(trim(text))}});
    state.propose(issue, path, text, "");
    return;
  }
  const FieldSet required = state.country->required();
  const bool no_postal = required.has(Field::postal_code) && trim(address.postal_code).empty() &&
                         !state.settled.has(Field::postal_code);
  const bool no_city = required.has(Field::locality) && trim(address.locality).empty();
  if (!no_postal && !no_city) return;
  if (*last == 0 && text.find(',') == std::string::npos) return;
  const CityLine line = read_city_line(*state.country, text);
  if (line.postal.empty() && (line.province == nullptr || !no_city)) return;
  const auto split = split_street(line.city, *last > 0 || line.city.empty());
  // "Main St 5, 10115": nothing that could be a city is left beside the street.
  if (!split || (split->city.empty() && no_city)) return;
  Moves moves(state);
  if (!line.postal.empty()) moves.add_postal(line.postal);
  if (line.province != nullptr) moves.add_province(line.province);
  if (line.country != nullptr) moves.add_country(line.country);
  int parts = line.parts();
  if (!split->city.empty()) {
    moves.add_city(split->city);
    ++parts;
  }
  report(state, line, parts, Field::street, path, text, split->street, moves);
}

}  // namespace

void check_misplaced(CheckState& state) {
  if (check_swapped(state)) return;
  check_city(state);
  check_street(state);
}

bool check_postal_with_more(CheckState& state) {
  const std::string& text = state.address.postal_code;
  const CityLine line = read_city_line(*state.country, text);
  if (line.postal.empty() || (line.city.empty() && line.parts() < 2)) return false;
  // A second number, or a slip of the pen, is no city.
  if (line.city.find_first_of("0123456789*!?") != std::string_view::npos) return false;
  Moves moves(state);
  const ProvinceRow* province =
      line.province != nullptr ? line.province : find_province(*state.country, line.city);
  if (province != nullptr) moves.add_province(province);
  if (line.province != nullptr || province == nullptr) {
    if (!line.city.empty()) moves.add_city(line.city);
  }
  if (line.country != nullptr) moves.add_country(line.country);
  report(state, line, 2, Field::postal_code, "postal_code", text,
         postal_form(*state.country, line.postal), moves);
  return true;
}

bool check_province_with_more(CheckState& state) {
  const std::string& text = state.address.admin_area;
  const CityLine line = read_city_line(*state.country, text);
  if (line.postal.empty() && line.country == nullptr) return false;
  const ProvinceRow* province = find_province(*state.country, line.city);
  if (province == nullptr) return false;
  Moves moves(state);
  if (!line.postal.empty()) moves.add_postal(line.postal);
  if (line.country != nullptr) moves.add_country(line.country);
  report(state, line, line.parts(), Field::admin_area, "admin_area", text,
         province->written.view(), moves);
  return true;
}

}  // namespace tally::address
