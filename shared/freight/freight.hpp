// Freight: what a customer pays for the way, by a rate card.
// In go a card, the goods of one ship-to with their place, and a day; out comes a FreightLeg with
// the zone, the measures as weighed and as charged, the base, each surcharge and the charge, or
// every reason why a person must set the freight. Cards are held against sense, read from CSV and
// printed (csv.hpp).
// It knows no order, no tax and no carrier: what the way costs the company is never asked here.
//   const auto charged = freight::charge_freight(card, consignment, day);
//   if (charged.leg) use(charged.leg->charge);   else report(charged.issues);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"
#include "shared/data/product.hpp"
#include "shared/data/rate_card.hpp"

namespace tally::freight {

/// Of a zone, a surcharge, a card.
inline constexpr std::size_t name_bytes_max = 100;
/// Ten kilometres of a side are a slip of the unit.
inline constexpr std::int64_t side_mm_max = 10'000'000;

/// So many units of measure of a product; the product must outlive it.
struct ConsignmentLine {
  const Product* product = nullptr;
  Quantity quantity;
};

enum class DeliveryPoint : std::uint8_t { street, po_box };

struct Destination {
  ShipToCode ship_to;
  /// As an order's address has them.
  std::string country;
  std::string admin_area;
  std::string postal_code;
  DeliveryPoint point = DeliveryPoint::street;
};

/// What goes to one ship-to.
struct Consignment {
  Destination destination;
  /// What the goods come to, in the order's currency: held against the amount that goes free.
  Money goods;
  std::vector<ConsignmentLine> lines;
};

/// Pieces that weigh and measure the same.
struct PieceGroup {
  std::int64_t pieces = 0;
  /// Of one piece, rounded up.
  std::int64_t weight_g = 0;
  std::int64_t longest_mm = 0;
  bool hazardous = false;
};

/// The goods of a consignment as numbers, without their products.
struct Measures {
  /// Rounded up, once.
  std::int64_t weight_g = 0;
  std::int64_t volume_cm3 = 0;
  std::int64_t pieces = 0;
  std::vector<PieceGroup> groups = {};
  /// Goods of which nobody entered it, in the order of the lines, each once.
  std::vector<Sku> weight_unknown = {};
  std::vector<Sku> size_unknown = {};
  /// Dangerous goods.
  std::vector<const Product*> hazardous = {};
  /// A sum does not fit.
  bool too_large = false;
};

/// Sums in 128 bits: length × width × height × quantity of each line, weight × quantity; each sum
/// is rounded up once, to cm³ and grams.
Measures measure_goods(const std::vector<ConsignmentLine>& lines, PieceCount count);

struct Charged {
  /// nullopt where an issue says why, and where there are no goods.
  std::optional<FreightLeg> leg = {};
  /// All of severity review, at "freight": freight_* of 1701 to 1711.
  Issues issues = {};
};

/// What the card asks for these goods on this day. The dimensional weight is volume / divisor,
/// rounded up; the charged weight is the larger of the two, at least the least weight, rounded up
/// to the step. A percentage is of the base and rounded half up. It does not depend on the order of
/// the lines. The card is one in which check_rate_card finds no error.
Charged charge_freight(const RateCard& card, const Consignment& consignment, Date day);
/// The same for goods that somebody measured.
Charged charge_measures(const RateCard& card, const Destination& destination, const Money& goods,
                        const Measures& measures, Date day);

/// Whether the seller arranges the way, and so may charge it: false for EXW, FCA, FAS and FOB,
/// where the buyer contracts for the carriage (Incoterms 2020, articles A4 and B4 of each rule);
/// true for CFR, CIF, CPT, CIP, DAP, DPU, DDP, for older terms, and where none was agreed.
bool charges_way(std::string_view incoterm);

/// What cannot be so in a card (errors), and what looks like a slip (notes): freight_* of 1712 to
/// 1727. Paths are those of its document: "tables[0].zones[2].rates[1]".
Issues check_rate_card(const RateCard& card);

/// "12.5 kg", "5 lb", "0.25 m3", "3 pieces": a measure as the card counts it.
std::string say_measure(const RateCard& card, std::int64_t measure);
std::string say_weight(WeightUnit unit, std::int64_t thousandths);
/// "12.5 kg", "500g", "5 lb" as grams, pounds rounded half up; nullopt for anything else.
std::optional<std::int64_t> read_grams(std::string_view text);
/// "120 cm", "1200 mm", "1.2 m" as millimetres.
std::optional<std::int64_t> read_length(std::string_view text);

}  // namespace tally::freight
