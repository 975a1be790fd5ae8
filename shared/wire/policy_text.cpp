#include "shared/wire/policy_text.hpp"

#include <array>

#include "shared/base/decimal.hpp"
#include "shared/wire/company_shipping.hpp"
#include "shared/wire/tax_policy.hpp"

namespace tally::wire {

namespace {

constexpr std::array<std::string_view, 4> rounding_names{"half_up", "half_even", "down", "up"};
constexpr std::array<std::string_view, 3> level_names{"line", "document", "unit"};

void add_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append("=").append(value).append("\n");
}

std::string minor_units(const Money& money) {
  return std::string(money.currency.code()) + " " + std::to_string(money.minor);
}

std::optional<Money> parse_minor_units(std::string_view text) {
  const auto currency = Currency::parse(text.substr(0, 3));
  if (!currency || text.size() < 5 || text[3] != ' ') return std::nullopt;
  const auto minor = parse_decimal(text.substr(4), 0);
  if (!minor) return std::nullopt;
  return Money{*minor, *currency};
}

template <typename T, typename U>
bool take(const std::optional<T>& value, U& place) {
  if (value) place = *value;
  return value.has_value();
}

bool take_money(std::string_view text, std::vector<Money>& list) {
  const auto money = parse_minor_units(text);
  if (money) list.push_back(*money);
  return money.has_value();
}

bool take_number(std::string_view text, auto&& use) {
  const auto number = parse_decimal(text, 0);
  if (number) use(*number);
  return number.has_value();
}

bool take_entry(std::string_view name, std::string_view value, Policy& policy) {
  if (name == "rounding") return take(parse_rounding(value), policy.rounding);
  if (name == "tax_rounding_level") {
    return take(parse_tax_rounding_level(value), policy.tax_rounding_level);
  }
  if (name == "agreed_price_tolerance") {
    return take_number(value, [&](std::int64_t ppm) { policy.agreed_price_tolerance = Rate{ppm}; });
  }
  if (name == "quantity_unseen_max") {
    return take_number(value, [&](std::int64_t n) { policy.quantity_unseen_max = Quantity{n}; });
  }
  if (const auto taken = take_tax_entry(name, value, policy)) return *taken;
  if (const auto taken = take_shipping_entry(name, value, policy)) return *taken;
  if (name == "order_minimum") return take_money(value, policy.order_minimums);
  if (name == "order_review_limit") return take_money(value, policy.order_review_limits);
  return false;
}

}  // namespace

std::string_view rounding_name(Rounding rounding) {
  return rounding_names[static_cast<std::size_t>(rounding)];
}

std::optional<Rounding> parse_rounding(std::string_view name) {
  for (std::size_t i = 0; i < rounding_names.size(); ++i) {
    if (rounding_names[i] == name) return static_cast<Rounding>(i);
  }
  return std::nullopt;
}

std::string_view tax_rounding_level_name(TaxRoundingLevel level) {
  return level_names[static_cast<std::size_t>(level)];
}

std::optional<TaxRoundingLevel> parse_tax_rounding_level(std::string_view name) {
  for (std::size_t i = 0; i < level_names.size(); ++i) {
    if (level_names[i] == name) return static_cast<TaxRoundingLevel>(i);
  }
  return std::nullopt;
}

std::string print_policy(const Policy& policy) {
  std::string out;
  add_line(out, "rounding", rounding_name(policy.rounding));
  add_line(out, "tax_rounding_level", tax_rounding_level_name(policy.tax_rounding_level));
  add_line(out, "agreed_price_tolerance",
           std::to_string(policy.agreed_price_tolerance.parts_per_million));
  if (policy.quantity_unseen_max) {
    add_line(out, "quantity_unseen_max", std::to_string(policy.quantity_unseen_max->thousandths));
  }
  for (const Money& money : policy.order_minimums) {
    add_line(out, "order_minimum", minor_units(money));
  }
  for (const Money& money : policy.order_review_limits) {
    add_line(out, "order_review_limit", minor_units(money));
  }
  out += print_tax_policy(policy);
  out += print_shipping_policy(policy);
  return out;
}

std::optional<Policy> parse_policy(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Policy policy;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view entry = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    if (!take_entry(entry.substr(0, equals), entry.substr(equals + 1), policy)) return std::nullopt;
  }
  return policy;
}

}  // namespace tally::wire
