// Rate card: what a customer pays for the way, by zone and by what is sent.
// Plain values read from a CSV file or the company document; freight/ charges goods by them.
// A card has tables, each for some days; a table has zones, the places that lie in them, a row of
// rates for each zone, and surcharges. Measures are whole numbers: thousandths of a kilogram or
// pound, cubic centimetres, or pieces; amounts are minor units of the card's currency.
// It is what the customer is charged: what a carrier costs the company stands elsewhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"
#include "shared/data/tax_table.hpp"

namespace tally {

/// What the rows of a card count. consignment: nothing, every consignment costs the same.
enum class RateBasis : std::uint8_t { weight, volume, pieces, consignment };
enum class WeightUnit : std::uint8_t { kilogram, pound };
/// What a piece is: a unit of measure, or a case where the product is sold by the case.
enum class PieceCount : std::uint8_t { units, cases };
/// Goods whose measures nobody entered: a person looks, or their weight alone counts.
enum class UnknownSize : std::uint8_t { review, by_weight };
/// if_cheaper: never more than the least that a heavier row asks (the deficit weight of a
/// less-than-truckload tariff).
enum class NextRow : std::uint8_t { as_it_stands, if_cheaper };
enum class Taken : std::uint8_t { yes, no };

/// total: so much in all. each: so much for each started `per` of the whole. further: what the row
/// below asks at its end, and so much for each started `per` beyond it. not_served: nothing goes.
enum class RateForm : std::uint8_t { total, each, further, not_served };

/// Holds for measures above `above`, up to and with `up_to`.
struct RateRow {
  RateForm form = RateForm::total;
  std::int64_t above = 0;
  /// nullopt: without end.
  std::optional<std::int64_t> up_to = {};
  /// each and further; 0 otherwise.
  std::int64_t per = 0;
  std::int64_t amount = 0;
  friend bool operator==(const RateRow&, const RateRow&) = default;
};

struct RateZone {
  std::string name;
  /// By `above`, then `up_to`.
  std::vector<RateRow> rows = {};
  /// The base is never below this.
  std::optional<std::int64_t> least = {};
  /// Goods of so much go free; stands before the table's own.
  std::optional<std::int64_t> free_from = {};
  friend bool operator==(const RateZone&, const RateZone&) = default;
};

/// A country, a state of it, or some of its postal codes. No country: every one.
struct RatePlace {
  std::string country;
  std::string admin_area = {};
  PostalRange postal = {};
  friend auto operator<=>(const RatePlace&, const RatePlace&) = default;
};

struct ZonePlace {
  std::string zone;
  RatePlace place;
  friend bool operator==(const ZonePlace&, const ZonePlace&) = default;
};

/// per_weight: for each started `per` of the charged weight. percent: of the base.
enum class SurchargeKind : std::uint8_t { fixed, percent, per_weight, per_piece };
/// hazardous: where dangerous goods are among them. remote: to one of its places. piece_over,
/// side_over: where a piece is heavier, or has a longer side, than `over`.
enum class SurchargeWhen : std::uint8_t { always, hazardous, remote, piece_over, side_over };

/// per_piece counts only the pieces that the condition is true of.
struct RateSurcharge {
  std::string name;
  SurchargeKind kind = SurchargeKind::fixed;
  /// Minor units; parts per million for percent.
  std::int64_t value = 0;
  /// per_weight: thousandths of the weight unit.
  std::int64_t per = 0;
  SurchargeWhen when = SurchargeWhen::always;
  /// piece_over: thousandths of the weight unit; side_over: millimetres.
  std::int64_t over = 0;
  std::vector<RatePlace> places = {};
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};
  friend bool operator==(const RateSurcharge&, const RateSurcharge&) = default;
};

struct RateTable {
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};
  /// Volume over this is the dimensional weight: cm³ per kg, or cubic inches per pound (5000, 139);
  /// 0: only what goods weigh counts.
  std::int64_t divisor = 0;
  UnknownSize size_unknown = UnknownSize::review;
  /// Thousandths of the weight unit; 0: none.
  std::int64_t least_weight = 0;
  std::int64_t weight_step = 0;
  NextRow next_row = NextRow::as_it_stands;
  Taken po_boxes = Taken::yes;
  Taken hazardous = Taken::yes;
  /// For zones without one of their own.
  std::optional<std::int64_t> free_from = {};
  std::vector<ZonePlace> places = {};
  std::vector<RateZone> zones = {};
  std::vector<RateSurcharge> surcharges = {};
  friend bool operator==(const RateTable&, const RateTable&) = default;
};

/// From where the zones are counted: for people, nothing is computed of it.
struct RateOrigin {
  std::string country;
  std::string admin_area = {};
  std::string postal_code = {};
  friend bool operator==(const RateOrigin&, const RateOrigin&) = default;
};

struct RateCard {
  RateCardCode code;
  std::string name = {};
  Currency currency = {};
  RateBasis basis = RateBasis::weight;
  WeightUnit weight_unit = WeightUnit::kilogram;
  PieceCount pieces = PieceCount::units;
  std::optional<RateOrigin> origin = {};
  /// In the order as written; on one day at most one holds.
  std::vector<RateTable> tables = {};
  friend bool operator==(const RateCard&, const RateCard&) = default;
};

/// All of a snapshot, by code.
using RateCardBook = std::vector<RateCard>;

/// Digits behind the point in which people write a measure: 3 of a weight, 6 of cubic metres, 0 of
/// pieces.
int measure_decimals(RateBasis basis);
/// "US CA 941", "DE 10115 to 14199", "every country".
std::string say_place(const RatePlace& place);

/// The names of an enumeration of this file in its order, as documents write them.
template <typename Enum>
inline constexpr std::array<std::string_view, 0> rate_names{};
template <>
inline constexpr std::array<std::string_view, 4> rate_names<RateBasis>{"weight", "volume",
                                                                       "pieces", "consignment"};
template <>
inline constexpr std::array<std::string_view, 2> rate_names<WeightUnit>{"kg", "lb"};
template <>
inline constexpr std::array<std::string_view, 2> rate_names<PieceCount>{"units", "cases"};
template <>
inline constexpr std::array<std::string_view, 2> rate_names<UnknownSize>{"review", "by_weight"};
template <>
inline constexpr std::array<std::string_view, 2> rate_names<NextRow>{"as_it_stands",
                                                                     "if_cheaper"};
template <>
inline constexpr std::array<std::string_view, 2> rate_names<Taken>{"yes", "no"};
template <>
inline constexpr std::array<std::string_view, 4> rate_names<RateForm>{"total", "each", "further",
                                                                      "not_served"};
template <>
inline constexpr std::array<std::string_view, 4> rate_names<SurchargeKind>{
    "fixed", "percent", "per_weight", "per_piece"};
template <>
inline constexpr std::array<std::string_view, 5> rate_names<SurchargeWhen>{
    "always", "hazardous", "remote", "piece_over", "side_over"};

template <typename Enum>
std::string_view rate_name(Enum value) {
  return rate_names<Enum>[static_cast<std::size_t>(value)];
}
/// nullopt where it is none of them.
template <typename Enum>
std::optional<Enum> parse_rate_name(std::string_view name) {
  const auto& names = rate_names<Enum>;
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace tally
