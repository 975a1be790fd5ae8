#include <algorithm>

#include "shared/address/check_state.hpp"
#include "shared/address/letters.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/address/postal_code.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

/// One street line: what is missing in it (Publication 28, 213, 24, 25, 28).
void check_line(CheckState& state, const us::StreetLine& line, std::size_t place) {
  const std::string path = street_path(place);
  const auto typed = [&] { return quote_short(trim(state.address.street[place])); };
  if (!line.designator_alone.empty()) {
    state.add(IssueCode::unit_number_missing, path,
              {{"designator", std::string(line.designator_alone)}});
  }
  if (!line.sign_number.empty()) {
    state.add(IssueCode::unit_sign_alone, path, {{"number", line.sign_number}});
  }
  if (line.box_without_number) state.add(IssueCode::box_number_missing, path, {{"value", typed()}});
  if (line.route_without_box) state.add(IssueCode::route_box_missing, path, {{"value", typed()}});
}

/// A building of many units without one, and a street without a number.
void check_whole_street(CheckState& state, const us::StreetReading& street) {
  bool has_unit = false;
  bool has_figure = false;
  std::size_t many = street.lines.size();
  std::size_t first = street.lines.size();
  for (std::size_t i = 0; i < street.lines.size(); ++i) {
    const us::StreetLine& line = street.lines[i];
    const bool other_kind =
        line.kind != us::LineKind::street && line.kind != us::LineKind::unit;
    has_unit = has_unit || !line.units.empty() || other_kind;
    has_figure = has_figure || line.has_figure || other_kind;
    if (line.names_many_units && many == street.lines.size()) many = i;
    if (!line.primary.empty() && first == street.lines.size()) first = i;
  }
  const auto typed = [&](std::size_t place) {
    return quote_short(trim(state.address.street[place]));
  };
  if (many < street.lines.size()) {
    state.finding.add(Fact::many_units);
    if (!has_unit) {
      state.add(IssueCode::unit_maybe_missing, street_path(many), {{"value", typed(many)}});
    }
  }
  if (!has_figure && first < street.lines.size()) {
    state.add(IssueCode::house_number_missing, street_path(first), {{"value", typed(first)}});
  }
}

void note_facts(CheckState& state, const us::StreetReading& street) {
  for (const us::StreetLine& line : street.lines) {
    if (line.private_mailbox) state.finding.add(Fact::private_mailbox);
    if (line.kind == us::LineKind::route) state.finding.add(Fact::rural_route);
    if (line.kind == us::LineKind::military) state.finding.add(Fact::military);
    if (line.kind == us::LineKind::general_delivery) state.finding.add(Fact::general_delivery);
    if (line.kind == us::LineKind::po_box) state.finding.add(Fact::po_box);
  }
}

/// APO, FPO and DPO go with AA, AE and AP, and the ZIP code says which (Publication 28, 238).
void check_military(CheckState& state) {
  const bool military_city = is_military_city(state);
  const std::string_view key =
      state.province == nullptr ? std::string_view() : state.province->key.view();
  if (military_city || is_military_state(key)) state.finding.add(Fact::military);
  if (military_city == is_military_state(key)) return;
  if (!military_city) {
    state.add(IssueCode::military_city_wrong, "locality",
              {{"city", quote_short(trim(state.address.locality))}, {"value", std::string(key)}});
    return;
  }
  if (state.province == nullptr) return;  // missing or unknown, which is said already
  const std::string& typed = state.address.admin_area;
  const auto issue = state.add(IssueCode::military_state_wrong, "admin_area",
                               {{"city", quote_short(trim(state.address.locality))},
                                {"value", quote_short(trim(typed))}});
  const ProvinceRow* other =
      province_of(*state.country, postal_form(*state.country, state.address.postal_code));
  if (other != nullptr && is_military_state(other->key.view())) {
    state.propose(issue, "admin_area", typed, other->key.view());
  }
}

}  // namespace

bool is_military_state(std::string_view key) { return key == "AA" || key == "AE" || key == "AP"; }

bool is_military_city(const CheckState& state) {
  const std::string_view typed = trim(state.address.locality);
  if (typed.size() != 3 || state.country->code() != "US") return false;
  const std::string city = ascii_upper(typed);
  return city == "APO" || city == "FPO" || city == "DPO";
}

void check_us(CheckState& state, const us::StreetReading& street) {
  for (std::size_t i = 0; i < street.lines.size(); ++i) check_line(state, street.lines[i], i);
  check_whole_street(state, street);
  note_facts(state, street);
  if (state.country->code() == "US" && !trim(state.address.locality).empty()) {
    check_military(state);
  }
}

}  // namespace tally::address
