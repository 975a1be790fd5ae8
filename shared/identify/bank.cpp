// IBAN and BIC.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/country_table.hpp"
#include "shared/identify/iban_account.hpp"
#include "shared/identify/reading.hpp"

namespace tally::identify {

namespace {

bool is_of(char c, char type) {
  if (type == 'n') return is_digit(c);
  if (type == 'a') return is_capital(c);
  return is_digit(c) || is_capital(c);
}

/// One part of a structure such as "a4 n6".
struct BbanPart {
  char type;
  std::size_t length;
};

/// The next part; `structure` moves on behind it.
BbanPart next_bban_part(std::string_view& structure) {
  const std::size_t end = std::min(structure.find(' '), structure.size());
  const std::int64_t length = number_of(structure.substr(1, end - 1));
  const BbanPart part{structure[0], static_cast<std::size_t>(length)};
  structure.remove_prefix(std::min(end + 1, structure.size()));
  return part;
}

bool has_structure(std::string_view bban, std::string_view structure) {
  while (!structure.empty()) {
    const BbanPart part = next_bban_part(structure);
    const auto fits = [&](char c) { return is_of(c, part.type); };
    if (!std::ranges::all_of(bban.substr(0, part.length), fits)) return false;
    bban.remove_prefix(part.length);
  }
  return true;
}

/// "4 letters, 14 digits"
std::string say_structure(std::string_view structure) {
  std::string said;
  while (!structure.empty()) {
    const BbanPart part = next_bban_part(structure);
    const std::string_view noun = part.type == 'n'   ? "digit"
                                  : part.type == 'a' ? "letter"
                                                     : "letter or digit";
    said += ", " + std::to_string(part.length) + " ";
    if (part.length == 1) said += noun;
    else said += part.type == 'c' ? "letters or digits" : std::string(noun) + "s";
  }
  return said;
}

/// Digits for letters and letters for digits where the structure wants the other kind.
std::string with_structure(std::string_view text, std::string_view structure) {
  std::string out(text);
  for (std::size_t place = 2; place < 4; ++place) {
    out[place] = with_digits_for_letters(text.substr(place, 1))[0];
  }
  for (std::size_t place = 4; !structure.empty();) {
    const BbanPart part = next_bban_part(structure);
    for (std::size_t i = 0; i < part.length; ++i, ++place) {
      char& c = out[place];
      if (part.type == 'n') c = with_digits_for_letters(text.substr(place, 1))[0];
      else if (part.type == 'a' && c == '0') c = 'O';
      else if (part.type == 'a' && c == '1') c = 'I';
    }
  }
  return out;
}

/// A structure with the length of 30 characters and made-up digits would be no example: the mend
/// shows one of the registry.
constexpr std::string_view iban_example = "DE89370400440532013000";

void report_account(Finding& found, const AccountFault& fault) {
  std::vector<Argument> arguments;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) arguments.push_back({std::string(name), value});
  };
  add("check", fault.check);
  add("part", fault.part);
  add("stands", fault.stands);
  add("text", quote_short(found.normal));
  add("value", fault.value);
  add("wanted", fault.wanted);
  report(found, fault.code, std::move(arguments));
}

void hold_iban(Finding& found, const Form& form, const Context& context) {
  const std::string& text = found.normal;
  const IbanRow* row = find_iban_row(std::string_view(text).substr(0, 2));
  if (row == nullptr) {
    report(found, IssueCode::iban_country_unknown, {{"country", quote_short(text.substr(0, 2))}});
    return;
  }
  const std::string country(row->country);
  if (text.size() != static_cast<std::size_t>(row->length)) {
    report_length(found, form, std::to_string(row->length) + " with " + country + " in front");
    return;
  }
  const bool has_digits = all_digits(std::string_view(text).substr(2, 2));
  if (!has_digits || !has_structure(std::string_view(text).substr(4), row->structure)) {
    report_format(found, form, country + ", 2 check digits" + say_structure(row->structure),
                  iban_example);
    const std::string plain = with_structure(text, row->structure);
    suggest_if_right(found, plain, form, context, hold_iban);
    return;
  }
  // 98 less the remainder with zeros in their place; so 00, 01 and 99 never stand there.
  const std::int32_t check = 98 - modulo_97(text.substr(4) + country + "00");
  const std::string wanted{digit_char(check / 10), digit_char(check % 10)};
  const std::string stands = text.substr(2, 2);
  if (wanted != stands) report_check(found, "check digits", wanted, stands);
  else if (const auto fault = hold_account(country, std::string_view(text).substr(4))) {
    report_account(found, *fault);
  }
}

void hold_bic(Finding& found, const Form& form, const Context&) {
  const std::string text = found.normal;
  if (text.size() != 8 && text.size() != 11) {
    report_length(found, form, "8 or 11");
    return;
  }
  const std::string country = text.substr(4, 2);
  if (!std::ranges::all_of(country, is_capital)) {
    report_format(found, form, "4 letters, the country, 2 letters or digits, and 3 or none",
                  "DEUTDEFF500");
    return;
  }
  if (!is_country(country)) {
    report(found, IssueCode::bic_country_unknown, {{"country", country}, {"text", text}});
    return;
  }
  if (!std::ranges::all_of(text.substr(0, 4), is_capital)) {
    report(found, IssueCode::bic_prefix_digits, {{"prefix", text.substr(0, 4)}});
  }
  if (text[7] == '0') report(found, IssueCode::bic_test, {{"text", text}});
  if (text.ends_with("XXX") && text.size() == 11) found.normal = text.substr(0, 8);
}

}  // namespace

Finding check_iban(std::string_view text, const Context& context) {
  return check_text(text, {.name = "IBAN"}, context, hold_iban);
}

Finding check_bic(std::string_view text, const Context& context) {
  return check_text(text, {.name = "BIC"}, context, hold_bic);
}

}  // namespace tally::identify
