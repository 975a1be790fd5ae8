// Telephone numbers to E.164.
#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/identify/argentine_mobile.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/country_table.hpp"
#include "shared/identify/reading.hpp"
#include "shared/identify/unicode.hpp"

namespace tally::identify {

namespace {

/// E.164, section 6.2: at most 15 digits with the calling code.
constexpr std::size_t digits_max = 15;

constexpr std::string_view argentine_code = "54";

/// Countries that have a national prefix, which some or all numbers are dialled without.
constexpr std::array<std::string_view, 16> may_go_without{
    "BO", "BR", "CN", "CO", "GE", "KI", "LB", "LI", "MC", "MN", "MX", "NP", "PE", "RW", "SO", "UY"};

/// Calls `each` for the parts of "0/8"; stops where it says true.
template <typename Each>
bool any_part(std::string_view parts, const Each& each) {
  while (!parts.empty()) {
    const std::size_t end = std::min(parts.find('/'), parts.size());
    if (each(parts.substr(0, end))) return true;
    parts.remove_prefix(std::min(end + 1, parts.size()));
  }
  return false;
}

/// What all countries of one calling code have in common.
struct CallingCode {
  std::string_view code;
  std::size_t digits_min = 0;
  std::size_t digits_max = 0;
  /// Of the first country in the table; empty where one of them dials without.
  std::string_view national_prefixes;
};

void widen(CallingCode& code, const PhoneRow& row) {
  const auto least = static_cast<std::size_t>(row.digits_min);
  const auto most = static_cast<std::size_t>(row.digits_max);
  if (code.code.empty()) {
    code = {row.calling_code, least, most, row.national_prefixes};
    return;
  }
  code.digits_min = std::min(code.digits_min, least);
  code.digits_max = std::max(code.digits_max, most);
  if (row.national_prefixes.empty()) code.national_prefixes = {};
}

/// The calling code with which the digits begin; none begins with another one.
CallingCode calling_code_of(std::string_view digits) {
  CallingCode found;
  for (const auto rows : {phone_rows(), worldwide_phone_rows()}) {
    for (const PhoneRow& row : rows) {
      if (digits.starts_with(row.calling_code)) widen(found, row);
    }
  }
  return found;
}

/// The national prefix that stands in front of the digits: one that begins with 0 always is one,
/// others only where there are too many digits without it.
std::string_view prefix_in_front(std::string_view digits, std::string_view prefixes,
                                 std::size_t most) {
  std::string_view found;
  any_part(prefixes, [&](std::string_view prefix) {
    const bool stands = digits.starts_with(prefix);
    const bool counts = prefix[0] == '0' || digits.size() > most;
    if (stands && counts) found = digits.substr(0, prefix.size());
    return !found.empty();
  });
  return found;
}

/// What a person wrote, cut into what matters.
struct Written {
  /// Digits and letters alone.
  std::string digits;
  std::string extension;
  bool plus = false;
  bool zero_in_brackets = false;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Takes "ext. 12", "x12", "#12" or ";ext=12" off the end.
void take_off_extension(std::string& text, std::string& extension) {
  const std::size_t last = text.find_last_not_of("0123456789");
  if (last == std::string::npos || last + 1 == text.size() || text.size() - last > 8) return;
  const std::string before = ascii_lower(trim(std::string_view(text).substr(0, last + 1)));
  for (const std::string_view sign : {";ext=", "extension", "ext.", "ext", "x", "#"}) {
    if (!before.ends_with(sign)) continue;
    const std::string_view whole = before;
    const std::string_view number = trim(whole.substr(0, whole.size() - sign.size()));
    // "0800 FLEX 1" is spelt, not extended.
    if (number.empty() || is_letter(number.back())) return;
    extension = text.substr(last + 1);
    text.resize(static_cast<std::size_t>(number.size()));
    while (!text.empty() && (text.back() == ',' || text.back() == ' ')) text.pop_back();
    return;
  }
}

bool is_formatting(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == '\t';
}

/// False, with an issue, where something stands in it that is none of a number.
bool read_written(Finding& found, const Form& form, Written& written) {
  std::string text = found.normal;
  if (ascii_lower(text.substr(0, 4)) == "tel:") text.erase(0, 4);
  take_off_extension(text, written.extension);
  written.zero_in_brackets = text.contains("(0)");
  bool right = true;
  for (std::size_t place = 0; place < text.size();) {
    const CodePoint point = code_point_at(text, place);
    const char c = text[place];
    const std::string character = text.substr(place, point.bytes);
    const char plain = plain_of(point.value);
    place += point.bytes;
    if (is_digit(c) || is_letter(c)) written.digits += c;
    else if (c == '+' && written.digits.empty() && !written.plus) written.plus = true;
    else if (is_formatting(c) || is_dash(point.value)) continue;
    else if (is_digit(plain)) {
      written.digits += plain;
      if (right) {
        report(found, IssueCode::identifier_other_script,
               {{"character", character}, {"plain", std::string(1, plain)}});
      }
      right = false;
    } else {
      report(found, IssueCode::identifier_character,
             {{"character", character}, {"kind", std::string(form.name)}});
      return false;
    }
  }
  return right;
}

/// The keys of ITU-T E.161.
std::string with_keys(std::string_view text) {
  constexpr std::string_view keys = "22233344455566677778889999";
  std::string out;
  for (const char c : ascii_upper(text)) {
    out += is_capital(c) ? keys[static_cast<std::size_t>(c - 'A')] : c;
  }
  return out;
}

class Dialler {
 public:
  Dialler(Finding& found, const Context& context, const Written& written)
      : found_(found), context_(context), written_(written), digits_(written.digits) {}

  /// The number in E.164, or empty with issues.
  std::string dial() {
    const PhoneRow* home = find_phone_row(country_of(context_.country));
    if (!written_.plus && !take_off_international_prefix(home)) return dial_within(home);
    const CallingCode code = calling_code_of(digits_);
    if (code.code.empty()) {
      report(found_, IssueCode::phone_country_unknown, {{"text", quote_short(found_.normal)}});
      return {};
    }
    return dial_abroad(code, digits_.substr(code.code.size()));
  }

 private:
  /// "00" is what most of the world dials and no national number begins with.
  bool take_off_international_prefix(const PhoneRow* home) {
    const auto take = [&](std::string_view prefix) {
      const bool stands = digits_.starts_with(prefix);
      if (stands) digits_.erase(0, prefix.size());
      return stands;
    };
    return (home != nullptr && any_part(home->international_prefixes, take)) || take("00");
  }

  std::string dial_abroad(const CallingCode& code, std::string number) {
    if (code.code == argentine_code) {
      const std::string_view zero = number.starts_with('0') ? "0" : "";
      const auto mobile = find_argentine_mobile(std::string_view(number).substr(zero.size()));
      if (mobile) return refuse_domestic_mobile(*mobile);
    }
    const std::string_view prefix =
        prefix_in_front(number, code.national_prefixes, code.digits_max);
    if (prefix.empty()) return finish(code, std::move(number));
    const std::string without = number.substr(prefix.size());
    const std::string whole = "+" + std::string(code.code) + without;
    if (prefix == "0" && written_.zero_in_brackets && !zero_taken_) {
      report(found_, IssueCode::phone_zero_in_brackets, {{"normal", whole}});
      zero_taken_ = true;
      return dial_abroad(code, without);
    }
    report(found_, IssueCode::phone_national_prefix,
           {{"code", std::string(code.code)},
            {"prefix", std::string(prefix)},
            {"suggestion", whole}});
    Finding other;
    Written international;
    international.digits = whole.substr(1);
    international.plus = true;
    Dialler(other, context_, international).dial();
    if (!is_wrong(other)) found_.suggestions.push_back(whole);
    return {};
  }

  /// The 15 of a mobile number becomes the 9; false, with an issue, where it has no area code.
  bool take_argentine_mobile(std::string& number) {
    if (auto mobile = find_argentine_mobile(number)) {
      number = std::move(mobile->number);
      return true;
    }
    if (!is_argentine_mobile_without_area(number)) return true;
    report(found_, IssueCode::phone_area_missing, {{"text", quote_short(found_.normal)}});
    return false;
  }

  std::string dial_within(const PhoneRow* home) {
    if (home == nullptr) {
      report(found_, IssueCode::phone_country_missing, {{"text", quote_short(found_.normal)}});
      return {};
    }
    CallingCode code;
    widen(code, *home);
    const std::string_view prefix =
        prefix_in_front(digits_, home->national_prefixes, code.digits_max);
    std::string number = digits_.substr(prefix.size());
    if (home->calling_code == argentine_code && !take_argentine_mobile(number)) return {};
    const bool twice = !prefix.empty() && number.starts_with('0');
    if (twice && code.national_prefixes.starts_with('0')) return dial_abroad(code, number);
    const bool has_zero = home->national_prefixes.starts_with('0');
    const bool wants_zero = has_zero && std::ranges::find(may_go_without, home->country) ==
                                            may_go_without.end();
    const std::string whole = finish(code, number);
    if (prefix.empty() && wants_zero && !whole.empty()) {
      report(found_, IssueCode::phone_prefix_missing,
             {{"normal", whole},
              {"prefix", std::string(home->national_prefixes.substr(0, 1))},
              {"text", quote_short(found_.normal)}});
    }
    return whole;
  }

  std::string refuse_domestic_mobile(const ArgentineMobile& mobile) {
    const std::string whole = "+" + std::string(argentine_code) + mobile.number;
    report(found_, IssueCode::phone_mobile_prefix,
           {{"area", mobile.area}, {"suggestion", whole}});
    found_.suggestions.push_back(whole);
    return {};
  }

  std::string finish(const CallingCode& code, std::string number) {
    const std::size_t most = std::min(code.digits_max, digits_max - code.code.size());
    if (number.size() < code.digits_min || number.size() > most) {
      const std::string least = std::to_string(code.digits_min);
      const bool one = code.digits_min == most;
      report(found_, IssueCode::phone_length,
             {{"code", std::string(code.code)},
              {"count", static_cast<std::int64_t>(number.size())},
              {"expected", one ? least : least + " to " + std::to_string(most)},
              {"text", quote_short(found_.normal)}});
      return {};
    }
    // North America: neither area code nor exchange begins with 0 or 1 (ATIS-0300051).
    if (code.code == "1" && (number[0] < '2' || number[3] < '2')) {
      const bool area = number[0] < '2';
      report_part(found_, area ? "area code" : "exchange", number.substr(area ? 0 : 3, 3));
      return {};
    }
    return "+" + std::string(code.code) + number;
  }

  Finding& found_;
  const Context& context_;
  const Written& written_;
  std::string digits_;
  bool zero_taken_ = false;
};

/// What was read, without formatting: the form of a number that is wrong.
std::string plain_text(const Written& written) {
  return (written.plus ? "+" : "") + written.digits;
}

void suggest_dialled(Finding& found, Written written, const Context& context) {
  written.digits = with_keys(written.digits);
  Finding other;
  const std::string whole = Dialler(other, context, written).dial();
  if (!whole.empty()) found.suggestions.push_back(whole);
}

}  // namespace

Finding check_phone(std::string_view text, const Context& context) {
  const Form form{.name = "telephone number", .letters = Letters::as_typed,
                  .separators = Separators::kept};
  Finding found;
  if (!take_off_hidden(text, form, found)) return found;
  Written written;
  const bool readable = read_written(found, form, written);
  const bool spelt = std::ranges::any_of(written.digits, is_letter);
  if (!readable) {
    if (!is_wrong(found) || spelt) return found;
    if (found.issues.back().code == IssueCode::identifier_other_script) {
      suggest_dialled(found, written, context);
    }
    return found;
  }
  if (spelt) {
    report(found, IssueCode::phone_letters,
           {{"suggestion", with_keys(plain_text(written))}, {"text", quote_short(found.normal)}});
    suggest_dialled(found, written, context);
    return found;
  }
  note_country(found, context);
  const std::string whole = Dialler(found, context, written).dial();
  if (!written.extension.empty()) {
    report(found, IssueCode::phone_extension, {{"extension", written.extension}});
  }
  if (!whole.empty()) found.normal = whole;
  return found;
}

}  // namespace tally::identify
