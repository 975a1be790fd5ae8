// Refund: what a part of an order comes to, for a return or for one of several invoices.
// In go the receipt (the Outcome that was charged), the parts taken before and the part asked for;
// out come its amounts by line, freight and tax group, or every issue at once.
// A part is what is due of the whole so far less what was taken, so the parts of a line sum to what
// was charged, in any order, and never exceed it: refundable = charged - refunded, with tax.
// It reads no rates, no prices and no certificates of today: the receipt alone.
//   auto part = refund::take_part(receipt, earlier, {.lines = {{"2", units(1)}}});
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/data/outcome.hpp"

namespace tally::refund {

struct PartLine {
  /// The line's id on the receipt.
  std::string id;
  /// In units of measure, above zero.
  Quantity quantity;
};

/// goods: in proportion to the nets of the lines taken. amount: as named, and none where it is not.
/// rest: all that is left of it.
enum class FreightShare : std::uint8_t { amount, goods, rest };

struct PartRequest {
  std::vector<PartLine> lines;
  FreightShare freight_share = FreightShare::amount;
  /// In minor units of the receipt's currency, net of tax.
  std::int64_t freight_minor = 0;
};

struct PartAmount {
  /// Empty for the freight.
  std::string id;
  Quantity quantity;
  Money net;
  Money tax;
};

/// A return or an invoice. Its groups hold what it gives or takes of each rate and authority.
struct Part {
  /// In the order of the request; a line that is named twice stands here once.
  std::vector<PartAmount> lines;
  std::optional<PartAmount> freight;
  std::vector<TaxGroup> groups;
  Money net;
  Money tax;
  Money total;
  /// The rounding to coins of the whole goes with the part that completes the order.
  std::optional<Money> cash_rounding;
};

/// Issues: share_*. `earlier` are parts of the same receipt, in any order.
Result<Part> take_part(const Outcome& receipt, const std::vector<Part>& earlier,
                       const PartRequest& request);

}  // namespace tally::refund
