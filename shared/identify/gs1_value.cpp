// The values of GS1 application identifiers, part by part.
#include <algorithm>
#include <array>

#include "shared/base/ids.hpp"
#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/gs1_rows.hpp"

namespace tally::identify {

namespace {

/// One part of a form.
struct FormPart {
  char type = 'n';
  bool variable = false;
  bool optional = false;
  std::size_t length = 0;
  char meaning = '\0';
};

/// Reads the first part of the form; `form` moves on behind it.
FormPart next_form_part(std::string_view& form) {
  const std::size_t end = std::min(form.find(' '), form.size());
  std::string_view word = form.substr(0, end);
  form.remove_prefix(std::min(end + 1, form.size()));
  FormPart part;
  if (word.starts_with('[')) {
    part.optional = true;
    word = word.substr(1, word.size() - 2);
  }
  part.type = word[0];
  word.remove_prefix(1);
  if (word.starts_with("..")) {
    part.variable = true;
    word.remove_prefix(2);
  }
  while (!word.empty() && is_digit(word[0])) {
    part.length = part.length * 10 + static_cast<std::size_t>(word[0] - '0');
    word.remove_prefix(1);
  }
  if (!word.empty()) part.meaning = word[0];
  return part;
}

// Figure 7.11-1: the 82 characters in the order of their values for check characters.
constexpr std::string_view characters_82 =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

bool may_stand(char c, char type) {
  if (is_digit(c)) return true;
  if (type == 'n') return false;
  if (type == 'x') return characters_82.contains(c);
  if (type == 'y') return is_capital(c) || c == '#' || c == '-' || c == '/';
  return is_capital(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '=';
}

/// "14", "up to 20", "14 to 30"
std::string say_length(std::string_view form) {
  std::size_t least = 0;
  std::size_t most = 0;
  while (!form.empty()) {
    const FormPart part = next_form_part(form);
    most += part.length;
    if (!part.optional) least += part.variable ? 1 : part.length;
  }
  if (least == most) return std::to_string(most);
  if (least == 1) return "up to " + std::to_string(most);
  return std::to_string(least) + " to " + std::to_string(most);
}

class ValueReader {
 public:
  ValueReader(const Gs1Row& row, Element& element, const Context& context, std::string_view path,
              Issues& issues)
      : row_(row), element_(element), context_(context), path_(path), issues_(issues) {}

  void hold() {
    std::string_view rest = element_.value;
    std::string_view form = row_.form;
    bool first = true;
    while (!form.empty()) {
      const FormPart part = next_form_part(form);
      if (part.optional && rest.empty()) break;
      const std::size_t length = part.variable ? std::min(part.length, rest.size()) : part.length;
      if (length == 0 || rest.size() < length) return report_length();
      if (!hold_characters(rest.substr(0, length), part)) return;
      hold_meaning(rest.substr(0, length), part);
      rest.remove_prefix(length);
      first = false;
    }
    if (first || !rest.empty()) report_length();
  }

 private:
  void report(IssueCode code, std::vector<Argument> arguments) {
    arguments.push_back({"ai", element_.ai});
    arguments.push_back({"title", element_.title});
    issues_.push_back(make_issue(code, std::string(path_), std::move(arguments)));
  }

  void report_length() {
    report(IssueCode::gs1_value_length,
           {{"count", static_cast<std::int64_t>(element_.value.size())},
            {"expected", say_length(row_.form)}});
  }

  void refuse(std::string_view value, std::string_view wanted) {
    report(IssueCode::gs1_value_refused,
           {{"value", std::string(value)}, {"wanted", std::string(wanted)}});
  }

  bool hold_characters(std::string_view value, const FormPart& part) {
    const auto wrong =
        std::ranges::find_if_not(value, [&](char c) { return may_stand(c, part.type); });
    if (wrong == value.end()) return true;
    report(IssueCode::gs1_value_character, {{"character", std::string(1, *wrong)}});
    return false;
  }

  void hold_meaning(std::string_view value, const FormPart& part) {
    switch (part.meaning) {
      case 'c': return hold_check(value, 1, std::string(1, gs1_check_digit(without(value, 1))));
      case 'a': return hold_pair(value);
      case 'd': case 'D': case 'Y': return hold_date(value, part.meaning);
      case 't': return hold_time(value);
      case 'h':
        if (value > "23") refuse(value, "an hour from 00 to 23");
        return;
      case 'i':
        if (value > "59") refuse(value, "from 00 to 59");
        return;
      case 'm':
        element_.measure = Measure{number_of(value), digit_of(element_.ai.back())};
        return;
      case 'p': return hold_piece(value);
      case 'b':
        if (is_wrong(check_iban(value))) refuse(value, "an IBAN");
        return;
      case '?':
        if (value > "1") refuse(value, "1 for yes or 0 for no");
        return;
      case 'o':
        if (value != "0") refuse(value, "0 in front of its number");
        return;
      case 'w':
        if (value != "0" && value != "1" && value != "9") refuse(value, "0, 1 or 9");
        return;
      case '-':
        if (value != "-") refuse(value, "a number, and - behind it below zero");
        return;
      default: return;
    }
  }

  static std::string_view without(std::string_view value, std::size_t count) {
    return value.substr(0, value.size() - count);
  }

  void hold_check(std::string_view value, std::size_t length, const std::string& wanted) {
    const std::string_view stands = value.substr(value.size() - length);
    if (stands == wanted) return;
    report(IssueCode::gs1_value_check, {{"stands", std::string(stands)}, {"wanted", wanted}});
  }

  void hold_pair(std::string_view value) {
    if (value.size() < 3) return report_length();
    hold_check(value, 2, gs1_check_pair(without(value, 2)));
  }

  void hold_time(std::string_view value) {
    // Delivery windows without a time of day have 9999 (sections 3.8.12 and 3.8.13).
    if (value == "9999" && row_.first.starts_with("432")) return;
    const bool is_time = value.substr(0, 2) < "24" && value.substr(2) < "60";
    if (!is_time) refuse(value, "an hour and a minute, HHMM");
  }

  void hold_piece(std::string_view value) {
    const std::string_view piece = value.substr(0, 2);
    const std::string_view total = value.substr(2);
    const bool fits = piece != "00" && total != "00" && piece <= total;
    if (!fits) refuse(value, "a piece and the number of all pieces, such as 0102");
  }

  /// Section 7.12: the century in which the year lies nearest to the present one.
  std::int32_t full_year(std::int64_t short_year) const {
    const std::string today = context_.as_of.date.print();
    const auto this_year = static_cast<std::int32_t>(number_of(today.substr(0, 4)));
    const auto distance = static_cast<std::int32_t>(short_year) - this_year % 100;
    std::int32_t century = this_year - this_year % 100;
    if (distance >= 51) century -= 100;
    if (distance <= -50) century += 100;
    return century + static_cast<std::int32_t>(short_year);
  }

  void hold_date(std::string_view value, char meaning) {
    const bool has_century = meaning == 'Y';
    const std::string_view month = value.substr(value.size() - 4, 2);
    const std::string_view day = value.substr(value.size() - 2);
    const std::int64_t written = number_of(without(value, 4));
    const std::int32_t year = has_century ? static_cast<std::int32_t>(written) : full_year(written);
    const auto month_number = static_cast<int>(number_of(month));
    std::optional<Date> date;
    if (meaning == 'd' && day == "00") {
      // No day: the last one of the month (section 3.4).
      for (int last = 31; last > 27 && !date; --last) {
        date = Date::from_civil(year, month_number, last);
      }
    } else {
      date = Date::from_civil(year, month_number, static_cast<int>(number_of(day)));
    }
    if (!date) {
      report(IssueCode::gs1_date, {{"value", std::string(value)},
                                   {"wanted", std::string(has_century ? "YYYYMMDD" : "YYMMDD")}});
      return;
    }
    if (!element_.date) element_.date = date;
    else element_.date_until = date;
  }

  const Gs1Row& row_;
  Element& element_;
  const Context& context_;
  std::string_view path_;
  Issues& issues_;
};

}  // namespace

void hold_gs1_value(const Gs1Row& row, Element& element, const Context& context,
                    std::string_view path, Issues& issues) {
  ValueReader(row, element, context, path, issues).hold();
}

std::size_t predefined_length(const Gs1Row& row) {
  std::size_t length = 0;
  for (std::string_view form = row.form; !form.empty();) length += next_form_part(form).length;
  return length;
}

std::string gs1_check_pair(std::string_view key) {
  constexpr std::array<std::uint32_t, 23> primes{2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37,
                                                 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};
  constexpr std::string_view pair = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < key.size() && i < primes.size(); ++i) {
    const std::size_t value = characters_82.find(key[key.size() - 1 - i]);
    sum += primes[i] * static_cast<std::uint32_t>(value);
  }
  sum %= 1021;
  return {pair[sum >> 5], pair[sum & 31]};
}

}  // namespace tally::identify
