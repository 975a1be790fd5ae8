// Tax: what the place where it goes takes of each line and of the freight, and why.
// In go the facts, the ship-tos, the net of each line, the freight to each, the channel and the
// day; out come taxes, groups of equal reason, place and rate, each authority's share, and issues.
// Where the prices include tax, it is taken out of them. A valid certificate exempts; a missing
// rate is an issue, never zero. Rounding is policy: per unit, per line, or once per group with the
// lines' shares summing to it (EN 16931, BR-CO-17: group tax = rounded sum of the nets times rate).
// It will not know prices, and it changes no net of prices that do not include tax.
#pragma once

#include <optional>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/outcome.hpp"

namespace tally::tax {

struct TaxableLine {
  /// nullptr where the product is unknown.
  const Product* product = nullptr;
  /// nullopt where it could not be priced: then it is not taxed. With tax where prices include it.
  std::optional<Money> net;
  /// In units of measure; for rounding per unit.
  std::optional<Quantity> quantity = std::nullopt;
  /// Which of the places it goes to; -1: nowhere known, so it is not taxed.
  std::int32_t place = 0;
};

struct TaxedLine {
  std::optional<Money> tax;
  std::optional<TaxWhy> why;
  /// Without tax: the line's own, or what is left of it where prices include tax.
  std::optional<Money> net;
  /// Minor units, one for each authority of the why.
  std::vector<std::int64_t> shares;
};

struct Taxed {
  std::vector<TaxedLine> lines;
  /// Ordered by reason, place, rate and certificate: never by the order of the lines.
  std::vector<TaxGroup> groups;
  /// At most one for each group, in their order; empty where nothing could be taxed.
  std::vector<FreightPart> freight;
  Issues issues;
  Rounding rounding = Rounding::half_up;
  TaxRoundingLevel level = TaxRoundingLevel::document;
  AuthorityRounding authority_rounding = AuthorityRounding::each;
  std::optional<RoundingRule> rule;
  TaxTable table = TaxTable::own;
};

struct TaxRequest {
  /// Each once, the order's own first: it chooses the rounding. None: nothing is taxed, and
  /// validate/ has said why.
  std::vector<const ShipTo*> places;
  std::vector<TaxableLine> lines;
  /// The freight to each of the places; empty: none.
  std::vector<Money> freight = {};
  Channel channel = Channel::rep;
  AsOf as_of;
  /// The company's rule that exempts the order where the law would tax it; a certificate of the
  /// customer stands before it.
  std::optional<std::string> exempting_rule = {};
};

/// Lines of one reason, place of law and rate share a group, whichever ship-to they go to: a
/// document has one sum for each (EN 16931, BR-CO-18).
Taxed tax_order(const Facts& facts, const TaxRequest& request);

}  // namespace tally::tax
