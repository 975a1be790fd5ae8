#include "shared/identify/reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/country_table.hpp"
#include "shared/identify/unicode.hpp"

namespace tally::identify {

namespace {

/// "a no-break space (U+00A0) and a right-to-left mark (U+200F)", each once.
std::string join_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

/// Trimmed, with the names of what was taken out.
std::string without_hidden(std::string_view text, const Form& form,
                           std::vector<std::string>& names) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const CodePoint point = code_point_at(text, place);
    const bool wanted = point.bytes == 1 && form.extra.contains(text[place]);
    const std::string name = wanted ? std::string() : hidden_name(point.value);
    if (name.empty()) out.append(text, place, point.bytes);
    else if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    place += point.bytes;
  }
  return std::string(trim(out));
}

bool is_separator(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '/' || (c >= '\t' && c <= '\r');
}

/// Separators out, and capitals for small letters; the text holds no hidden characters any more.
void put_together(Finding& found, const Form& form) {
  std::string out;
  out.reserve(found.normal.size());
  bool small = false;
  for (std::size_t place = 0; place < found.normal.size();) {
    const char c = found.normal[place];
    const CodePoint point = code_point_at(found.normal, place);
    const bool separates = is_separator(c) || is_dash(point.value);
    if (separates && form.separators == Separators::removed) {
      place += point.bytes;
      continue;
    }
    const bool lower = c >= 'a' && c <= 'z' && form.letters == Letters::capitals;
    small = small || lower;
    if (lower) out += static_cast<char>(c - 'a' + 'A');
    else out.append(found.normal, place, point.bytes);
    place += point.bytes;
  }
  found.normal = std::move(out);
  if (!small) return;
  report(found, IssueCode::identifier_lower_case,
         {{"kind", std::string(form.name)}, {"normal", quote_short(found.normal)}});
}

bool may_stand(char c, const Form& form) {
  return is_digit(c) || is_capital(c) || form.extra.contains(c);
}

/// The text with plain letters and digits where others only look like them.
std::string with_plain_letters(std::string_view text) {
  std::string out;
  for (std::size_t place = 0; place < text.size();) {
    const CodePoint point = code_point_at(text, place);
    const char plain = plain_of(point.value);
    if (plain != '\0') out += plain;
    else out += text.substr(place, point.bytes);
    place += point.bytes;
  }
  return out;
}

/// Reports the first character that cannot stand in it; false where there is one.
bool hold_characters(Finding& found, const Form& form, const Context& context, Hold hold) {
  const std::string text = found.normal;
  for (std::size_t place = 0; place < text.size();) {
    if (may_stand(text[place], form)) {
      ++place;
      continue;
    }
    const CodePoint point = code_point_at(text, place);
    const std::string character = text.substr(place, point.bytes);
    const char plain = plain_of(point.value);
    if (plain == '\0') {
      report(found, IssueCode::identifier_character,
             {{"character", character}, {"kind", std::string(form.name)}});
    } else {
      report(found, IssueCode::identifier_other_script,
             {{"character", character}, {"plain", std::string(1, plain)}});
      suggest_if_right(found, with_plain_letters(text), form, context, hold);
    }
    return false;
  }
  return true;
}

}  // namespace

void report(Finding& found, IssueCode code, std::vector<Argument> arguments) {
  found.issues.push_back(make_issue(code, "", std::move(arguments)));
}

bool take_off_hidden(std::string_view text, const Form& form, Finding& found) {
  const std::string kind(form.name);
  if (!is_utf8(text)) {
    report(found, IssueCode::identifier_not_utf8, {{"kind", kind}});
    return false;
  }
  std::vector<std::string> names;
  if (std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; })) {
    found.normal = trim(text);
  } else {
    found.normal = without_hidden(text, form, names);
  }
  if (found.normal.empty()) {
    report(found, IssueCode::identifier_empty, {{"kind", kind}});
    return false;
  }
  if (names.empty()) return true;
  report(found, IssueCode::identifier_hidden_characters,
         {{"characters", join_names(names)}, {"kind", kind}});
  return true;
}

Finding check_text(std::string_view text, const Form& form, const Context& context, Hold hold) {
  Finding found;
  if (!take_off_hidden(text, form, found)) return found;
  put_together(found, form);
  if (found.normal.empty()) {
    report(found, IssueCode::identifier_empty, {{"kind", std::string(form.name)}});
    return found;
  }
  if (hold_characters(found, form, context, hold)) hold(found, form, context);
  return found;
}

void suggest_if_right(Finding& found, std::string_view candidate, const Form& form,
                      const Context& context, Hold hold) {
  Finding other;
  other.normal = candidate;
  const bool readable =
      std::ranges::all_of(candidate, [&](char c) { return may_stand(c, form); });
  if (!readable || candidate == found.normal) return;
  hold(other, form, context);
  if (!is_wrong(other)) found.suggestions.push_back(std::move(other.normal));
}

void note_country(Finding& found, const Context& context) {
  if (context.country.empty() || find_phone_row(country_of(context.country)) != nullptr) return;
  found.issues.push_back(make_issue(IssueCode::identifier_country_unknown, "country",
                                    {{"country", quote_short(context.country)}}));
}

std::string with_digits_for_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
  }
  return out;
}

void report_length(Finding& found, const Form& form, std::string_view expected) {
  report(found, IssueCode::identifier_length,
         {{"count", static_cast<std::int64_t>(found.normal.size())},
          {"expected", std::string(expected)},
          {"kind", std::string(form.name)}});
}

void report_format(Finding& found, const Form& form, std::string_view wanted,
                   std::string_view example) {
  report(found, IssueCode::identifier_format,
         {{"example", std::string(example)},
          {"kind", std::string(form.name)},
          {"text", quote_short(found.normal)},
          {"wanted", std::string(wanted)}});
}

void report_check(Finding& found, std::string_view check, std::string_view wanted,
                  std::string_view stands) {
  report(found, IssueCode::identifier_check_digit,
         {{"check", std::string(check)},
          {"stands", std::string(stands)},
          {"text", quote_short(found.normal)},
          {"wanted", std::string(wanted)}});
}

void report_part(Finding& found, std::string_view part, std::string_view value) {
  report(found, IssueCode::identifier_part,
         {{"part", std::string(part)},
          {"text", quote_short(found.normal)},
          {"value", quote_short(value)}});
}

bool hold_only_digits(Finding& found, const Form& form, const Context& context, Hold hold) {
  const auto letter = std::ranges::find_if_not(found.normal, is_digit);
  if (letter == found.normal.end()) return true;
  const std::string plain = with_digits_for_letters(found.normal);
  const char digit = plain[static_cast<std::size_t>(letter - found.normal.begin())];
  if (is_digit(digit)) {
    report(found, IssueCode::identifier_letter_for_digit,
           {{"digit", std::string(1, digit)},
            {"kind", std::string(form.name)},
            {"letter", std::string(1, *letter)}});
    suggest_if_right(found, plain, form, context, hold);
  } else {
    report(found, IssueCode::identifier_character,
           {{"character", std::string(1, *letter)}, {"kind", std::string(form.name)}});
  }
  return false;
}

bool hold_digits(Finding& found, const Form& form, const Context& context, Hold hold,
                 std::size_t digits) {
  if (!hold_only_digits(found, form, context, hold)) return false;
  if (found.normal.size() == digits) return true;
  report_length(found, form, std::to_string(digits));
  return false;
}

}  // namespace tally::identify
