// The records of check_document about money that no order of the parity test reaches in all its
// ways: rate cards, credit, orders that came twice, what is unusual. Their first line is a day or
// figures with blanks between, "-" where there is none.
#include <algorithm>
#include <sstream>

#include "shared/base/decimal.hpp"
#include "shared/credit/credit.hpp"
#include "shared/credit/duplicates.hpp"
#include "shared/credit/fraud.hpp"
#include "shared/explain/explain.hpp"
#include "shared/freight/csv.hpp"
#include "shared/freight/freight.hpp"
#include "tests/parity/check_document.hpp"

namespace tally::tests {

namespace {

/// Words of a line, one after the other.
class Words {
 public:
  explicit Words(std::string_view line) : stream_(std::string(line)) {}

  std::string text() {
    std::string word;
    stream_ >> word;
    return word == "-" ? "" : word;
  }
  std::optional<std::int64_t> number_or_none() {
    const std::string word = text();
    const auto number = parse_decimal(word, 0);
    return number ? std::optional(*number) : std::nullopt;
  }
  std::int64_t number() { return number_or_none().value_or(0); }
  Currency currency() { return Currency::parse(text()).value_or(Currency{}); }

 private:
  std::istringstream stream_;
};

std::string say_leg(const FreightLeg& leg) {
  std::string said = leg.zone + " " + std::to_string(leg.weight_g) + " " +
                     std::to_string(leg.charged_weight_g) + " " + std::to_string(leg.volume_cm3) +
                     " " + std::to_string(leg.base.minor) + " " + std::to_string(leg.charge.minor);
  for (const std::string& line : explain::say_freight(leg)) said += "\n" + line;
  return said + "\n";
}

bool has_error(const Issues& issues) {
  return std::ranges::any_of(
      issues, [](const Issue& issue) { return issue.severity == Severity::error; });
}

}  // namespace

std::string check_freight(std::string_view text) {
  Words words(take_line(text));
  const Date day = Date::parse(words.text()).value_or(Date{});
  const Money goods{words.number(), words.currency()};
  freight::Consignment consignment;
  consignment.destination = {ShipToCode::parse("HOME").value(), words.text(), words.text(),
                             words.text(), words.text() == "box" ? freight::DeliveryPoint::po_box
                                                                 : freight::DeliveryPoint::street};
  consignment.goods = goods;
  Product product;
  product.sku = Sku::parse("BOX").value();
  product.weight_g = words.number();
  product.length_mm = words.number();
  product.width_mm = product.height_mm = words.number();
  product.un_number = words.text();
  consignment.lines = {{&product, Quantity{words.number()}}};
  const auto cards = freight::read_rate_cards_csv(text);
  if (!cards) return say_all(cards.error());
  std::string said;
  for (const RateCard& card : *cards) {
    const Issues found = freight::check_rate_card(card);
    said += freight::print_rate_card_csv(card) + say_all(found);
    if (has_error(found)) continue;
    const freight::Charged charged = freight::charge_freight(card, consignment, day);
    said += say_all(charged.issues);
    if (charged.leg) said += say_leg(*charged.leg);
  }
  return said;
}

std::string check_credit(std::string_view text) {
  Words words(take_line(text));
  credit::CreditFacts facts;
  facts.customer = "Harbour Stores";
  facts.currency = words.currency();
  const auto limit = words.number_or_none();
  const Currency limit_currency = words.currency();
  if (limit) facts.limit = Money{*limit, limit_currency};
  facts.invoices = {words.number(), facts.currency};
  facts.orders = {words.number(), facts.currency};
  if (const auto order = words.number_or_none()) facts.order = Money{*order, facts.currency};
  if (const auto days = words.number_or_none()) {
    const Date due = Date::parse("2026-03-02").value().plus_days(static_cast<std::int32_t>(-*days));
    facts.oldest = credit::OverdueItem{"R-1", due, *days, Money{1'000, facts.currency}};
  }
  facts.hold = words.text();
  facts.action = parse_credit_action(words.text());
  credit::CreditPolicy policy;
  policy.action = parse_credit_action(words.text()).value_or(CreditAction::route);
  if (const auto most = words.number_or_none()) {
    policy.overdue_days_max = static_cast<std::int32_t>(*most);
  }
  policy.tolerance = Rate{words.number()};
  policy.open_orders = words.text() == "left" ? credit::OpenOrders::left_out
                                              : credit::OpenOrders::counted;
  const credit::CreditDecision decided = credit::decide_credit(facts, policy);
  std::string said = std::to_string(static_cast<int>(decided.verdict));
  for (const auto& money : {decided.used, decided.available, decided.over_by}) {
    said += " " + (money ? std::to_string(money->minor) : "-");
  }
  for (const Issue& issue : decided.issues) {
    said += credit::can_be_released(issue.code) ? " released by finance" : " held";
  }
  return said + "\n" + say_all(decided.issues);
}

std::string check_doubles(std::string_view text) {
  Words words(take_line(text));
  const std::int64_t window = words.number();
  const auto read = [](std::string_view line) {
    Words parts(line);
    credit::Candidate made;
    made.number = parts.text();
    made.at = Instant{parts.number()};
    made.goods = parts.text();
    made.po_number = parts.text();
    return made;
  };
  const credit::Candidate order = read(take_line(text));
  std::vector<Override> overrides;
  if (const std::string_view reason = take_line(text); !reason.empty()) {
    overrides.push_back({IssueCode::po_number_used, "", std::string(reason)});
  }
  std::vector<credit::Candidate> candidates;
  while (!text.empty()) candidates.push_back(read(take_line(text)));
  return credit::po_key(order.po_number) + "\n" +
         say_all(credit::decide_duplicates(
             {"Harbour Stores", order.po_number, order.goods, order.at}, candidates, window,
             overrides));
}

std::string check_unusual(std::string_view text) {
  Words words(take_line(text));
  credit::FraudFacts facts;
  facts.customer = "Harbour Stores";
  facts.is_first_order = words.text() == "first";
  const Currency currency = words.currency();
  if (const auto order = words.number_or_none()) facts.order = Money{*order, currency};
  facts.billing_country = words.text();
  facts.shipping_country = words.text();
  facts.orders_in_hour = words.number();
  facts.others_at_ship_to = words.number();
  const auto review = credit::read_fraud_review(text);
  return review ? say_all(credit::decide_fraud(facts, *review)) : "no review\n";
}

}  // namespace tally::tests
