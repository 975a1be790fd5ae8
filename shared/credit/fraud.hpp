// Fraud: what is unusual about who orders what for where, as facts.
// In go facts that only the server has; out come, where the company says from which values on a
// person looks at an order, issues. Without that they are facts for rules and stop nothing.
// It calls nobody a fraud: each fact has a harmless explanation more often than not.
//   const auto review = credit::read_fraud_review("first_order=1000.00 EUR, orders_in_hour=5");
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"

namespace tally::credit {

struct FraudFacts {
  /// As sentences name it.
  std::string customer;
  /// No other order of this customer was ever taken but refused and cancelled ones.
  bool is_first_order = false;
  std::optional<Money> order;
  /// ISO 3166-1 alpha-2; empty: not known.
  std::string billing_country;
  std::string shipping_country;
  /// Of this customer, taken in the hour before this order, with itself.
  std::int64_t orders_in_hour = 1;
  /// Other customers with orders for the same address.
  std::int64_t others_at_ship_to = 0;
  /// False where one of them is not known.
  bool countries_differ() const;
};

/// From which values on a person looks at an order.
struct FraudReview {
  /// By currency; a first order in another one is not looked at for its amount.
  std::vector<Money> first_orders;
  bool countries_differ = false;
  std::optional<std::int64_t> orders_in_hour;
  std::optional<std::int64_t> others_at_ship_to;
};

/// "first_order=1000.00 EUR", "countries_differ", "orders_in_hour=5", "others_at_ship_to=2", with
/// commas between; empty: none. nullopt for anything else.
std::optional<FraudReview> read_fraud_review(std::string_view text);

/// first_order_large, countries_differ, orders_in_hour, ship_to_shared: where a fact reaches what
/// the company looks at.
Issues decide_fraud(const FraudFacts& facts, const FraudReview& review);

}  // namespace tally::credit
