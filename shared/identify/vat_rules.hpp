// VAT rules: one row for each prefix, with the form of its numbers and the algorithm that holds
// them. In goes the number behind the prefix, in capitals without separators; out comes a verdict:
// right, or what does not hold and, where it is known, what should stand there.
// Each algorithm names its source beside it. It asks no register (VIES, HMRC, UID).
//   find_vat_rule("DE")->hold("136695976").result == VatResult::right
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tally::identify {

enum class VatResult : std::uint8_t {
  right,
  /// Another number of characters than any form has.
  length,
  /// A letter where a digit belongs, or the other way round.
  form,
  /// One check character or pair is another than the rest asks for: `wanted`, `stands`, `part`.
  check,
  /// The sum does not come out, and no single place is the check: `part` names the sum.
  unfit,
  /// `part` with the value `stands` does not exist.
  part,
};

struct VatVerdict {
  VatResult result = VatResult::right;
  std::string part = {};
  std::string wanted = {};
  std::string stands = {};
  /// The number as it would be right, where that is known; without prefix.
  std::string corrected = {};
};

struct VatRule {
  /// As it stands before the number: "EL", "CHE".
  std::string_view prefix;
  /// ISO 3166-1 alpha-2: "GR"; XI for Northern Ireland.
  std::string_view country;
  std::string_view lengths;
  std::string_view wanted;
  std::string_view example;
  VatVerdict (*hold)(std::string_view number);
  /// What belongs behind a number: "MVA"; the first of several.
  std::string_view suffix = {};
};

std::span<const VatRule> vat_rules();
/// By prefix; nullptr where there is none.
const VatRule* find_vat_rule(std::string_view prefix);
const VatRule* find_vat_rule_of_country(std::string_view country);

inline bool is_right(const VatVerdict& verdict) { return verdict.result == VatResult::right; }
VatVerdict vat_right();
VatVerdict vat_wrong_length();
VatVerdict vat_wrong_form();
VatVerdict vat_unfit(std::string_view sum);
VatVerdict vat_no_such(std::string_view part, std::string_view value);
/// Right where `wanted` stands at `place`; otherwise what should.
VatVerdict vat_check(std::string_view number, std::size_t place, std::string_view wanted,
                     std::string_view name = "check digit");
/// length or form where the number is not exactly so many digits.
VatVerdict vat_digits(std::string_view number, std::size_t count);

VatVerdict hold_at(std::string_view number);
VatVerdict hold_be(std::string_view number);
VatVerdict hold_bg(std::string_view number);
VatVerdict hold_ch(std::string_view number);
VatVerdict hold_cy(std::string_view number);
VatVerdict hold_cz(std::string_view number);
VatVerdict hold_de(std::string_view number);
VatVerdict hold_dk(std::string_view number);
VatVerdict hold_ee(std::string_view number);
VatVerdict hold_el(std::string_view number);
VatVerdict hold_es(std::string_view number);
VatVerdict hold_fi(std::string_view number);
VatVerdict hold_fr(std::string_view number);
VatVerdict hold_gb(std::string_view number);
VatVerdict hold_hr(std::string_view number);
VatVerdict hold_hu(std::string_view number);
VatVerdict hold_ie(std::string_view number);
VatVerdict hold_it(std::string_view number);
VatVerdict hold_lt(std::string_view number);
VatVerdict hold_lu(std::string_view number);
VatVerdict hold_lv(std::string_view number);
VatVerdict hold_mt(std::string_view number);
VatVerdict hold_nl(std::string_view number);
VatVerdict hold_no(std::string_view number);
VatVerdict hold_pl(std::string_view number);
VatVerdict hold_pt(std::string_view number);
VatVerdict hold_ro(std::string_view number);
VatVerdict hold_se(std::string_view number);
VatVerdict hold_si(std::string_view number);
VatVerdict hold_sk(std::string_view number);

}  // namespace tally::identify
