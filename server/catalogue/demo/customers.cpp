// The customers of the demo company: names, addresses and habits by country.
#include <array>
#include <set>
#include <string>

#include "server/catalogue/demo/demo_parts.hpp"
#include "server/catalogue/demo/places.hpp"
#include "shared/base/text.hpp"
#include "shared/identify/identify.hpp"

namespace tally::server::catalogue::demo {

namespace {

constexpr std::array<std::string_view, 5> terms{"net 30", "net 30", "net 14", "2/10 net 30",
                                                "prepaid"};
/// Letters that stand in the postal codes of every country that has letters in them.
constexpr std::string_view postal_letters = "AEHNPRTWXY";

std::string fill_pattern(std::string_view pattern, Random& random) {
  std::string out;
  for (const char sign : pattern) {
    const bool letter = sign == '@' || (sign == '*' && random.chance(500));
    if (letter) out += random.pick(postal_letters);
    else if (sign == '#' || sign == '*') out += static_cast<char>('1' + random.below(9));
    else out += sign;
  }
  return out;
}

/// "Établissements Moreau" -> "etablissements-moreau", for a mail address.
std::string host_name(std::string_view name) {
  std::string out;
  std::string plain;
  for (std::size_t i = 0; i < name.size(); ++i) {
    // The tables' accented letters are two bytes that begin with 0xC3: fold them to ASCII.
    if (static_cast<unsigned char>(name[i]) == 0xC3 && i + 1 < name.size()) {
      constexpr std::string_view folded =
          "aaaaaaaceeeeiiiidnoooooxouuuuyps"
          "aaaaaaaceeeeiiiidnooooo-ouuuuypy";
      plain += folded[static_cast<unsigned char>(name[++i]) - 0x80U];
    } else {
      plain += name[i];
    }
  }
  for (const char c : ascii_lower(plain)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

Address make_address(const Country& country, const City& city, std::string_view recipient,
                     Random& random) {
  Address address;
  address.recipient = recipient;
  const std::string street(random.pick(country.streets));
  const std::string number = std::to_string(random.between(1, country.code == "US" ? 4200 : 180));
  switch (country.street_form) {
    case StreetForm::number_before_street: address.street_1 = number + " " + street; break;
    case StreetForm::street_before_number: address.street_1 = street + " " + number; break;
    case StreetForm::comma_number: address.street_1 = street + ", " + number; break;
  }
  if (random.chance(120)) address.street_2 = "Unit " + std::to_string(random.between(1, 24));
  address.locality = city.name;
  address.admin_area = city.region;
  address.postal_code = fill_pattern(city.postal_pattern, random);
  address.country = country.code;
  return address;
}

/// A name that no other customer has: the town is added where the plain one is taken.
std::string make_name(const Country& country, const City& city, Random& random,
                      std::set<std::string>& taken) {
  for (int attempt = 0;; ++attempt) {
    std::string name(random.pick(country.name_stems));
    name += " " + std::string(random.pick(country.name_trades));
    if (attempt > 3) name += " " + std::string(city.name);
    if (attempt > 7) name += " " + std::to_string(attempt - 6);
    name += " " + std::string(random.pick(country.legal_forms));
    if (taken.insert(name).second) return name;
  }
}

/// A US customer buys for resale: no sales tax with a certificate of its state; some have lapsed.
void add_exemption(Customer& customer, Random& random) {
  if (customer.billing.country != "US" || !random.chance(350)) return;
  Exemption exemption;
  exemption.country = "US";
  exemption.admin_area = customer.billing.admin_area;
  exemption.certificate = "RS-" + customer.billing.admin_area + "-" +
                          std::to_string(random.between(100'000, 999'999));
  const int year = static_cast<int>(random.between(2024, 2026));
  exemption.valid_from = Date::from_civil(year, 1, 1);
  exemption.valid_until = Date::from_civil(year + static_cast<int>(random.between(0, 3)), 12, 31);
  customer.exemptions.push_back(std::move(exemption));
}

void add_ship_tos(Customer& customer, const Country& country, Random& random) {
  customer.ship_tos.push_back({*ShipToCode::parse("MAIN"), customer.billing, {}});
  const std::int64_t more = random.chance(700) ? 0 : random.chance(700) ? 1 : random.between(2, 4);
  for (std::int64_t i = 0; i < more; ++i) {
    const City& city = random.pick(country.cities);
    const std::string code = "DEPOT-" + std::to_string(i + 1);
    customer.ship_tos.push_back({*ShipToCode::parse(code),
                                 make_address(country, city, customer.name, random), {}});
  }
}

/// Key accounts and small buyers have other lists than their country's own.
PriceListCode choose_list(const Country& country, Random& random) {
  std::string_view list = country.price_list;
  if (list == "WHOLESALE" && random.chance(80)) list = "KEY";
  else if (list == "WHOLESALE" && random.chance(300)) list = "BASE";
  return *PriceListCode::parse(list);
}

/// A number that its country's own check takes, of a range that is hardly anybody's: zeros where
/// the country gives no number so low; a German number never begins with one, and a French one has
/// its check digits first.
std::string make_vat_id(const Country& country, Random& random) {
  const bool is_german = country.code == "DE";
  const std::size_t first = country.code == "FR" ? 2 : 0;
  while (true) {
    std::string number;
    for (int i = 0; i < country.vat_digits; ++i) {
      number += static_cast<char>('0' + random.below(10));
    }
    number.replace(first, 2, is_german ? "99" : "00");
    number.insert(0, country.code);
    if (!identify::is_wrong(identify::check_vat(number))) return number;
  }
}

/// In the currency of the country's list.
RateCardCode card_of(const Country& country) {
  const bool is_european = country.price_list == "EU";
  return *RateCardCode::parse(country.code == "GB" ? "PARCEL-UK"
                              : is_european        ? "PARCEL-EU"
                                                   : "PARCEL-US");
}

/// What the company knows of a customer's habits.
void add_habits(Customer& customer, Random& random) {
  if (customer.po_number == PoNumberRule::required && random.chance(300)) {
    customer.po_pattern = random.chance(500) ? "PO-#####*" : "45########";
  }
  if (random.chance(60)) customer.delivery = DeliveryRule::complete;
  constexpr std::array<std::string_view, 5> notes{
      "Dock 4 only, call 30 minutes before", "No deliveries before 9:00",
      "Tail lift needed, no forklift here", "Ask for the store manager at the side door",
      "Pallets at most 1.60 m high"};
  for (ShipTo& ship_to : customer.ship_tos) {
    if (random.chance(70)) ship_to.delivery_note = random.pick(notes);
  }
}

Customer make_customer(const Country& country, std::int64_t number, Random& random,
                       std::set<std::string>& taken) {
  const City& city = random.pick(country.cities);
  Customer customer;
  customer.code = *CustomerCode::parse("C" + std::to_string(10'000 + number));
  customer.name = make_name(country, city, random, taken);
  customer.billing = make_address(country, city, customer.name, random);
  customer.price_list = choose_list(country, random);
  if (random.chance(25)) customer.status = CustomerStatus::blocked;
  if (random.chance(250)) customer.po_number = PoNumberRule::required;
  if (customer.price_list.text() == "KEY") customer.groups = {*CustomerGroup::parse("KEY")};
  customer.terms = random.pick(terms);
  customer.rate_card = card_of(country);
  if (country.vat_digits > 0) customer.vat_id = make_vat_id(country, random);
  customer.email = "purchasing@" + host_name(customer.name) + ".example";
  customer.phone = fill_pattern(country.phone_pattern, random);
  customer.rep = rep_logins[static_cast<std::size_t>(random.below(std::size(rep_logins)))];
  add_ship_tos(customer, country, random);
  add_exemption(customer, random);
  add_habits(customer, random);
  return customer;
}

const Country& pick_country(Random& random) {
  std::int64_t left = random.between(0, 999);
  for (const Country& country : countries()) {
    left -= country.share;
    if (left < 0) return country;
  }
  return countries().front();
}

}  // namespace

std::vector<Customer> make_customers(Random random, std::int64_t count) {
  std::vector<Customer> customers;
  std::set<std::string> taken;
  for (std::int64_t i = 1; i <= count; ++i) {
    // The first ten are from ten countries, so that the smallest company has them all.
    const auto place = static_cast<std::size_t>(i - 1);
    const Country& country = place < countries().size() ? countries()[place] : pick_country(random);
    customers.push_back(make_customer(country, i, random, taken));
  }
  return customers;
}

}  // namespace tally::server::catalogue::demo
