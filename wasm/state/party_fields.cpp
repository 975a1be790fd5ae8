#include "wasm/state/party_fields.hpp"

#include <algorithm>
#include <optional>

#include "shared/address/metadata.hpp"
#include "shared/address/ship_to.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// The letter behind a per cent sign in a country's format.
std::optional<address::Field> field_of_letter(char letter) {
  switch (letter) {
    case 'N': return address::Field::recipient;
    case 'A': return address::Field::street;
    case 'C': return address::Field::locality;
    case 'S': return address::Field::admin_area;
    case 'Z': return address::Field::postal_code;
    default: return std::nullopt;  // the shorter address has no such field
  }
}

/// As an envelope has them from top to bottom; in Latin letters where the country has such a form.
std::vector<address::Field> written_order(const address::CountryRow* country) {
  std::string_view format = "%N%n%A%n%C%n%S%n%Z";
  if (country != nullptr && !country->format.view().empty()) {
    const std::string_view latin = country->latin_format.view();
    format = latin.empty() ? country->format.view() : latin;
  }
  std::vector<address::Field> order;
  for (std::size_t at = 0; at + 1 < format.size(); ++at) {
    if (format[at] != '%') continue;
    const auto field = field_of_letter(format[++at]);
    if (field && std::ranges::find(order, *field) == order.end()) order.push_back(*field);
  }
  return order;
}

bool is_filled(const Address& filled, address::Field field) {
  Address copy = filled;
  const std::string* text = address::field_at(copy, address::field_path(field));
  return text != nullptr && !text->empty();
}

}  // namespace

const std::vector<CountryChoice>& country_choices() {
  static const std::vector<CountryChoice> choices = [] {
    std::vector<CountryChoice> all;
    for (const address::CountryRow& row : address::countries()) {
      all.push_back({std::string(row.code()), std::string(row.name.view())});
    }
    std::ranges::stable_sort(all, {}, &CountryChoice::name);  // names differ: a total order
    return all;
  }();
  return choices;
}

std::vector<PartyField> address_fields(std::string_view code, const Address& filled,
                                       std::string_view base) {
  using address::Field;
  const address::CountryRow* country = address::find_country(code);
  const address::FieldSet required =
      country == nullptr ? address::FieldSet{} : country->required();
  const std::string prefix(base);
  std::vector<PartyField> fields{{prefix + "country", "Country", true}};
  std::vector<Field> order = written_order(country);
  // What the country has no place for, but somebody typed, stays in sight.
  for (const Field field : {Field::recipient, Field::locality, Field::admin_area,
                            Field::postal_code}) {
    const bool is_there = std::ranges::find(order, field) != order.end();
    if (!is_there && (field == Field::recipient || is_filled(filled, field))) {
      order.insert(field == Field::recipient ? order.begin() : order.end(), field);
    }
  }
  for (const Field field : order) {
    if (field == Field::street) {
      fields.push_back({prefix + "street_1", "Street", required.has(field)});
      fields.push_back({prefix + "street_2", "Unit, floor or second line"});
      continue;
    }
    const bool is_short = field != Field::recipient;
    fields.push_back({prefix + std::string(address::field_path(field)),
                      capital(std::string(address::field_word(field, country))),
                      required.has(field), is_short});
  }
  return fields;
}

}  // namespace tally::app
