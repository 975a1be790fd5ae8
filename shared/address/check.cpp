#include "shared/address/check.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/address/check_state.hpp"
#include "shared/address/letters.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/address/po_box.hpp"
#include "shared/address/postal_code.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

/// The fields that hold one text; the street has lines.
constexpr std::array single_fields{Field::recipient,   Field::organisation,
                                   Field::dependent_locality, Field::locality,
                                   Field::admin_area,  Field::postal_code,
                                   Field::sorting_code, Field::country};

/// `AnyAddress` may be const or not.
template <typename AnyAddress>
auto& text_of(AnyAddress& address, Field field) {
  switch (field) {
    case Field::recipient: return address.recipient;
    case Field::organisation: return address.organisation;
    case Field::dependent_locality: return address.dependent_locality;
    case Field::locality: return address.locality;
    case Field::admin_area: return address.admin_area;
    case Field::postal_code: return address.postal_code;
    case Field::sorting_code: return address.sorting_code;
    default: return address.country;
  }
}

bool is_empty(const Address& address, Field field) {
  if (field != Field::street) return trim(text_of(address, field)).empty();
  return std::ranges::all_of(address.street,
                             [](const std::string& line) { return trim(line).empty(); });
}

enum class Readable : std::uint8_t { yes, no };

/// What is wrong with the characters of a field. Readable::no: the other checks cannot go on.
Readable check_text(CheckState& state, Field field, const std::string& text, std::string path) {
  const std::string word(field_word(field, state.country));
  if (text.size() > field_bytes_max) {
    state.add(IssueCode::address_text_long, std::move(path),
              {{"bytes", static_cast<std::int64_t>(text.size())},
               {"field", word},
               {"limit", static_cast<std::int64_t>(field_bytes_max)}});
    return Readable::no;
  }
  if (is_plain(text)) return Readable::yes;
  const std::vector<Argument> damage{{"field", word}, {"value", quote_short(text)}};
  if (!is_utf8(text)) {
    state.add(IssueCode::address_text_damaged, std::move(path), damage);
    return Readable::no;
  }
  if (const std::string before = undo_mojibake(text); !before.empty()) {
    const auto issue = state.add(IssueCode::address_text_damaged, path, damage);
    state.propose(issue, std::move(path), text, before);
    return Readable::yes;
  }
  const auto hidden = find_hidden(text);
  if (!hidden) return Readable::yes;
  if (hidden->kind == HiddenKind::damage) {
    state.add(IssueCode::address_text_damaged, std::move(path), damage);
    return Readable::yes;
  }
  const bool space = hidden->kind == HiddenKind::space;
  const auto issue =
      state.add(space ? IssueCode::address_space_odd : IssueCode::address_character_hidden, path,
                {{"field", word}, {"name", hidden->name}});
  state.propose(issue, std::move(path), text, without_hidden(text));
  return Readable::yes;
}

Readable check_texts(CheckState& state) {
  const Address& address = state.address;
  if (address.street.size() > street_lines_max) {
    state.add(IssueCode::address_lines_many, "street",
              {{"limit", static_cast<std::int64_t>(street_lines_max)},
               {"lines", static_cast<std::int64_t>(address.street.size())}});
    return Readable::no;
  }
  Readable readable = Readable::yes;
  for (const Field field : single_fields) {
    const std::string& text = text_of(address, field);
    if (is_plain(text) && text.size() <= field_bytes_max) continue;
    if (check_text(state, field, text, std::string(field_path(field))) == Readable::no) {
      readable = Readable::no;
    }
  }
  for (std::size_t i = 0; i < address.street.size(); ++i) {
    const std::string& line = address.street[i];
    if (is_plain(line) && line.size() <= field_bytes_max) continue;
    if (check_text(state, Field::street, line, street_path(i)) == Readable::no) {
      readable = Readable::no;
    }
  }
  return readable;
}

/// False where there is no country to check by.
bool check_country(CheckState& state) {
  const std::string& typed = state.address.country;
  const std::string_view code = trim(typed);
  if (code.empty()) {
    state.add(IssueCode::address_country_missing, "country", {});
    return false;
  }
  if (state.country != nullptr) return true;
  const CountryRow* nearest = nearest_country(code);
  std::string hint = "such as US or DE";
  if (nearest != nullptr) {
    hint = std::string(nearest->code()) + " for " + std::string(nearest->name.view());
  }
  const auto issue = state.add(IssueCode::address_country_unknown, "country",
                               {{"nearest", hint}, {"value", quote_short(code)}});
  if (nearest != nullptr) state.propose(issue, "country", typed, nearest->code());
  return false;
}

/// What people write where they have nothing to write.
bool is_placeholder(std::string_view text) {
  constexpr std::array<std::string_view, 12> words{"N/A", "n/a", "-",    "--",   "---", ".",
                                                   "?",   "TBD", "NULL", "null", "xxx", "XXX"};
  return std::ranges::find(words, trim(text)) != words.end();
}

void check_placeholders(CheckState& state) {
  const auto check = [&](Field field, const std::string& text, std::string path) {
    if (text.size() > 4 || !is_placeholder(text)) return;
    state.add(IssueCode::address_placeholder, std::move(path),
              {{"field", state.word(field)}, {"value", std::string(trim(text))}});
    state.settled.add(field);
  };
  for (const Field field : {Field::locality, Field::admin_area, Field::postal_code}) {
    check(field, text_of(state.address, field), std::string(field_path(field)));
  }
  for (std::size_t i = 0; i < state.address.street.size(); ++i) {
    check(Field::street, state.address.street[i], street_path(i));
  }
}

void check_required(CheckState& state) {
  FieldSet required = state.country->required();
  if (state.province != nullptr && state.province->required_mask != 0) {
    required = {state.province->required_mask};
  }
  // A territory of the United States is its own state: VI needs no "VI" beside it.
  const bool own_state = is_us_mail(*state.country) && state.country->province_count == 0;
  for (const Field field : {Field::street, Field::dependent_locality, Field::locality,
                            Field::admin_area, Field::postal_code, Field::sorting_code}) {
    if (field == Field::admin_area && own_state) continue;
    if (!required.has(field) || state.settled.has(field) || !is_empty(state.address, field)) {
      continue;
    }
    const auto issue =
        state.add(IssueCode::address_field_missing, std::string(field_path(field)),
                  {{"country", state.country_name()}, {"field", state.word(field)}});
    if (field != Field::admin_area) continue;
    const std::string form = postal_form(*state.country, state.address.postal_code);
    const ProvinceRow* province = form.empty() ? nullptr : province_of(*state.country, form);
    if (province == nullptr) continue;
    state.propose(issue, "admin_area", state.address.admin_area, province->written.view());
  }
}

void check_postal(CheckState& state) {
  const std::string& typed = state.address.postal_code;
  const CountryRow& country = *state.country;
  if (country.postal_pattern == 0 || state.settled.has(Field::postal_code)) return;
  if (trim(typed).empty() || is_postal_code(country, typed)) return;
  if (check_postal_with_more(state)) return;
  const bool local = state.province != nullptr && !state.province->example.view().empty();
  const std::string_view example =
      local ? state.province->example.view() : postal_example(country);
  const auto issue = state.add(IssueCode::address_postal_malformed, "postal_code",
                               {{"country", state.country_name()},
                                {"example", std::string(example)},
                                {"value", quote_short(trim(typed))}});
  state.settled.add(Field::postal_code);
  const std::string nearest = nearest_postal(country, state.province, typed);
  if (!nearest.empty()) state.propose(issue, "postal_code", typed, nearest);
}

/// "California (CA)", or the name alone where it is the key.
std::string say_province(const ProvinceRow& province) {
  std::string said(province.said());
  const bool has_key = said == province.written.view() || said.ends_with(')');
  if (!has_key) said += " (" + std::string(province.written.view()) + ")";
  return said;
}

void check_province(CheckState& state) {
  const std::string& typed = state.address.admin_area;
  const CountryRow& country = *state.country;
  const bool unused = !country.used().has(Field::admin_area) || country.province_count == 0;
  if (unused || state.settled.has(Field::admin_area) || trim(typed).empty()) return;
  if (state.province != nullptr || check_province_with_more(state)) return;
  const ProvinceRow* nearest = nearest_province(country, typed);
  if (nearest == nullptr && !state.settled.has(Field::postal_code)) {
    const std::string form = postal_form(country, state.address.postal_code);
    if (!form.empty()) nearest = province_of(country, form);
  }
  const std::string hint = nearest != nullptr
                               ? say_province(*nearest)
                               : "such as " + say_province(provinces(country).front());
  const auto issue = state.add(IssueCode::address_province_unknown, "admin_area",
                               {{"country", state.country_name()},
                                {"kind", std::string(province_word(country))},
                                {"nearest", hint},
                                {"value", quote_short(trim(typed))}});
  if (nearest != nullptr) state.propose(issue, "admin_area", typed, nearest->written.view());
}

void check_agreement(CheckState& state) {
  const bool settled =
      state.settled.has(Field::admin_area) || state.settled.has(Field::postal_code);
  if (state.province == nullptr || settled) return;
  const CountryRow& country = *state.country;
  const std::string form = postal_form(country, state.address.postal_code);
  if (form.empty() || lies_in(*state.province, form)) return;
  const bool military = is_military_state(state.province->key.view());
  if (is_military_city(state) && !military) return;  // check_us says it, and which state it is
  const ProvinceRow* other = province_of(country, form);
  const std::string where = other != nullptr ? say_province(*other)
                                             : "another " + std::string(province_word(country));
  const auto issue = state.add(
      IssueCode::address_postal_elsewhere, "postal_code",
      {{"other", where}, {"postal_code", form}, {"province", say_province(*state.province)}});
  if (other != nullptr) {
    state.propose(issue, "admin_area", state.address.admin_area, other->written.view());
  }
}

void check_unused(CheckState& state) {
  const FieldSet used = state.country->used();
  for (const Field field : {Field::dependent_locality, Field::locality, Field::admin_area,
                            Field::postal_code, Field::sorting_code}) {
    if (used.has(field) || state.settled.has(field) || is_empty(state.address, field)) continue;
    const std::string& typed = text_of(state.address, field);
    // City and country are one in Singapore or Gibraltar: the name in both is how people write.
    if (field == Field::locality && country_by_name(typed) == state.country) continue;
    const std::string path(field_path(field));
    const auto issue = state.add(IssueCode::address_field_unused, path,
                                 {{"country", state.country_name()},
                                  {"field", state.word(field)},
                                  {"value", quote_short(trim(typed))}});
    state.propose(issue, path, typed, "");
  }
}

}  // namespace

std::string street_path(std::size_t line) { return "street[" + std::to_string(line) + "]"; }

std::string_view fact_name(Fact fact) {
  constexpr std::array<std::string_view, fact_count> names{
      "po_box", "private_mailbox", "military", "rural_route", "general_delivery", "many_units"};
  return names[static_cast<std::size_t>(fact)];
}

Finding check_address(const Address& address) {
  Finding finding;
  CheckState state{address, finding};
  state.country = find_country(without_hidden(address.country));
  const Readable readable = check_texts(state);
  us::StreetReading street;
  us::StreetReading* american = nullptr;
  if (readable == Readable::yes && check_country(state)) {
    state.province = find_province(*state.country, address.admin_area);
    check_placeholders(state);
    check_misplaced(state);
    check_required(state);
    check_postal(state);
    check_province(state);
    check_agreement(state);
    check_unused(state);
    if (is_us_mail(*state.country)) {
      street = us::read_street(address.street);
      american = &street;
      check_us(state, street);
    }
    if (is_po_box(address)) finding.add(Fact::po_box);
  }
  finding.normal = normal_form(address, state.country, american);
  return finding;
}

namespace {

/// By its path; nullptr where there is none.
template <typename AnyAddress>
auto find_text(AnyAddress& address, std::string_view path) -> decltype(&(address.locality)) {
  constexpr std::string_view street = "street[";
  if (path.starts_with(street)) {
    std::size_t line = 0;
    const auto read = std::from_chars(path.data() + street.size(), path.data() + path.size(), line);
    const bool whole = read.ec == std::errc() && read.ptr + 1 == path.data() + path.size();
    return whole && line < address.street.size() ? &address.street[line] : nullptr;
  }
  for (const Field field : single_fields) {
    if (field_path(field) == path) return &text_of(address, field);
  }
  return nullptr;
}

}  // namespace

const std::string* field_at(const Address& address, std::string_view path) {
  return find_text(address, path);
}

bool apply_fix(Address& address, const Finding& finding, std::size_t issue) {
  Address changed = address;
  bool any = false;
  for (const Change& change : finding.changes) {
    if (change.issue != issue) continue;
    std::string* field = find_text(changed, change.path);
    if (field == nullptr || *field != change.from) return false;
    *field = change.to;
    any = true;
  }
  if (any) address = std::move(changed);
  return any;
}

}  // namespace tally::address
