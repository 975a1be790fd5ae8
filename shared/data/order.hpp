// Order: what was typed (RawOrder), and what it means (Draft).
// intake/ and wire/ make a RawOrder of text cells; normalise/ makes a Draft of it, with an issue
// for every cell it could not understand. Nothing is dropped on the way: a draft has as many lines
// as the raw order, and a cell that could not be read is empty there and named in `issues`.
// Neither holds prices of lists, taxes or names: those come from the snapshot as Facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/customer.hpp"

namespace tally {

/// Where a line came from, so that an issue can lead back to it.
enum class OriginKind : std::uint8_t { typed, pasted, scanned, imported };
struct Origin {
  OriginKind kind = OriginKind::typed;
  /// The row of the paste or file, from 1; 0 where there is none.
  std::int32_t row = 0;
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct RawLine {
  std::string id;
  std::string sku;
  std::string quantity;
  /// "each" or "case"; empty is "each".
  std::string unit;
  std::string agreed_price;
  std::string agreed_reason;
  std::string note;
  /// Where it goes and when, where that is not the order's.
  std::string ship_to = {};
  std::string requested_date = {};
  /// Not part of the document and not of the decision.
  Origin origin;
  friend bool operator==(const RawLine&, const RawLine&) = default;
};

/// A ship-to that was captured with the order and that the company does not know yet.
struct RawShipTo {
  std::string code;
  Address address;
  std::string delivery_note = {};
  friend bool operator==(const RawShipTo&, const RawShipTo&) = default;
};

/// A customer that was captured with the order; its code stands in `RawOrder::customer`.
struct RawCustomer {
  std::string name;
  std::string email = {};
  std::string phone = {};
  std::string vat_id = {};
  Address billing = {};
  friend bool operator==(const RawCustomer&, const RawCustomer&) = default;
};

/// Why somebody lets an order go on in spite of a warning.
struct RawOverride {
  /// The issue's name, such as "po_number_used".
  std::string code;
  /// The issue's path; empty: wherever it stands.
  std::string path;
  std::string reason;
  friend bool operator==(const RawOverride&, const RawOverride&) = default;
};

struct RawOrder {
  std::string order_id;
  std::string channel;
  std::string customer;
  std::string ship_to;
  std::string po_number;
  std::string requested_date;
  /// What the customer pays for the way, in the currency of the price list; empty: nothing.
  std::string freight;
  /// As typed, with commas between: split_coupons().
  std::string coupons;
  std::string note;
  std::vector<RawLine> lines;
  /// The first and the last day on which goods may leave.
  std::string ship_from = {};
  std::string ship_until = {};
  /// "partial" or "complete"; empty is the customer's own.
  std::string delivery = {};
  /// Empty is the customer's own, or the company's.
  std::string incoterm = {};
  std::vector<RawShipTo> new_ship_tos = {};
  std::optional<RawCustomer> new_customer = {};
  std::vector<RawOverride> overrides = {};
  friend bool operator==(const RawOrder&, const RawOrder&) = default;
};

/// The most lines an order may have: what a device may capture, a push must be able to carry.
inline constexpr std::size_t order_lines_max = 10'000;

/// The most new ship-tos, and overrides, that an order may bring.
inline constexpr std::size_t order_extras_max = 200;

/// The most coupons an order may name.
inline constexpr std::size_t order_coupons_max = 20;
/// "SPRING, FAIR-7" as "SPRING" and "FAIR-7"; nothing between two commas is nothing.
std::vector<std::string_view> split_coupons(std::string_view typed);

enum class OrderUnit : std::uint8_t { each, case_pack };
enum class Channel : std::uint8_t { rep, desk, web, import };

struct DraftLine {
  std::string id;
  std::optional<Sku> sku;
  /// In `unit`, above zero.
  std::optional<Quantity> quantity;
  OrderUnit unit = OrderUnit::each;
  /// Per unit of measure (not per case), in ten-thousandths of the order's currency.
  std::optional<std::int64_t> agreed_price_ten_thousandths;
  std::string agreed_reason;
  std::string note;
  std::optional<ShipToCode> ship_to = {};
  std::optional<Date> requested_date = {};
};

struct Override {
  IssueCode code{};
  std::string path;
  std::string reason;
  friend bool operator==(const Override&, const Override&) = default;
};

struct Draft {
  OrderId order_id;
  Channel channel = Channel::rep;
  std::optional<CustomerCode> customer;
  std::optional<ShipToCode> ship_to;
  std::string po_number;
  std::optional<Date> requested_date;
  /// In ten-thousandths of the order's currency, zero or more.
  std::optional<std::int64_t> freight_ten_thousandths;
  std::string note;
  std::vector<DraftLine> lines;
  /// Each once, in the order in which they were typed.
  std::vector<CouponCode> coupons = {};
  std::optional<Date> ship_from = {};
  std::optional<Date> ship_until = {};
  std::optional<DeliveryRule> delivery = {};
  /// Capital letters; empty: not said.
  std::string incoterm = {};
  /// In the order of the raw ones; a code that could not be read is empty.
  std::vector<ShipTo> new_ship_tos = {};
  /// As captured; the lists and terms of new customers are policy.
  std::optional<RawCustomer> new_customer = {};
  std::vector<Override> overrides = {};
  /// What normalise/ could not understand, in the order of the cells.
  Issues issues;
};

std::string_view order_unit_name(OrderUnit unit);
std::string_view channel_name(Channel channel);
/// "rep", "desk", "web" or "import"; nullopt for any other.
std::optional<Channel> parse_channel(std::string_view name);

}  // namespace tally
