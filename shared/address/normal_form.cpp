#include "shared/address/normal_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/address/letters.hpp"
#include "shared/address/postal_code.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

constexpr std::array<std::string_view, 8> us_territories{"AS", "FM", "GU", "MH",
                                                         "MP", "PR", "PW", "VI"};

/// "PR": a territory of the United States as one of its states; empty for every other country.
std::string_view as_state(const CountryRow& country) {
  const bool territory = std::ranges::find(us_territories, country.code()) != us_territories.end();
  return territory ? country.code() : std::string_view();
}

Casing casing_of(const CountryRow* country) {
  const bool turkic = country != nullptr && (country->code() == "TR" || country->code() == "AZ");
  return turkic ? Casing::turkic : Casing::common;
}

std::string normal_field(std::string_view text, Field field, const CountryRow* country) {
  std::string clean = without_hidden(text);
  if (clean.empty() || country == nullptr || !country->upper().has(field)) return clean;
  return upper(clean, casing_of(country));
}

std::string normal_province(const Address& address, const CountryRow* country) {
  std::string clean = without_hidden(address.admin_area);
  if (country == nullptr) return clean;
  if (!as_state(*country).empty() && country->used().has(Field::admin_area)) {
    const bool itself = clean.empty() || ascii_upper(clean) == as_state(*country) ||
                        country_by_name(clean) == country;
    if (itself) return std::string(as_state(*country));
  }
  if (clean.empty()) return clean;
  const ProvinceRow* province = find_province(*country, clean);
  if (province != nullptr) clean = province->written.view();
  return country->upper().has(Field::admin_area) ? upper(clean, casing_of(country)) : clean;
}

std::string normal_postal(const Address& address, const CountryRow* country) {
  std::string clean = normal_field(address.postal_code, Field::postal_code, country);
  if (country == nullptr) return clean;
  std::string form = postal_form(*country, clean);
  return form.empty() ? clean : form;
}

/// "BAHNHOFSTR" and "BAHNHOFSTRASSE" are one street.
std::string same_street_words(const std::string& folded) {
  std::string out;
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (!out.empty()) out += ' ';
    out += word;
    if (word.ends_with("STR")) out += "ASSE";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

}  // namespace

bool is_us_mail(const CountryRow& country) {
  return country.code() == "US" || !as_state(country).empty();
}

Address normal_form(const Address& address, const CountryRow* country,
                    us::StreetReading* street) {
  Address normal;
  const bool american = country != nullptr && is_us_mail(*country);
  const auto plain = [&](const std::string& text, Field field) {
    return american ? us::normal_words(text) : normal_field(text, field, country);
  };
  normal.recipient = normal_field(address.recipient, Field::recipient, country);
  normal.organisation = normal_field(address.organisation, Field::organisation, country);
  normal.dependent_locality = plain(address.dependent_locality, Field::dependent_locality);
  normal.locality = plain(address.locality, Field::locality);
  normal.admin_area = normal_province(address, country);
  normal.postal_code = normal_postal(address, country);
  normal.sorting_code = normal_field(address.sorting_code, Field::sorting_code, country);
  normal.country = country != nullptr ? std::string(country->code())
                                      : ascii_upper(without_hidden(address.country));
  if (american) {
    normal.street = street != nullptr ? std::move(street->normal)
                                      : us::read_street(address.street).normal;
    return normal;
  }
  normal.street.reserve(address.street.size());
  for (const std::string& line : address.street) {
    std::string clean = normal_field(line, Field::street, country);
    if (!clean.empty()) normal.street.push_back(std::move(clean));
  }
  return normal;
}

Address normal_form(const Address& address) {
  return normal_form(address, find_country(without_hidden(address.country)), nullptr);
}

std::string place_key(const Address& address) {
  const Address normal = normal_form(address);
  const CountryRow* country = find_country(normal.country);
  std::string code = normal.country;
  std::string province = fold(normal.admin_area);
  std::string postal = fold(normal.postal_code);
  std::erase(postal, ' ');
  if (country != nullptr && is_us_mail(*country)) {
    postal.resize(std::min<std::size_t>(postal.size(), 5));
    if (!as_state(*country).empty()) {
      province = as_state(*country);
      code = "US";
    }
  } else if (country != nullptr) {
    const ProvinceRow* row = find_province(*country, normal.admin_area);
    if (row != nullptr) province = fold(row->key.view());
  }
  std::string street;
  for (const std::string& line : normal.street) street += (street.empty() ? "" : " ") + line;
  street = fold(street);
  const bool german = code == "DE" || code == "AT" || code == "CH" || code == "LI";
  if (german) street = same_street_words(street);
  std::string key = code;
  for (const std::string& part :
       {postal, province, fold(normal.locality), fold(normal.dependent_locality), street}) {
    key += '|';
    key += part;
  }
  return key;
}

}  // namespace tally::address
