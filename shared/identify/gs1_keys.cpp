// GTIN, GLN and SSCC: keys of GS1 that stand alone. The check digit is that of base/ids.
#include "shared/base/ids.hpp"
#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/reading.hpp"

namespace tally::identify {

namespace {

/// False, with an issue, where the last digit is not what the others ask for.
bool hold_check_digit(Finding& found) {
  const std::string_view text = found.normal;
  const char wanted = gs1_check_digit(text.substr(0, text.size() - 1));
  if (wanted == text.back()) return true;
  report_check(found, "check digit", std::string(1, wanted), text.substr(text.size() - 1));
  return false;
}

/// All zeros have a right check digit and are no number.
bool hold_no_placeholder(Finding& found, const Form& form) {
  if (!all_zeros(found.normal)) return true;
  report(found, IssueCode::identifier_placeholder,
         {{"kind", std::string(form.name)}, {"text", quote_short(found.normal)}});
  return false;
}

/// The length that zeros in front would bring it to; 0 where none would.
std::size_t length_with_zeros(std::size_t length) {
  if (length == 7) return 8;
  if (length >= 9 && length <= 11) return 12;
  return 0;
}

void hold_gtin(Finding& found, const Form& form, const Context& context) {
  if (!hold_only_digits(found, form, context, hold_gtin)) return;
  if (!hold_no_placeholder(found, form)) return;
  const std::size_t length = found.normal.size();
  if (length == 8 || (length >= 12 && length <= 14)) {
    // Zeros in front change no check digit: 14 digits are the form for comparing.
    if (hold_check_digit(found)) found.normal.insert(0, 14 - length, '0');
    return;
  }
  const std::size_t whole = length_with_zeros(length);
  const std::string longer = std::string(whole > length ? whole - length : 0, '0') + found.normal;
  if (whole == 0 || !Gtin::parse(longer)) {
    report_length(found, form, "8, 12, 13 or 14");
    return;
  }
  report(found, IssueCode::gtin_zeros_missing,
         {{"count", static_cast<std::int64_t>(length)}, {"suggestion", longer}});
  found.suggestions.push_back(longer);
}

/// A key that was copied with its application identifier in front: "(00)…" or "00…".
bool hold_without_identifier(Finding& found, const Form& form, const Context& context, Hold hold,
                             std::string_view ai, std::size_t digits) {
  if (found.normal.size() != digits + ai.size() || !found.normal.starts_with(ai)) return true;
  const std::string without = found.normal.substr(ai.size());
  if (gs1_check_digit(without.substr(0, digits - 1)) != without.back()) return true;
  report(found, IssueCode::gs1_identifier_in_front,
         {{"ai", std::string(ai)}, {"kind", std::string(form.name)}, {"suggestion", without}});
  suggest_if_right(found, without, form, context, hold);
  return false;
}

void hold_gln(Finding& found, const Form& form, const Context& context) {
  if (!hold_only_digits(found, form, context, hold_gln)) return;
  if (!hold_without_identifier(found, form, context, hold_gln, "414", 13)) return;
  if (!hold_digits(found, form, context, hold_gln, 13)) return;
  if (hold_no_placeholder(found, form)) hold_check_digit(found);
}

void hold_sscc(Finding& found, const Form& form, const Context& context) {
  if (!hold_only_digits(found, form, context, hold_sscc)) return;
  if (!hold_without_identifier(found, form, context, hold_sscc, "00", 18)) return;
  if (!hold_digits(found, form, context, hold_sscc, 18)) return;
  if (hold_no_placeholder(found, form)) hold_check_digit(found);
}

/// Brackets around an application identifier are formatting of people.
std::string without_brackets(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '(' && c != ')') out += c;
  }
  return out;
}

}  // namespace

Finding check_gtin(std::string_view text, const Context& context) {
  return check_text(text, {.name = "GTIN"}, context, hold_gtin);
}

Finding check_gln(std::string_view text, const Context& context) {
  return check_text(without_brackets(text), {.name = "GLN"}, context, hold_gln);
}

Finding check_sscc(std::string_view text, const Context& context) {
  return check_text(without_brackets(text), {.name = "SSCC"}, context, hold_sscc);
}

}  // namespace tally::identify
