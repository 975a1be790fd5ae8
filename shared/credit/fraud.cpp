#include "shared/credit/fraud.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::credit {

namespace {

std::optional<Money> read_amount(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto currency = Currency::parse(trim(text.substr(space)));
  if (!currency) return std::nullopt;
  const auto amount = parse_money(trim(text.substr(0, space)), *currency);
  if (!amount || amount->minor < 0) return std::nullopt;
  return *amount;
}

/// A whole number from 1 on.
std::optional<std::int64_t> read_count(std::string_view text) {
  const auto count = parse_decimal(trim(text), 0);
  if (!count || *count < 1) return std::nullopt;
  return *count;
}

bool read_part(std::string_view part, FraudReview& review) {
  const std::size_t sign = part.find('=');
  const std::string_view name = trim(part.substr(0, sign));
  if (sign == std::string_view::npos) {
    review.countries_differ = true;
    return name == "countries_differ";
  }
  const std::string_view value = trim(part.substr(sign + 1));
  if (name == "first_order") {
    const auto amount = read_amount(value);
    if (!amount) return false;
    const auto same = [&](const Money& other) { return other.currency == amount->currency; };
    if (std::ranges::any_of(review.first_orders, same)) return false;
    review.first_orders.push_back(*amount);
    return true;
  }
  auto* count = name == "orders_in_hour"      ? &review.orders_in_hour
                : name == "others_at_ship_to" ? &review.others_at_ship_to
                                              : nullptr;
  if (count == nullptr || *count) return false;
  *count = read_count(value);
  return count->has_value();
}

}  // namespace

bool FraudFacts::countries_differ() const {
  return !billing_country.empty() && !shipping_country.empty() &&
         billing_country != shipping_country;
}

std::optional<FraudReview> read_fraud_review(std::string_view text) {
  FraudReview review;
  if (trim(text).empty()) return review;
  std::size_t place = 0;
  while (place <= text.size()) {
    const std::size_t comma = std::min(text.find(',', place), text.size());
    if (!read_part(trim(text.substr(place, comma - place)), review)) return std::nullopt;
    place = comma + 1;
  }
  return review;
}

Issues decide_fraud(const FraudFacts& facts, const FraudReview& review) {
  Issues issues;
  for (const Money& from : review.first_orders) {
    const bool reached = facts.is_first_order && facts.order &&
                         facts.order->currency == from.currency &&
                         facts.order->minor >= from.minor;
    if (!reached) continue;
    issues.push_back(make_issue(
        IssueCode::first_order_large, "",
        {{"customer", facts.customer}, {"order", *facts.order}, {"from", from}}));
  }
  if (review.countries_differ && facts.countries_differ()) {
    issues.push_back(make_issue(
        IssueCode::countries_differ, "ship_to",
        {{"billing", facts.billing_country}, {"shipping", facts.shipping_country}}));
  }
  if (review.orders_in_hour && facts.orders_in_hour >= *review.orders_in_hour) {
    issues.push_back(make_issue(IssueCode::orders_in_hour, "customer",
                                {{"customer", facts.customer},
                                 {"count", facts.orders_in_hour},
                                 {"from", *review.orders_in_hour}}));
  }
  if (review.others_at_ship_to && facts.others_at_ship_to >= *review.others_at_ship_to) {
    issues.push_back(make_issue(
        IssueCode::ship_to_shared, "ship_to",
        {{"count", facts.others_at_ship_to}, {"from", *review.others_at_ship_to}}));
  }
  return issues;
}

}  // namespace tally::credit
