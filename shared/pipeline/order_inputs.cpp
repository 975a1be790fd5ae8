#include "shared/pipeline/order_inputs.hpp"

#include <algorithm>

#include "shared/base/decimal.hpp"
#include "shared/base/rounding.hpp"
#include "shared/data/lookups.hpp"

namespace tally::pipeline {

using rules::FieldRange;
using rules::FieldType;
using rules::OrderField;

namespace {

constexpr std::int64_t thousandths_each = 1'000;
constexpr std::int64_t basis_points_whole = 10'000;

std::int64_t whole_units(Quantity quantity) {
  return (quantity.thousandths + thousandths_each - 1) / thousandths_each;
}

/// In the other currency, by the rate of the day; nullopt where there is none.
std::optional<std::int64_t> minor_in(const Money& amount, Currency currency,
                                     const std::vector<ExchangeRate>& rates, Date day) {
  if (amount.currency == currency) return amount.minor;
  const ExchangeRate* rate = rate_on(rates, amount.currency, day);
  if (rate == nullptr) return std::nullopt;
  const int128 product = int128{amount.minor} * rate->billionths *
                         power_of_ten(currency.decimals());
  return round_div(product, int128{1'000'000'000} * power_of_ten(amount.currency.decimals()),
                   Rounding::half_up);
}

/// How far the net lies below what the list asks, in basis points; nothing where it does not.
std::int64_t discount_of(const LineOutcome& line) {
  if (!line.net || !line.quantity || !line.price_why || !line.price_why->list_price) return 0;
  const std::int64_t list_price = line.price_why->list_price->ten_thousandths;
  // What the list asks, in ten-millionths of a unit of currency: exact.
  const int128 asked = int128{list_price} * line.quantity->thousandths;
  const int128 net = int128{line.net->minor} * power_of_ten(7 - line.net->currency.decimals());
  if (asked <= 0 || net >= asked || line.price_why->unit != OrderUnit::each) return 0;
  return round_div((asked - net) * basis_points_whole, asked, Rounding::half_up).value_or(0);
}

std::optional<Date> first_requested(const Draft& draft) {
  std::optional<Date> first = draft.requested_date;
  for (const DraftLine& line : draft.lines) {
    if (line.requested_date && (!first || *line.requested_date < *first)) {
      first = line.requested_date;
    }
  }
  return first;
}

bool is_address_issue(const Issue& issue) {
  const std::uint16_t number = code_row(issue.code).number;
  return number >= 1400 && number < 1500;
}

}  // namespace

OrderInputs::OrderInputs(const rules::OrderWords& words)
    : words_(&words), values_(words.vocabulary.fields.size(), rules::missing_value) {}

OrderInputs::OrderInputs(const rules::OrderWords& words, std::span<const RuleInput> recorded)
    : OrderInputs(words) {
  for (const RuleInput& input : recorded) {
    const auto field = rules::find_field(words.vocabulary, input.field);
    if (!field) continue;
    const rules::Field& known = words.vocabulary.fields[*field];
    if (known.type != FieldType::choice) {
      values_[*field] = input.value;
      continue;
    }
    const auto word = std::ranges::find(known.values, input.word);
    if (word != known.values.end()) values_[*field] = word - known.values.begin();
  }
}

void OrderInputs::set(OrderField field, std::int64_t value) {
  const FieldRange range = words_->range(field);
  if (range.count == 1) values_[range.first] = value;
}

void OrderInputs::set_listed(OrderField field, std::string_view list, std::string_view word,
                             std::int64_t value) {
  const auto words = words_->list(list);
  const auto found = std::ranges::find(words, word);
  const auto place = static_cast<std::uint16_t>(found - words.begin());
  const FieldRange range = words_->range(field);
  if (found != words.end() && place < range.count) values_[range.first + place] = value;
}

void OrderInputs::set_word(OrderField field, std::string_view word) {
  const FieldRange range = words_->range(field);
  if (range.count != 1) return;
  const auto& known = words_->vocabulary.fields[range.first].values;
  auto found = std::ranges::find(known, word);
  if (found == known.end()) found = std::ranges::find(known, "other");
  if (found != known.end()) values_[range.first] = found - known.begin();
}

void OrderInputs::set_money(OrderField field, const std::optional<Money>& amount,
                            const Facts& facts) {
  if (!amount) return;
  const auto minor =
      minor_in(*amount, words_->vocabulary.currency, facts.rule_rates, as_of_.date);
  if (minor) set(field, *minor);
}

void OrderInputs::take_draft(const Draft& draft, const Facts& facts, AsOf as_of) {
  as_of_ = as_of;
  set_word(OrderField::sales_channel, channel_name(draft.channel));
  set(OrderField::order_date, as_of.date.days());
  set(OrderField::weekday, as_of.date.weekday() - 1);
  set_fact(OrderField::coupon_given, !draft.coupons.empty());
  set_fact(OrderField::po_given, !draft.po_number.empty());
  if (const auto day = first_requested(draft)) {
    set(OrderField::requested_days, day->days() - as_of.date.days());
  }
  take_customer(facts);
  take_place(draft, facts);
  take_lines(draft, facts);
  set_fact(OrderField::partial_allowed, delivery_of(draft, facts) == DeliveryRule::partial);
  const std::string& incoterm = incoterm_of(draft, facts);
  if (!incoterm.empty()) set_word(OrderField::incoterm, incoterm);
}

void OrderInputs::take_customer(const Facts& facts) {
  set_fact(OrderField::customer_new, facts.customer_is_new);
  if (!facts.customer) return;
  const Customer& customer = *facts.customer;
  const FieldRange groups = words_->range(OrderField::customer_group);
  std::fill_n(values_.begin() + groups.first, groups.count, 0);
  for (const CustomerGroup& each : customer.groups) {
    set_listed(OrderField::customer_group, "group", each.text(), 1);
  }
  if (!customer.terms.empty()) set_word(OrderField::payment_term, customer.terms);
  if (!customer.billing.country.empty()) {
    set_word(OrderField::billing_country, customer.billing.country);
  }
  set_fact(OrderField::requires_po, customer.po_number == PoNumberRule::required);
}

void OrderInputs::take_place(const Draft& draft, const Facts& facts) {
  set(OrderField::ship_to_count, static_cast<std::int64_t>(facts.places.size()));
  set_fact(OrderField::ship_to_new, !facts.new_ship_tos.empty());
  if (!facts.customer) return;
  set_fact(OrderField::tax_exempt, false);
  const ShipTo* ship_to = ship_to_of(draft, facts);
  if (ship_to == nullptr || ship_to->address.country.empty()) return;
  const std::string& country = ship_to->address.country;
  set_word(OrderField::shipping_country, country);
  const std::string& billing = facts.customer->billing.country;
  if (!billing.empty()) set_fact(OrderField::countries_match, billing == country);
  std::optional<Date> last;
  bool is_endless = false;
  for (const Exemption& exemption : facts.customer->exemptions) {
    if (exemption.country != country) continue;
    set_fact(OrderField::tax_exempt, true);
    is_endless = is_endless || !exemption.valid_until;
    if (exemption.valid_until && (!last || *last < *exemption.valid_until)) {
      last = exemption.valid_until;
    }
  }
  if (last && !is_endless) {
    set(OrderField::certificate_days, last->days() - as_of_.date.days());
  }
}

void OrderInputs::take_lines(const Draft& draft, const Facts& facts) {
  std::int64_t total = 0, largest = 0, weight_g = 0, weightless = 0, agreed = 0;
  bool is_hazardous = false;
  bool has_note = !draft.note.empty();
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const DraftLine& line = draft.lines[i];
    agreed += line.agreed_price_ten_thousandths ? 1 : 0;
    has_note = has_note || !line.note.empty();
    const ProductFacts* found = product_of_line(facts, i);
    if (found == nullptr) continue;
    is_hazardous = is_hazardous || !found->product.un_number.empty();
    weightless += found->product.weight_g == 0 ? 1 : 0;
    const auto ordered = units_ordered(line, found->product);
    if (!ordered) continue;
    total += ordered->thousandths;
    largest = std::max(largest, whole_units(*ordered));
    const int128 grams = int128{found->product.weight_g} * ordered->thousandths;
    weight_g += round_div(grams, thousandths_each, Rounding::up).value_or(0);
  }
  set(OrderField::line_count, static_cast<std::int64_t>(draft.lines.size()));
  set(OrderField::quantity_total, whole_units(Quantity{total}));
  set(OrderField::largest_quantity, largest);
  set(OrderField::order_weight, weight_g);
  set(OrderField::weightless_lines, weightless);
  set(OrderField::agreed_prices, agreed);
  set_fact(OrderField::hazardous, is_hazardous);
  set_fact(OrderField::note_given, has_note);
}

void OrderInputs::take_prices(const Outcome& outcome, const Facts& facts) {
  if (!outcome.currency) return;
  std::optional<Money> before = Money{0, *outcome.currency};
  std::optional<Money> after = before;
  std::int64_t largest_discount = 0;
  std::int64_t unpriced = 0;
  for (const LineOutcome& line : outcome.lines) {
    if (!line.net) {
      ++unpriced;
      continue;
    }
    const Money extended = line.extended.value_or(*line.net);
    if (before) before = add(*before, extended);
    if (after) after = add(*after, *line.net);
    largest_discount = std::max(largest_discount, discount_of(line));
  }
  set_money(OrderField::goods_before_discounts, before, facts);
  set_money(OrderField::goods_total, after, facts);
  set(OrderField::largest_discount, largest_discount);
  set(OrderField::unpriced_lines, unpriced);
}

void OrderInputs::take_totals(const Outcome& outcome, const Facts& facts) {
  set_money(OrderField::order_total, outcome.total, facts);
  set_money(OrderField::tax_total, outcome.tax, facts);
  if (outcome.currency) {
    const Money none{0, *outcome.currency};
    set_money(OrderField::freight_charge, outcome.freight ? outcome.freight->net : none, facts);
  }
  std::string_view address = "valid";
  for (const Issue& issue : outcome.issues) {
    if (!is_address_issue(issue) || issue.severity == Severity::note) continue;
    if (issue.severity == Severity::error) address = "failed";
    if (address == "valid") address = "doubtful";
  }
  set_word(OrderField::address_check, address);
  set(OrderField::warnings_passed, static_cast<std::int64_t>(outcome.overrides.size()));
}

std::vector<RuleInput> OrderInputs::recorded(std::span<const std::uint16_t> fields) const {
  std::vector<RuleInput> inputs;
  for (const std::uint16_t field : fields) {
    const std::int64_t value = values_[field];
    if (value == rules::missing_value) continue;
    const rules::Field& known = words_->vocabulary.fields[field];
    RuleInput input{known.phrase, value, {}};
    if (known.type == FieldType::choice) {
      input.word = known.values[static_cast<std::size_t>(value)];
      input.value = 0;
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace tally::pipeline
