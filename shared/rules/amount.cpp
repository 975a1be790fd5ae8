#include "shared/rules/amount.hpp"

#include <algorithm>
#include <array>

#include "shared/base/decimal.hpp"
#include "shared/base/rounding.hpp"
#include "shared/base/text.hpp"
#include "shared/rules/unit_words.hpp"

namespace tally::rules {

namespace {

struct MoneySign {
  std::string_view code;
  std::string_view sign;
};
constexpr std::array<MoneySign, 4> money_signs{
    {{"USD", "$"}, {"EUR", "\u20AC"}, {"GBP", "\u00A3"}, {"JPY", "\u00A5"}}};

std::string_view sign_of(Currency currency) {
  const auto found = std::ranges::find(money_signs, currency.code(), &MoneySign::code);
  return found == money_signs.end() ? std::string_view{} : found->sign;
}

int decimals_of(const Vocabulary& vocabulary, Unit unit) {
  switch (unit) {
    case Unit::money: return vocabulary.currency.decimals();
    case Unit::percent: return 2;
    case Unit::weight: return 3;
    default: return 0;
  }
}

/// "days until the promised date" says its unit itself.
bool phrase_names_unit(const Field& field) {
  const std::string_view word = field.unit == Unit::days ? "days" : "hours";
  const bool is_time = field.unit == Unit::days || field.unit == Unit::hours;
  const auto words = words_of(field.phrase);
  return is_time && !words.empty() && equal_folded(words.front(), word);
}

/// A word cut into "-", "$", "1,250.50" and "kg".
struct Cut {
  bool negative = false;
  std::string prefix;
  std::string digits;
  std::string suffix;
};

Cut cut(std::string_view text) {
  Cut parts;
  if (text.starts_with('-')) {
    parts.negative = true;
    text.remove_prefix(1);
  }
  std::size_t at = 0;
  while (at < text.size() && !is_digit(text[at]) && text[at] != '.') ++at;
  parts.prefix = std::string(text.substr(0, at));
  if (parts.prefix.ends_with('-')) {
    parts.negative = true;
    parts.prefix.pop_back();
  }
  std::size_t end = at;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  parts.digits = std::string(text.substr(at, end - at));
  parts.suffix = std::string(text.substr(end));
  return parts;
}

/// What the digits mean when every mark in them is ignored, or read the other way round.
std::vector<std::string> other_readings(std::string_view digits) {
  std::string plain;
  std::ranges::copy_if(digits, std::back_inserter(plain), is_digit);
  std::vector<std::string> readings;
  const std::size_t mark = digits.find_last_of(".,");
  if (mark != std::string_view::npos && digits.size() - mark - 1 < 3) {
    std::string point;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (is_digit(digits[i])) point += digits[i];
      if (i == mark) point += '.';
    }
    readings.push_back(point);
  }
  readings.push_back(plain);
  return readings;
}

class AmountReader {
 public:
  AmountReader(const Vocabulary& vocabulary, const Field& field, std::span<const Token> tokens,
               std::size_t at)
      : vocabulary_(vocabulary), field_(field), tokens_(tokens), at_(at), used_(at + 1),
        word_(tokens[at].text), parts_(cut(tokens[at].text)) {}

  std::expected<Amount, AmountError> read() {
    if (tokens_[at_].kind != TokenKind::word) return fail(IssueCode::rule_number_wrong, {});
    take_unit();
    if (parts_.digits.empty()) return fail(IssueCode::rule_number_wrong, spelled_out());
    if (!is_understood()) return fail(IssueCode::rule_number_wrong, guess(1));
    if (!is_our_unit()) {
      const bool is_bare = parts_.prefix.empty() && unit_ == nullptr && parts_.suffix.empty();
      return fail(is_bare ? IssueCode::rule_unit_missing : IssueCode::rule_unit_wrong, convert());
    }
    return read_number();
  }

 private:
  std::unexpected<AmountError> fail(IssueCode code, std::vector<std::string> suggestions) const {
    return std::unexpected(AmountError{code, word_, std::move(suggestions)});
  }

  const Token& next() const { return tokens_[used_]; }

  /// A unit that stands behind the number, in the word or after it.
  void take_unit() {
    if (!parts_.suffix.empty()) {
      unit_ = find_unit_word(parts_.suffix);
      if (unit_ != nullptr) parts_.suffix.clear();
      return;
    }
    if (parts_.prefix == parts_.suffix + word_ && is_sign(word_) && looks_like_amount(next())) {
      // "$ 500"
      word_ += " " + next().text;
      parts_ = cut(next().text);
      parts_.suffix = "?";
      ++used_;
      return;
    }
    if (next().kind != TokenKind::word) return;
    unit_ = find_unit_word(next().text);
    code_ = unit_ == nullptr && field_.unit == Unit::money && Currency::parse(next().text)
                ? next().text : "";
    if (unit_ == nullptr && code_.empty()) return;
    word_ += " " + next().text;
    ++used_;
  }

  static bool is_sign(std::string_view text) {
    return std::ranges::find(money_signs, text, &MoneySign::sign) != money_signs.end();
  }

  /// Digits with marks where they belong, and nothing strange around them.
  bool is_understood() const {
    if (!parts_.suffix.empty() || parts_.digits.front() == '.' || parts_.digits.back() == '.') {
      return false;
    }
    const auto number = parse_decimal(parts_.digits, 18);
    return number || number.error() != DecimalError::not_a_number;
  }

  bool is_our_unit() const {
    if (field_.unit == Unit::money) {
      if (unit_ != nullptr) return false;
      const std::string_view own = sign_of(vocabulary_.currency);
      const bool has_sign = !own.empty() && parts_.prefix == own && code_.empty();
      return has_sign || (parts_.prefix.empty() && code_ == vocabulary_.currency.code());
    }
    if (!parts_.prefix.empty()) return false;
    if (unit_ != nullptr) {
      return unit_->unit == field_.unit && unit_->standing == UnitStanding::ours;
    }
    return field_.unit == Unit::count || phrase_names_unit(field_);
  }

  int decimals() const {
    return unit_ != nullptr ? unit_->decimals : decimals_of(vocabulary_, field_.unit);
  }

  std::expected<Amount, AmountError> read_number() {
    const std::size_t point = parts_.digits.find('.');
    const std::size_t behind = point == std::string::npos ? 0 : parts_.digits.size() - point - 1;
    if (behind > static_cast<std::size_t>(decimals())) {
      return fail(IssueCode::rule_decimals_too_many, fewer_decimals(behind));
    }
    const auto number = parse_decimal(parts_.digits, decimals());
    if (!number) return fail(IssueCode::rule_number_wrong, {print(field_.high)});
    std::int64_t value = parts_.negative ? -*number : *number;
    if (value < field_.low || value > field_.high) {
      return fail(IssueCode::rule_value_outside,
                  {print(std::clamp(value, field_.low, field_.high))});
    }
    return Amount{value, used_};
  }

  std::string print(std::int64_t value) const { return print_amount(vocabulary_, field_, value); }

  /// The value below and the one above; where three digits look like thousands, that first.
  std::vector<std::string> fewer_decimals(std::size_t behind) const {
    std::vector<std::string> found;
    std::string plain = parts_.digits;
    std::erase(plain, '.');
    const auto thousands = parse_decimal(plain, decimals());
    if (behind == 3 && thousands && field_.unit != Unit::percent &&
        *thousands <= field_.high) {
      found.push_back(print(*thousands));
    }
    std::string shorter = parts_.digits.substr(0, parts_.digits.size() - behind +
                                                      static_cast<std::size_t>(decimals()));
    if (shorter.ends_with('.')) shorter.pop_back();
    const auto below = parse_decimal(shorter, decimals());
    if (!below) return found;
    const auto exact = parse_decimal(parts_.digits, decimals());
    std::string cut_off =
        parts_.digits.substr(parts_.digits.size() - behind + static_cast<std::size_t>(decimals()));
    while (cut_off.ends_with('0')) cut_off.pop_back();
    const std::int64_t sign = parts_.negative ? -1 : 1;
    found.push_back(print(sign * *below));
    if (!exact) found.push_back(print(sign * (*below + 1)));
    // More than a half: the one above is nearer.
    if (!exact && cut_off > "5") std::swap(found[found.size() - 2], found.back());
    return found;
  }

  /// The same in our unit, rounded to the smallest.
  std::vector<std::string> convert() const {
    const auto thousandths = parse_decimal(parts_.digits, 3);
    if (!thousandths) return guess(1);
    std::int64_t numerator = power_of_ten(decimals_of(vocabulary_, field_.unit));
    std::int64_t denominator = 1;
    if (unit_ != nullptr && unit_->unit == field_.unit && field_.unit != Unit::money) {
      numerator = unit_->numerator;
      denominator = unit_->denominator;
    } else if (unit_ != nullptr && unit_->unit == Unit::days && field_.unit == Unit::hours) {
      numerator = unit_->numerator * 24;
    } else if (unit_ != nullptr && unit_->unit == Unit::hours && field_.unit == Unit::days) {
      denominator = 24;
    }
    const auto value = round_div(int128{*thousandths} * numerator, int128{denominator} * 1000,
                                 Rounding::half_up);
    if (!value) return {};
    return {print(parts_.negative ? -*value : *value)};
  }

  /// What strange digits may mean, in our unit.
  std::vector<std::string> guess(std::int64_t factor) const {
    std::vector<std::string> found;
    const std::string suffix = ascii_lower(parts_.suffix);
    if (suffix == "k") factor = 1'000;
    if (suffix == "m" || suffix == "mio") factor = 1'000'000;
    const auto readings = suffix == "k" || suffix == "m" ? std::vector<std::string>{parts_.digits}
                                                         : other_readings(parts_.digits);
    for (const std::string& reading : readings) {
      const auto number = parse_decimal(reading, decimals_of(vocabulary_, field_.unit));
      if (!number || *number > field_.high / factor) continue;
      const std::int64_t value = *number * factor * (parts_.negative ? -1 : 1);
      if (std::ranges::find(found, print(value)) == found.end()) found.push_back(print(value));
    }
    return found;
  }

  std::vector<std::string> spelled_out() const {
    constexpr std::array<std::string_view, 13> words{"zero",  "one",  "two",   "three", "four",
                                                     "five",  "six",  "seven", "eight", "nine",
                                                     "ten",   "eleven", "twelve"};
    const auto found = std::ranges::find(words, tokens_[at_].folded);
    if (found == words.end()) return {};
    const std::int64_t number = found - words.begin();
    return {print(number * power_of_ten(decimals_of(vocabulary_, field_.unit)))};
  }

  const Vocabulary& vocabulary_;
  const Field& field_;
  std::span<const Token> tokens_;
  std::size_t at_;
  std::size_t used_;
  std::string word_;
  Cut parts_;
  const UnitWord* unit_ = nullptr;
  /// A currency's code behind the number.
  std::string code_;
};

std::string plural(std::int64_t value, std::string_view one) {
  return print_decimal_grouped(value, 0, 0) + " " + std::string(one) + (value == 1 ? "" : "s");
}

}  // namespace

bool looks_like_amount(const Token& token) {
  return token.kind == TokenKind::word && std::ranges::any_of(token.text, is_digit);
}

std::expected<Amount, AmountError> read_amount(const Vocabulary& vocabulary, const Field& field,
                                               std::span<const Token> tokens, std::size_t at) {
  if (field.type != FieldType::date) return AmountReader(vocabulary, field, tokens, at).read();
  auto day = read_day(tokens, at);
  if (day && (day->value < field.low || day->value > field.high)) {
    return std::unexpected(AmountError{
        IssueCode::rule_value_outside,
        tokens[at].text,
        {print_amount(vocabulary, field, std::clamp(day->value, field.low, field.high))}});
  }
  return day;
}

std::string print_amount(const Vocabulary& vocabulary, const Field& field, std::int64_t value) {
  if (field.type == FieldType::date) {
    return Date::from_days(static_cast<std::int32_t>(value)).print();
  }
  switch (field.unit) {
    case Unit::money: {
      const int decimals = vocabulary.currency.decimals();
      const bool is_whole = value % power_of_ten(decimals) == 0;
      const std::string number =
          print_decimal_grouped(value < 0 ? -value : value, decimals, is_whole ? 0 : decimals);
      const std::string_view sign = sign_of(vocabulary.currency);
      const std::string minus = value < 0 ? "-" : "";
      if (!sign.empty()) return minus + std::string(sign) + number;
      return minus + number + " " + std::string(vocabulary.currency.code());
    }
    case Unit::percent: return print_decimal_grouped(value, 2, 0) + "%";
    case Unit::weight: return print_decimal_grouped(value, 3, 0) + " kg";
    case Unit::distance: return print_decimal_grouped(value, 0, 0) + " km";
    case Unit::count: return print_decimal_grouped(value, 0, 0);
    case Unit::days:
      return phrase_names_unit(field) ? print_decimal_grouped(value, 0, 0) : plural(value, "day");
    case Unit::hours:
      return phrase_names_unit(field) ? print_decimal_grouped(value, 0, 0) : plural(value, "hour");
  }
  return {};
}

Field answer_field(const Decision& decision) {
  constexpr std::int64_t answer_max = 1'000'000'000'000;
  Field field;
  field.phrase = decision.name;
  field.unit = decision.unit;
  const bool is_limit = decision.up_to && decision.kind != DecisionKind::sum;
  field.low = 0;
  field.high = is_limit ? *decision.up_to : answer_max;
  return field;
}

}  // namespace tally::rules
