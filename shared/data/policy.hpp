// Policy: what a company has decided once for all its orders, as data.
// Plain values read from the company document; the rooms take them as arguments.
// Rounding is here, so that no figure depends on an accident of code.
// Rules that business people write are not here: they have a language of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/money.hpp"
#include "shared/base/quantity.hpp"
#include "shared/base/rate.hpp"
#include "shared/base/rounding.hpp"
#include "shared/data/order.hpp"

namespace tally {

/// line: tax is rounded on each line and summed. document: per rate, the line nets are summed
/// exactly and the tax is rounded once (the way of EN 16931, BR-CO-17). unit: the tax of one unit
/// is rounded and taken times the quantity, as a till does.
enum class TaxRoundingLevel : std::uint8_t { line, document, unit };
/// Where several authorities stack: each one's tax is rounded, or their sum and then shared out.
enum class AuthorityRounding : std::uint8_t { each, together };

/// How tax is rounded for the orders of a channel or the places of a state; empty: of any.
struct RoundingRule {
  std::optional<Channel> channel;
  std::string country;
  std::string admin_area;
  Rounding mode = Rounding::half_up;
  TaxRoundingLevel level = TaxRoundingLevel::document;
  AuthorityRounding authorities = AuthorityRounding::each;
  friend bool operator==(const RoundingRule&, const RoundingRule&) = default;
};

/// The smallest coin: what is to be paid is a multiple of it (CHF 0.05).
struct CashIncrement {
  Money increment;
  Rounding mode = Rounding::half_up;
  friend bool operator==(const CashIncrement&, const CashIncrement&) = default;
};

/// Where the company sells from, for tax: the order's terms and not the plan of its way.
struct TaxOrigin {
  std::string country;
  std::string admin_area;
  std::string postal_code;
  friend bool operator==(const TaxOrigin&, const TaxOrigin&) = default;
};

/// accept: goes through. review: a person looks at the order.
enum class NewParty : std::uint8_t { review, accept };

/// What becomes of an order to an address in the company's own data that its country's post could
/// not use. One that was captured with the order is always checked.
enum class StoredAddresses : std::uint8_t { unchecked, note, review };

/// How orders of customers are decided that were captured with them.
struct NewCustomerPolicy {
  PriceListCode price_list;
  /// Payment terms, as terms/ reads them.
  std::string terms;
  friend bool operator==(const NewCustomerPolicy&, const NewCustomerPolicy&) = default;
};

struct Policy {
  Rounding rounding = Rounding::half_up;
  TaxRoundingLevel tax_rounding_level = TaxRoundingLevel::document;
  /// An agreed price up to this much below list goes through without a person.
  Rate agreed_price_tolerance{50'000};
  /// More than this many units on one line is looked at by a person; nullopt: never.
  std::optional<Quantity> quantity_unseen_max;
  /// Per currency: an order must come to at least this (net).
  std::vector<Money> order_minimums;
  /// Per currency: an order above this (net) is looked at by a person.
  std::vector<Money> order_review_limits;
  AuthorityRounding authority_rounding = AuthorityRounding::each;
  /// The first one that matches the order stands before the three fields above.
  std::vector<RoundingRule> rounding_rules;
  std::vector<CashIncrement> cash_increments;
  std::optional<TaxOrigin> tax_origin;
  /// ISO 3166-1 alpha-2: where nothing is sent.
  std::vector<std::string> blocked_countries = {};
  /// nullopt: a rep captures no customers.
  std::optional<NewCustomerPolicy> new_customer = {};
  NewParty new_ship_to = NewParty::review;
  StoredAddresses stored_addresses = StoredAddresses::unchecked;
  /// Where neither the order nor its customer says another.
  std::string incoterm = {};
  std::optional<RateCardCode> rate_card = {};
  friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace tally
