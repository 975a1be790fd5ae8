// Parts document: which parts of an order are invoiced and which come back, and what they come to.
// In goes a document {"tallystick":"parts/1","parts":[…]}; out come requests for refund/take_part,
// in the order in which they happened. part_bytes is what comes of one: canonical JSON in minor
// units, thousandths and ppm, like an outcome.
// Invoices and returns are two histories: what was invoiced may still come back.
//   const auto wishes = read_parts(bytes, currency);   part_bytes(PartKind::refund, part)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/refund/refund.hpp"

namespace tally::wire {

enum class PartKind : std::uint8_t { invoice, refund };

struct PartWish {
  PartKind kind = PartKind::invoice;
  refund::PartRequest request;
};

/// `currency` is the receipt's: amounts of freight are in it.
Result<std::vector<PartWish>> read_parts(std::string_view bytes, Currency currency);

std::string part_bytes(PartKind kind, const refund::Part& part);
std::string_view part_kind_name(PartKind kind);

}  // namespace tally::wire
