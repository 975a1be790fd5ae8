// Outcome: what decide() says of an order, complete and in integers.
// Priced and taxed lines, totals by tax group, all issues, the verdict, and the steps of every
// figure, so that explain/ can say why. Its canonical bytes (wire/) are equal on every machine.
// No sentences, no names that can change: codes and figures only.
// It executes nothing: reserving stock and sending mail is the server's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/money.hpp"
#include "shared/base/sha256.hpp"
#include "shared/data/order.hpp"
#include "shared/data/policy.hpp"
#include "shared/data/price_list.hpp"
#include "shared/data/ruling.hpp"
#include "shared/data/tax_table.hpp"

namespace tally {

/// accept: goes through by itself. review: a person decides. refuse: cannot go on as it is.
enum class Verdict : std::uint8_t { accept, review, refuse };

enum class PriceSource : std::uint8_t { list, agreed };

/// What a promotion took off a line, in the order in which they worked.
struct LineDiscount {
  PromotionCode promotion;
  Money amount;
  friend bool operator==(const LineDiscount&, const LineDiscount&) = default;
};

/// nearly: a little more and it gives something. outdone: another one gives more. failed: a
/// condition is not met; said of those whose coupon the order names.
enum class PromotionState : std::uint8_t { applied, nearly, outdone, failed };
/// Which condition.
enum class PromotionReason : std::uint8_t {
  none, coupon, days, channel, customer, currency, goods, quantity, amount, get_goods, bundle
};

/// What became of a promotion that the order could know of.
struct PromotionOutcome {
  PromotionCode promotion;
  PromotionState state = PromotionState::applied;
  PromotionReason reason = PromotionReason::none;
  /// Of all lines, or of the freight.
  Money discount;
  /// Towards its threshold or its next tier.
  std::optional<Quantity> missing_quantity = {};
  std::optional<Money> missing_amount = {};
  /// What the next tier gives, where that is a percentage.
  std::optional<Rate> next_percent = {};
  /// The one that gives more.
  std::optional<PromotionCode> outdone_by = {};
  std::optional<CouponCode> coupon = {};
  friend bool operator==(const PromotionOutcome&, const PromotionOutcome&) = default;
};

/// Why a line has its price.
struct PriceWhy {
  PriceSource source = PriceSource::list;
  /// The list that held the list price; nullopt where no list has one.
  std::optional<PriceListCode> list;
  /// The break that applied: its lowest quantity.
  Quantity quantity_from;
  std::optional<UnitPrice> list_price;
  /// The next better break, if there is one: order this many to get it.
  std::optional<Quantity> next_break;
  std::optional<UnitPrice> next_price;
  /// What `price`, breaks and the priced quantity count: units of measure, or cases.
  OrderUnit unit = OrderUnit::each;
  /// Where in the chain the list stood.
  PriceLevel level = PriceLevel::standard;
  /// All lines of the family together, where its list counts breaks so.
  std::optional<Quantity> family_quantity = {};
  /// Where the list price is so much below that of another list.
  std::optional<Rate> percent_off = {};
  std::optional<PriceListCode> base_list = {};
  std::optional<UnitPrice> base_price = {};
  /// Where the list is in another currency: its price there, and the rate that was taken.
  std::optional<UnitPrice> foreign_price = {};
  std::optional<std::int64_t> exchange_billionths = {};
  std::optional<Date> exchange_from = {};
  friend bool operator==(const PriceWhy&, const PriceWhy&) = default;
};

/// exempt: by a certificate of the customer. exempt_goods: by law. outside: no tax law holds.
/// reverse_charge: the buyer in another member state owes it. exported: it leaves the territory.
enum class TaxReason : std::uint8_t {
  standard, exempt, reduced, zero, exempt_goods, outside, reverse_charge, exported
};

/// One of several authorities that tax the same goods.
struct TaxAuthority {
  std::string name;
  Rate rate;
  TaxBase base = TaxBase::net;
  friend auto operator<=>(const TaxAuthority&, const TaxAuthority&) = default;
};

/// Why a line has its tax.
struct TaxWhy {
  TaxReason reason = TaxReason::standard;
  std::string country;
  /// The place whose rate it is: empty for the country's own.
  std::string admin_area;
  TaxClass tax_class;
  Rate rate;
  /// Where exempt.
  std::string certificate;
  /// The postal codes that the most specific of the rates is for.
  PostalRange postal = {};
  /// The law that frees the goods.
  std::string law = {};
  /// Where the buyer owes the tax.
  std::string vat_id = {};
  /// Where authorities are named: each with its rate; `rate` is then what they come to together.
  std::vector<TaxAuthority> authorities = {};
  friend bool operator==(const TaxWhy&, const TaxWhy&) = default;
};

struct LineOutcome {
  std::string id;
  std::optional<Sku> sku;
  OrderUnit unit = OrderUnit::each;
  /// As ordered, in `unit`.
  std::optional<Quantity> ordered;
  /// In units of measure: what is priced and shipped.
  std::optional<Quantity> quantity;
  std::optional<UnitPrice> price;
  /// After promotions.
  std::optional<Money> net;
  /// Price times quantity, before promotions; only where there are any.
  std::optional<Money> extended = {};
  std::vector<LineDiscount> discounts = {};
  /// What the rules take off, behind promotions.
  std::optional<Money> rule_discount = {};
  /// With document rounding: this line's share of its group's tax; the shares sum to it.
  std::optional<Money> tax;
  std::optional<PriceWhy> price_why;
  std::optional<TaxWhy> tax_why;
  /// Where prices include tax: net + tax, what price times quantity less discounts came to.
  std::optional<Money> gross;
  /// Minor units, one for each of `tax_why->authorities`; they sum to the tax.
  std::vector<std::int64_t> tax_shares;
  /// Where the line names one of its own.
  std::optional<ShipToCode> ship_to = {};
  std::optional<Date> requested_date = {};
};

/// Something that a rate card adds, such as "Fuel".
struct FreightSurcharge {
  std::string name;
  Money amount;
  friend bool operator==(const FreightSurcharge&, const FreightSurcharge&) = default;
};

/// What a rate card asks for the goods of one ship-to, and of what it was worked out.
struct FreightLeg {
  ShipToCode ship_to;
  RateCardCode card;
  std::string zone;
  /// As the goods weigh, and as the card counts them (dimensional weight, least weight, steps).
  std::int64_t weight_g = 0;
  std::int64_t charged_weight_g = 0;
  std::int64_t volume_cm3 = 0;
  std::int64_t pieces = 0;
  /// Of the table, before surcharges.
  Money base;
  std::vector<FreightSurcharge> surcharges = {};
  /// Zero where the goods reach the amount from which the way is free.
  Money charge;
  /// That amount, where the card has one for the zone.
  std::optional<Money> free_from = {};
  friend bool operator==(const FreightLeg&, const FreightLeg&) = default;
};

/// The part of the freight that is taxed for one reason and at one rate.
struct FreightPart {
  TaxWhy why;
  Money net;
  Money tax;
  /// Minor units, one for each of `why.authorities`.
  std::vector<std::int64_t> shares = {};
};

/// What the customer pays for the way: as entered, less a discount, and what the place takes of it.
struct FreightOutcome {
  Money charge;
  Money discount;
  /// charge - discount; less the tax where the prices include it.
  Money net;
  /// nullopt where it could not be taxed.
  std::optional<Money> tax;
  /// In the order of the tax groups; the nets sum to the net, the taxes to the tax.
  std::vector<FreightPart> parts;
  /// By rate card: one for each ship-to, in the order of their codes; empty where it was entered.
  std::vector<FreightLeg> legs = {};
};

/// The lines of one reason, place and rate; `why.tax_class` is empty, since classes may share it.
struct TaxGroup {
  TaxWhy why;
  Money taxable;
  Money tax;
  /// Minor units, one for each of `why.authorities`; they sum to the tax.
  std::vector<std::int64_t> shares = {};
};

struct Outcome {
  std::string core_version;
  Digest snapshot;
  Date as_of;
  OrderId order_id;
  Channel channel = Channel::rep;
  std::optional<CustomerCode> customer;
  std::optional<ShipToCode> ship_to;
  std::string po_number;
  std::optional<Date> requested_date;
  Verdict verdict = Verdict::refuse;
  /// Errors first where they stand, in the order of the rooms and then of the lines.
  Issues issues;
  std::vector<LineOutcome> lines;
  std::vector<TaxGroup> tax_groups;
  /// Stage by stage, in each by rank and code; then those whose coupon gave nothing.
  std::vector<PromotionOutcome> promotions;
  std::optional<FreightOutcome> freight;
  Rounding rounding = Rounding::half_up;
  TaxRoundingLevel tax_rounding_level = TaxRoundingLevel::document;
  AuthorityRounding authority_rounding = AuthorityRounding::each;
  /// The rule that chose these three; nullopt: the company's own.
  std::optional<RoundingRule> rounding_rule;
  /// demo where a rate of a demo table was used.
  TaxTable tax_table = TaxTable::own;
  /// That of the customer's price list; nullopt where there is none.
  std::optional<Currency> currency;
  /// Of the goods, without freight; nullopt where no line could be priced.
  std::optional<Money> net;
  std::optional<Money> tax;
  /// net + freight + tax.
  std::optional<Money> total;
  /// Where a smallest coin is set: what is to be paid, and its difference to the total (EN 16931,
  /// BT-114 and BT-115).
  std::optional<Money> payable;
  std::optional<Money> cash_rounding;
  std::optional<Date> ship_from = {};
  std::optional<Date> ship_until = {};
  DeliveryRule delivery = DeliveryRule::partial;
  /// Empty: none was said by anyone.
  std::string incoterm = {};
  /// Those that silenced an issue, in the order's order.
  std::vector<Override> overrides = {};
  /// nullopt: no rule set of the company is for this order.
  std::optional<RulesOutcome> rules = {};
};

std::string_view verdict_name(Verdict verdict);
std::string_view tax_reason_name(TaxReason reason);
std::optional<TaxReason> parse_tax_reason(std::string_view name);

}  // namespace tally
