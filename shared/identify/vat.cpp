#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/reading.hpp"
#include "shared/identify/vat_rules.hpp"

namespace tally::identify {

namespace {

constexpr std::array<std::string_view, 4> swiss_suffixes{"MWST", "TVA", "IVA", "TPV"};

/// A number that is known to be of one country, with what stands behind it.
struct Split {
  const VatRule* rule = nullptr;
  std::string number;
  std::string suffix;
};

Split split_for(const VatRule& rule, std::string_view number) {
  Split split{&rule, std::string(number), ""};
  if (rule.suffix.empty()) return split;
  const auto take_off = [&](std::string_view suffix) {
    if (!split.suffix.empty() || !number.ends_with(suffix)) return;
    split.number = number.substr(0, number.size() - suffix.size());
    split.suffix = suffix;
  };
  if (rule.country == "NO") take_off("MVA");
  else for (const std::string_view suffix : swiss_suffixes) take_off(suffix);
  return split;
}

bool is_right(const Split& split) {
  return split.rule->hold(split.number).result == VatResult::right;
}

/// The prefix that the text begins with: a rule's own, or one that people write instead.
struct Prefix {
  const VatRule* rule = nullptr;
  std::size_t length = 0;
};

Prefix prefix_of(std::string_view text) {
  if (text.starts_with("CHE")) return {find_vat_rule("CHE"), 3};
  const std::string_view two = text.substr(0, 2);
  if (two == "GR") return {find_vat_rule("EL"), 2};
  if (two == "UK") return {find_vat_rule("GB"), 2};
  return {find_vat_rule(two), 2};
}

/// Of which country the number is, and what of it stands behind the prefix.
Split find_country(std::string_view text, std::string_view country, Prefix& prefix) {
  const VatRule* home = find_vat_rule_of_country(country);
  prefix = prefix_of(text);
  // A French key may look like a prefix, so a number that is right without one stays where it is.
  if (home != nullptr) {
    Split without = split_for(*home, text);
    if (is_right(without)) {
      prefix = {};
      return without;
    }
  }
  if (prefix.rule != nullptr) return split_for(*prefix.rule, text.substr(prefix.length));
  if (home != nullptr && !text.empty() && (text.size() < 2 || !is_capital(text[1]))) {
    return split_for(*home, text);
  }
  if (text.ends_with("MVA") && is_digit(text[0])) return split_for(*find_vat_rule("NO"), text);
  return {};
}

void report_no_country(Finding& found) {
  const std::string& text = found.normal;
  if (text.size() >= 2 && is_capital(text[0]) && is_capital(text[1])) {
    report(found, IssueCode::vat_country_unknown, {{"prefix", text.substr(0, 2)}});
    return;
  }
  report(found, IssueCode::vat_country_missing, {{"text", quote_short(text)}});
}

std::string whole(const Split& split, std::string_view number) {
  return std::string(split.rule->prefix) + std::string(number) + split.suffix;
}

void report_form(Finding& found, const Form& form, const Split& split) {
  const std::string plain = with_digits_for_letters(split.number);
  if (plain != split.number && split.rule->hold(plain).result == VatResult::right) {
    const auto place = static_cast<std::size_t>(
        std::ranges::mismatch(plain, split.number).in1 - plain.begin());
    report(found, IssueCode::identifier_letter_for_digit,
           {{"digit", std::string(1, plain[place])},
            {"kind", std::string(form.name)},
            {"letter", std::string(1, split.number[place])}});
    found.suggestions.push_back(whole(split, plain));
    return;
  }
  report_format(found, form, std::string(split.rule->prefix) + ", " +
                std::string(split.rule->wanted), split.rule->example);
}

void report_length_of(Finding& found, const Form& form, const Split& split) {
  report(found, IssueCode::identifier_length,
         {{"count", static_cast<std::int64_t>(split.number.size())},
          {"expected", std::string(split.rule->lengths) + " behind " +
                           std::string(split.rule->prefix)},
          {"kind", std::string(form.name)}});
}

void report_verdict(Finding& found, const Form& form, const Split& split,
                    const VatVerdict& verdict) {
  switch (verdict.result) {
    case VatResult::right: return;
    case VatResult::length: report_length_of(found, form, split); break;
    case VatResult::form: report_form(found, form, split); return;
    case VatResult::check:
      // The right check digit stands in the mend: that the others are right is not known.
      report_check(found, verdict.part, verdict.wanted, verdict.stands);
      return;
    case VatResult::unfit:
      report(found, IssueCode::identifier_check_fails,
             {{"check", verdict.part}, {"text", quote_short(found.normal)}});
      return;
    case VatResult::part: report_part(found, verdict.part, verdict.stands); return;
  }
  if (!verdict.corrected.empty()) found.suggestions.push_back(whole(split, verdict.corrected));
}

void note_prefix(Finding& found, const Split& split, const Prefix& prefix,
                 std::string_view written) {
  const std::string right(split.rule->prefix);
  // Norway's numbers are written without a prefix as often as with one.
  if (prefix.rule == nullptr && split.rule->country != "NO") {
    report(found, IssueCode::vat_prefix_missing,
           {{"country", std::string(split.rule->country)}, {"normal", found.normal}});
  } else if (prefix.rule != nullptr && written.substr(0, 2) != right.substr(0, 2)) {
    report(found, IssueCode::vat_prefix_other,
           {{"country", std::string(split.rule->country)},
            {"normal", found.normal},
            {"stands", std::string(written.substr(0, 2))},
            {"wanted", right}});
  }
}

void hold_vat(Finding& found, const Form& form, const Context& context) {
  const std::string written = found.normal;
  note_country(found, context);
  Prefix prefix;
  const Split split = find_country(written, context.country, prefix);
  if (split.rule == nullptr) {
    report_no_country(found);
    return;
  }
  found.normal = whole(split, split.number);
  note_prefix(found, split, prefix, written);
  const VatVerdict verdict = split.rule->hold(split.number);
  report_verdict(found, form, split, verdict);
  if (verdict.result != VatResult::right || split.rule->suffix.empty()) return;
  if (!split.suffix.empty()) return;
  const std::string longer = found.normal + std::string(split.rule->suffix);
  report(found, IssueCode::vat_suffix_missing,
         {{"country", std::string(split.rule->country)},
          {"suffix", std::string(split.rule->suffix)},
          {"suggestion", longer}});
  found.suggestions.push_back(longer);
}

}  // namespace

Finding check_vat(std::string_view text, const Context& context) {
  return check_text(text, {.name = "VAT number", .extra = "+*"}, context, hold_vat);
}

}  // namespace tally::identify
