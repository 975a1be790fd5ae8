// EIN, ABN and GSTIN: numbers of companies outside Europe.
#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/reading.hpp"

namespace tally::identify {

namespace {

// Those that the Internal Revenue Service has given no campus (as of 2025).
constexpr std::array<std::string_view, 17> ein_prefixes_unused{
    "00", "07", "08", "09", "17", "18", "19", "28", "29",
    "49", "69", "70", "78", "79", "89", "96", "97"};

void hold_ein(Finding& found, const Form& form, const Context& context) {
  if (!hold_digits(found, form, context, hold_ein, 9)) return;
  const std::string prefix = found.normal.substr(0, 2);
  if (std::ranges::find(ein_prefixes_unused, prefix) != ein_prefixes_unused.end()) {
    report_part(found, "prefix", prefix);
  }
}

/// The first two digits check the nine behind them: with 1 taken off the first digit, the sum of
/// digit times weight divides by 89.
void hold_abn(Finding& found, const Form& form, const Context& context) {
  if (!hold_digits(found, form, context, hold_abn, 11)) return;
  const std::string_view others = std::string_view(found.normal).substr(2);
  const std::int32_t sum = weighted_sum(others, {3, 5, 7, 9, 11, 13, 15, 17, 19});
  const std::string wanted = std::to_string(11 + (89 - (sum + 1) % 89) % 89);
  const std::string stands = found.normal.substr(0, 2);
  if (stands != wanted) report_check(found, "check digits", wanted, stands);
}

constexpr std::string_view base_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Factors 1 and 2 from the left; of each product quotient and remainder by 36 are added.
char gstin_check(std::string_view fourteen) {
  std::size_t sum = 0;
  std::size_t factor = 1;
  for (const char c : fourteen) {
    const std::size_t product = base_36.find(c) * factor;
    sum += product / 36 + product % 36;
    factor = 3 - factor;
  }
  return base_36[(36 - sum % 36) % 36];
}

/// Two digits, the PAN (five letters, four digits, a letter), the number of the registration, a
/// letter for its kind (Z by default), the check character.
bool has_gstin_form(std::string_view text) {
  const auto is_letter_or_digit = [](char c) { return is_digit(c) || is_capital(c); };
  return all_digits(text.substr(0, 2)) && std::ranges::all_of(text.substr(2, 5), is_capital) &&
         all_digits(text.substr(7, 4)) && is_capital(text[11]) && text[12] != '0' &&
         is_letter_or_digit(text[12]) && is_capital(text[13]) && is_letter_or_digit(text[14]);
}

/// What the text would be with letters and digits exchanged where the form wants the other kind.
std::string with_gstin_form(std::string_view text) {
  std::string out(text);
  for (const std::size_t place : {0U, 1U, 7U, 8U, 9U, 10U}) {
    out[place] = with_digits_for_letters(text.substr(place, 1))[0];
  }
  for (const std::size_t place : {2U, 3U, 4U, 5U, 6U, 11U, 13U}) {
    if (out[place] == '0') out[place] = 'O';
    if (out[place] == '1') out[place] = 'I';
  }
  return out;
}

void hold_gstin(Finding& found, const Form& form, const Context& context) {
  const std::string& text = found.normal;
  if (text.size() != 15) {
    report_length(found, form, "15");
    return;
  }
  if (!has_gstin_form(text)) {
    report_format(found, form,
                  "2 digits, 5 letters, 4 digits, a letter, a number, Z and a check character",
                  "27AAPFU0939F1ZV");
    const std::string plain = with_gstin_form(text);
    if (has_gstin_form(plain)) suggest_if_right(found, plain, form, context, hold_gstin);
    return;
  }
  // States and union territories; 97 other territory, 99 the centre; 96 foreign non-residents.
  const std::int64_t state = number_of(std::string_view(text).substr(0, 2));
  if (state == 0 || (state > 38 && state < 96) || state == 98) {
    report_part(found, "state", text.substr(0, 2));
    return;
  }
  const char check = gstin_check(std::string_view(text).substr(0, 14));
  if (text[14] != check) {
    report_check(found, "check character", std::string(1, check), text.substr(14));
  }
}

}  // namespace

Finding check_ein(std::string_view text, const Context& context) {
  return check_text(text, {.name = "EIN"}, context, hold_ein);
}

Finding check_abn(std::string_view text, const Context& context) {
  return check_text(text, {.name = "ABN"}, context, hold_abn);
}

Finding check_gstin(std::string_view text, const Context& context) {
  return check_text(text, {.name = "GSTIN"}, context, hold_gstin);
}

}  // namespace tally::identify
