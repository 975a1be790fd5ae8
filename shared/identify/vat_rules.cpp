#include "shared/identify/vat_rules.hpp"

#include <algorithm>
#include <array>

#include "shared/identify/check_digits.hpp"

namespace tally::identify {

namespace {

// The forms are those that the European Commission lists for VIES (Taxation and Customs Union, "VAT
// identification number structure"), HM Revenue and Customs, the Norwegian Tax Administration and
// the Swiss Federal Statistical Office for their own.
constexpr std::array<VatRule, 31> rules{{
    {"AT", "AT", "9", "U and 8 digits", "ATU13585627", hold_at},
    {"BE", "BE", "10", "10 digits, of which the first is 0 or 1", "BE0428759497", hold_be},
    {"BG", "BG", "9 or 10", "9 or 10 digits", "BG175074752", hold_bg},
    {"CHE", "CH", "9", "9 digits and MWST, TVA or IVA", "CHE107787577MWST", hold_ch, "MWST"},
    {"CY", "CY", "9", "8 digits and a letter", "CY10259033P", hold_cy},
    {"CZ", "CZ", "8, 9 or 10", "8, 9 or 10 digits", "CZ25123891", hold_cz},
    {"DE", "DE", "9", "9 digits", "DE136695976", hold_de},
    {"DK", "DK", "8", "8 digits", "DK13585628", hold_dk},
    {"EE", "EE", "9", "9 digits", "EE100931558", hold_ee},
    {"EL", "GR", "9", "9 digits", "EL094259216", hold_el},
    {"ES", "ES", "9", "9 characters, of which the first or the last is a letter", "ESB58378431",
     hold_es},
    {"FI", "FI", "8", "8 digits", "FI20774740", hold_fi},
    {"FR", "FR", "11", "two digits or letters and 9 digits", "FR40303265045", hold_fr},
    {"GB", "GB", "9, 12 or 5", "9 or 12 digits, or GD or HA and 3 digits", "GB980780684", hold_gb},
    {"HR", "HR", "11", "11 digits", "HR33392005961", hold_hr},
    {"HU", "HU", "8", "8 digits", "HU12892312", hold_hu},
    {"IE", "IE", "8 or 9", "7 digits and one or two letters", "IE6433435F", hold_ie},
    {"IT", "IT", "11", "11 digits", "IT00743110157", hold_it},
    {"LT", "LT", "9 or 12", "9 or 12 digits", "LT119511515", hold_lt},
    {"LU", "LU", "8", "8 digits", "LU15027442", hold_lu},
    {"LV", "LV", "11", "11 digits", "LV40003521600", hold_lv},
    {"MT", "MT", "8", "8 digits", "MT11679112", hold_mt},
    {"NL", "NL", "12", "9 digits, B and 2 digits", "NL004495445B01", hold_nl},
    {"NO", "NO", "9", "9 digits and MVA", "NO995525828MVA", hold_no, "MVA"},
    {"PL", "PL", "10", "10 digits", "PL8567346215", hold_pl},
    {"PT", "PT", "9", "9 digits", "PT501964843", hold_pt},
    {"RO", "RO", "2 to 10", "2 to 10 digits", "RO18547290", hold_ro},
    {"SE", "SE", "12", "12 digits", "SE123456789701", hold_se},
    {"SI", "SI", "8", "8 digits", "SI50223054", hold_si},
    {"SK", "SK", "10", "10 digits", "SK2022749619", hold_sk},
    {"XI", "XI", "9, 12 or 5", "9 or 12 digits, or GD or HA and 3 digits", "XI980780684", hold_gb},
}};

}  // namespace

std::span<const VatRule> vat_rules() { return rules; }

const VatRule* find_vat_rule(std::string_view prefix) {
  const auto found = std::ranges::lower_bound(rules, prefix, {}, &VatRule::prefix);
  return found == rules.end() || found->prefix != prefix ? nullptr : &*found;
}

const VatRule* find_vat_rule_of_country(std::string_view country) {
  const auto found = std::ranges::find(rules, country, &VatRule::country);
  if (found != rules.end()) return &*found;
  // People write what they know: EL is Greece and UK is Great Britain.
  if (country == "UK") return find_vat_rule("GB");
  return find_vat_rule(country);
}

VatVerdict vat_right() { return {}; }
VatVerdict vat_wrong_length() { return {.result = VatResult::length}; }
VatVerdict vat_wrong_form() { return {.result = VatResult::form}; }

VatVerdict vat_unfit(std::string_view sum) {
  return {.result = VatResult::unfit, .part = std::string(sum)};
}

VatVerdict vat_no_such(std::string_view part, std::string_view value) {
  return {.result = VatResult::part, .part = std::string(part), .stands = std::string(value)};
}

VatVerdict vat_check(std::string_view number, std::size_t place, std::string_view wanted,
                     std::string_view name) {
  const std::string_view stands = number.substr(place, wanted.size());
  if (stands == wanted) return {};
  VatVerdict verdict{.result = VatResult::check,
                     .part = std::string(name),
                     .wanted = std::string(wanted),
                     .stands = std::string(stands),
                     .corrected = std::string(number)};
  verdict.corrected.replace(place, wanted.size(), wanted);
  return verdict;
}

VatVerdict vat_digits(std::string_view number, std::size_t count) {
  if (number.size() != count) return vat_wrong_length();
  return all_digits(number) ? vat_right() : vat_wrong_form();
}

}  // namespace tally::identify
