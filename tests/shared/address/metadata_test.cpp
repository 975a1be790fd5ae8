// The table of the countries, held against itself: examples pass, every slip is found.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/address/check.hpp"
#include "shared/address/lines.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/address/postal_code.hpp"
#include "tests/support/address_examples.hpp"

using namespace tally;
using namespace tally::address;
using namespace tally::tests;

namespace {

bool has(const Finding& finding, IssueCode code, std::string_view path) {
  return std::ranges::any_of(finding.issues, [&](const Issue& issue) {
    return issue.code == code && issue.path == path;
  });
}

std::string codes_of(const Finding& finding) {
  std::string said;
  for (const Issue& issue : finding.issues) {
    said += std::string(code_row(issue.code).name) + " at " + issue.path + "; ";
  }
  return said;
}

std::vector<std::string> split(std::string_view text, char sign) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(sign), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

TEST_CASE("all countries of ISO 3166-1 are there, by code and by name") {
  CHECK(countries().size() == 252);
  for (const CountryRow& country : countries()) {
    CHECK(find_country(country.code()) == &country);
    CHECK(country_by_name(country.name.view()) == &country);
    CHECK(country_by_name(country.alpha_3_chars) == &country);
  }
  CHECK(find_country("us")->code() == "US");
  CHECK(find_country("XX") == nullptr);
  CHECK(find_country("USA") == nullptr);
  CHECK(find_country("\xC3\xA9") == nullptr);
  CHECK(country_by_name("Deutschland")->code() == "DE");
  CHECK(country_by_name("  u.s.a. ")->code() == "US");
  CHECK(country_by_name("UK")->code() == "GB");
  CHECK(nearest_country("Germny")->code() == "DE");
  CHECK(nearest_country("Atlantis") == nullptr);
}

TEST_CASE("every example postal code of the metadata is one of its country") {
  int examples = 0;
  for (const CountryRow& country : countries()) {
    CAPTURE(country.code());
    for (const std::string& code : split(country.postal_examples.view(), ',')) {
      CAPTURE(code);
      CHECK(is_postal_code(country, code));
      const std::string form = postal_form(country, code);
      CHECK_FALSE(form.empty());
      CHECK(is_postal_code(country, form));
      CHECK(postal_form(country, form) == form);
      ++examples;
    }
  }
  CHECK(examples > 400);
}

TEST_CASE("every province is found by its key, its names and its Latin name") {
  int with_example = 0;
  for (const CountryRow& country : countries()) {
    for (const ProvinceRow& province : provinces(country)) {
      CAPTURE(country.code());
      CAPTURE(province.key.view());
      CHECK(find_province(country, province.key.view()) == &province);
      CHECK(find_province(country, province.written.view()) == &province);
      CHECK(find_province(country, province.name.view()) != nullptr);
      if (!province.latin.view().empty()) {
        CHECK(find_province(country, province.latin.view()) != nullptr);
      }
      if (province.example.view().empty()) continue;
      CHECK(is_postal_code(country, province.example.view()));
      CHECK(lies_in(province, postal_form(country, province.example.view())));
      ++with_example;
    }
  }
  CHECK(with_example > 500);
}

TEST_CASE("a province is found by what the world calls it, and with its kind behind it") {
  const auto found = [](const char* country, const char* typed) {
    const ProvinceRow* province = find_province(*find_country(country), typed);
    return province == nullptr ? std::string_view("none") : province->written.view();
  };
  CHECK(found("RU", "Moscow") == "Москва");
  CHECK(found("JP", "Osaka-fu") == "大阪府");
  CHECK(found("JP", "Osaka Prefecture") == "大阪府");
  CHECK(found("CN", "Guangdong Province") == "广东省");
  CHECK(found("CN", "Inner Mongolia") == found("CN", "内蒙古"));
  CHECK(found("US", "D.C.") == "DC");
  CHECK(found("US", "Washington County") == "none");
  CHECK(found("BR", "Sao Paulo") == "SP");
  CHECK(found("TR", "Istanbul") == "İstanbul");
  CHECK(found("MX", "JAL") == "Jal.");
  CHECK(found("JP", "13") == "東京都");
}

TEST_CASE("for each country an address made of its metadata passes, in every province") {
  int addresses = 0;
  for (const CountryRow& country : countries()) {
    std::vector<const ProvinceRow*> all{example_province(country)};
    if (all.front() != nullptr) {
      all.clear();
      for (const ProvinceRow& province : provinces(country)) all.push_back(&province);
    }
    for (const ProvinceRow* province : all) {
      const address::Address address = example_address(country, province);
      const Finding finding = check_address(address);
      const std::string said = codes_of(finding);
      CAPTURE(country.code());
      CAPTURE(address.admin_area);
      CAPTURE(address.postal_code);
      CHECK(said == "");
      CHECK(normal_form(finding.normal) == finding.normal);
      CHECK(check_address(finding.normal).issues.empty());
      CHECK_FALSE(address_lines(address, LineStyle::local).empty());
      CHECK_FALSE(address_lines(address, LineStyle::latin).empty());
      ++addresses;
    }
  }
  CHECK(addresses > 1500);
}

TEST_CASE("a required field that is taken out is missed") {
  int removed = 0;
  for (const CountryRow& country : countries()) {
    const ProvinceRow* province = example_province(country);
    const address::Address whole = example_address(country, province);
    FieldSet required = country.required();
    if (province != nullptr && province->required_mask != 0) required = {province->required_mask};
    CAPTURE(country.code());
    const auto check = [&](Field field, auto&& remove) {
      if (!required.has(field)) return;
      address::Address address = whole;
      remove(address);
      CHECK(has(check_address(address), IssueCode::address_field_missing, field_path(field)));
      ++removed;
    };
    check(Field::street, [](address::Address& a) { a.street.clear(); });
    check(Field::street, [](address::Address& a) { a.street = {"", "  "}; });
    check(Field::locality, [](address::Address& a) { a.locality = " "; });
    check(Field::postal_code, [](address::Address& a) { a.postal_code.clear(); });
    if (province != nullptr && province->required_mask == 0) {
      check(Field::admin_area, [](address::Address& a) { a.admin_area.clear(); });
    }
  }
  CHECK(removed > 700);
}

TEST_CASE("a postal code with one character of the wrong class is refused, the right one is not") {
  int refused = 0;
  for (const CountryRow& country : countries()) {
    if (country.postal_pattern == 0) continue;
    address::Address address = example_address(country, example_province(country));
    const std::string right = address.postal_code;
    if (right.empty()) continue;
    CAPTURE(country.code());
    for (std::size_t i = 0; i < right.size(); ++i) {
      const bool figure = right[i] >= '0' && right[i] <= '9';
      address.postal_code = right;
      address.postal_code[i] = figure ? '*' : '!';
      CAPTURE(address.postal_code);
      const Finding finding = check_address(address);
      CHECK(has(finding, IssueCode::address_postal_malformed, "postal_code"));
      ++refused;
    }
    address.postal_code = right + "99999999";
    CHECK(has(check_address(address), IssueCode::address_postal_malformed, "postal_code"));
  }
  CHECK(refused > 800);
}

TEST_CASE("a province that is none is refused, and with one slip its own name is proposed") {
  int proposed = 0;
  int slips = 0;
  for (const CountryRow& country : countries()) {
    const ProvinceRow* province = example_province(country);
    if (province == nullptr) continue;
    address::Address address = example_address(country, province);
    address.admin_area = "Qqxyzzyq";
    CAPTURE(country.code());
    CHECK(has(check_address(address), IssueCode::address_province_unknown, "admin_area"));
    for (const ProvinceRow& each : provinces(country)) {
      std::string typed(each.said());
      if (typed.size() < 6 || static_cast<unsigned char>(typed[3]) >= 0x80) continue;
      if (static_cast<unsigned char>(typed[2]) >= 0x80) continue;
      typed.erase(2, 1);
      if (find_province(country, typed) != nullptr) continue;
      address = example_address(country, &each);
      address.admin_area = typed;
      const Finding finding = check_address(address);
      CHECK(has(finding, IssueCode::address_province_unknown, "admin_area"));
      ++slips;
      if (finding.changes.empty()) continue;
      ++proposed;
      address::Address mended = address;
      CHECK(apply_fix(mended, finding, 0));
      CHECK(check_address(mended).issues.empty());
    }
  }
  CHECK(slips > 700);
  CHECK(proposed * 100 > slips * 95);
}

TEST_CASE("a postal code of another province is seen where the metadata know both") {
  int seen = 0;
  for (const CountryRow& country : countries()) {
    const auto all = provinces(country);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const ProvinceRow& here = all[i];
      const ProvinceRow& there = all[(i + 1) % all.size()];
      if (here.example.view().empty() || there.example.view().empty()) continue;
      if (!country.used().has(Field::admin_area)) continue;
      const std::string code = postal_form(country, there.example.view());
      if (lies_in(here, code)) continue;
      address::Address address = example_address(country, &here);
      address.postal_code = code;
      CAPTURE(country.code());
      CAPTURE(address.admin_area);
      CAPTURE(code);
      const Finding finding = check_address(address);
      CHECK(has(finding, IssueCode::address_postal_elsewhere, "postal_code"));
      ++seen;
    }
  }
  CHECK(seen > 500);
}

TEST_CASE("a field that the country does not use is noted, and taking it out mends it") {
  int noted = 0;
  for (const CountryRow& country : countries()) {
    const address::Address whole = example_address(country, example_province(country));
    CAPTURE(country.code());
    const auto check = [&](Field field, std::string address::Address::* text) {
      if (country.used().has(field)) return;
      address::Address address = whole;
      address.*text = "Somewhere";
      const Finding finding = check_address(address);
      REQUIRE(has(finding, IssueCode::address_field_unused, field_path(field)));
      CHECK(finding.issues.size() == 1);
      REQUIRE(apply_fix(address, finding, 0));
      CHECK(address == whole);
      ++noted;
    };
    check(Field::dependent_locality, &address::Address::dependent_locality);
    check(Field::sorting_code, &address::Address::sorting_code);
    check(Field::admin_area, &address::Address::admin_area);
    check(Field::postal_code, &address::Address::postal_code);
  }
  CHECK(noted > 600);
}
