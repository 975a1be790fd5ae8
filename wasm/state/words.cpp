#include "wasm/state/words.hpp"

#include <algorithm>
#include <array>

#include "shared/base/date.hpp"
#include "shared/base/decimal.hpp"

namespace tally::app {

namespace {

struct Symbol {
  std::string_view code, sign;
};
constexpr auto symbols = std::to_array<Symbol>(
    {{"AUD", "A$"}, {"CAD", "C$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"USD", "$"}});

std::string with_sign(std::string_view code, std::string amount) {
  const auto found = std::ranges::find(symbols, code, &Symbol::code);
  const bool negative = amount.starts_with('-');
  if (negative) amount.erase(0, 1);
  std::string out = negative ? "-" : "";
  out += found == symbols.end() ? std::string(code) + " " : std::string(found->sign);
  return out + amount;
}

int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return -1;
  const char tens = text[at], ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return -1;
  return (tens - '0') * 10 + (ones - '0');
}

}  // namespace

std::string amount_text(const Money& money) {
  const int decimals = money.currency.decimals();
  return print_decimal_grouped(money.minor, decimals, decimals);
}

std::string amount_text(const UnitPrice& price) {
  const int least = std::min(price.currency.decimals(), UnitPrice::decimals);
  return print_decimal_grouped(price.ten_thousandths, UnitPrice::decimals, least);
}

std::string money_text(const Money& money) {
  return with_sign(money.currency.code(), amount_text(money));
}

std::string money_text(const UnitPrice& price) {
  return with_sign(price.currency.code(), amount_text(price));
}

std::int64_t read_instant(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z') return 0;
  const auto date = Date::parse(text.substr(0, 10));
  const int hours = two_digits(text, 11), minutes = two_digits(text, 14);
  const int seconds = two_digits(text, 17);
  if (!date || hours < 0 || minutes < 0 || seconds < 0) return 0;
  std::int64_t milliseconds = 0;
  std::int64_t step = 100;
  for (std::size_t at = 20; at < text.size() && step > 0 && text[19] == '.'; ++at, step /= 10) {
    if (text[at] < '0' || text[at] > '9') break;
    milliseconds += (text[at] - '0') * step;
  }
  return ((std::int64_t{date->days()} * 24 + hours) * 60 + minutes) * 60'000 + seconds * 1000 +
         milliseconds;
}

std::string megabytes_text(std::int64_t bytes) {
  const std::int64_t tenths = bytes / 100'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string moment_text(const Clock& clock, std::int64_t instant_ms) {
  std::string day = clock.day(instant_ms);
  if (day == "today") return clock.time(instant_ms);
  const bool long_ago = day.find_first_of("0123456789") != std::string::npos;
  return long_ago ? day : day + " " + clock.time(instant_ms);
}

std::string since_text(const Clock& clock, std::int64_t instant_ms) {
  return "since " + moment_text(clock, instant_ms);
}

std::string age_text(const Clock& clock, std::int64_t instant_ms) {
  const std::int64_t minutes = std::max<std::int64_t>(0, clock.now_ms() - instant_ms) / 60'000;
  if (minutes < 1) return "just now";
  if (minutes < 60) return std::to_string(minutes) + " min";
  if (minutes < 48 * 60) return std::to_string(minutes / 60) + " h";
  return std::to_string(minutes / (24 * 60)) + " days";
}

std::string date_text(std::string_view iso_date) {
  static constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu",
                                                           "Fri", "Sat", "Sun"};
  static constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const auto date = Date::parse(iso_date);
  if (!date) return std::string(iso_date);
  const auto month = static_cast<std::size_t>(two_digits(iso_date, 5) - 1);
  const auto weekday = static_cast<std::size_t>(date->weekday() - 1);
  std::string out(days[weekday]);
  out += " " + std::to_string(two_digits(iso_date, 8)) + " ";
  out += months[month];
  return out + " " + std::string(iso_date.substr(0, 4));
}

std::string count_of(std::int64_t count, std::string_view singular, std::string_view plural) {
  std::string out = print_decimal_grouped(count, 0, 0) + " ";
  if (count == 1) return out + std::string(singular);
  return plural.empty() ? out + std::string(singular) + "s" : out + std::string(plural);
}

std::string short_digest(std::string_view digest) {
  return digest.size() <= 12 ? std::string(digest) : std::string(digest.substr(0, 12)) + "…";
}

std::string without_stop(std::string_view sentence) {
  if (sentence.ends_with('.')) sentence.remove_suffix(1);
  return std::string(sentence);
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

}  // namespace tally::app
