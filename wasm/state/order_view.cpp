#include "wasm/state/order_view.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/explain/explain.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_reader.hpp"
#include "wasm/state/decision.hpp"
#include "wasm/state/order_list.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string text_of(const std::optional<Money>& money) {
  return money ? amount_text(*money) : "–";
}
std::string text_of(const std::optional<UnitPrice>& price) {
  return price ? amount_text(*price) : "–";
}
std::string text_of(const std::optional<Quantity>& quantity) {
  return quantity ? say_quantity(*quantity) : "–";
}

std::string group_label(const TaxGroup& group) {
  const std::string place =
      group.why.admin_area.empty() ? group.why.country
                                   : group.why.country + " " + group.why.admin_area;
  if (group.why.reason == TaxReason::exempt) return "Tax " + place + ", exempt";
  return "Tax " + place + " " + print_rate(group.why.rate) + " %";
}

OrderViewLine view_line(const LineOutcome& line, Catalogue* catalogue) {
  OrderViewLine view;
  view.id = line.id;
  if (line.sku) view.sku = line.sku->text();
  if (const Product* product = catalogue ? catalogue->find_product(view.sku) : nullptr) {
    const ProductWords words = product_words(*product);
    view.product = words.name;
    view.variant = words.variant;
  }
  view.quantity = text_of(line.ordered);
  view.unit = line.unit == OrderUnit::case_pack ? "case" : "each";
  view.price = text_of(line.price);
  view.net = text_of(line.net);
  view.tax = text_of(line.tax);
  if (line.tax_why) {
    const bool exempt = line.tax_why->reason == TaxReason::exempt;
    view.tax_rate = exempt ? "exempt" : print_rate(line.tax_why->rate) + " %";
  }
  if (line.ship_to) view.ship_to = line.ship_to->text();
  if (line.requested_date) view.wanted = line.requested_date->print();
  view.agreed = line.price_why && line.price_why->source == PriceSource::agreed;
  view.why = why_of(line);
  return view;
}

template <typename Value>
void add_difference(std::vector<Difference>& all, const std::string& what,
                    const std::optional<Value>& told, const std::optional<Value>& today) {
  if (told != today) all.push_back({what, text_of(told), text_of(today)});
}

OrderViewEvent view_event(const OrderEvent& event, const Clock& clock) {
  std::string what = event.what;
  std::ranges::replace(what, '_', ' ');
  const std::int64_t at = read_instant(event.at);
  std::string when = at == 0 ? event.at : moment_text(clock, at);
  if (!event.by.empty()) when += ", " + event.by;
  return {capital(std::move(what)), event.words, std::move(when)};
}

/// The same order on the same day, with the prices that this device has now.
void add_differences(OrderView& view, Catalogue& catalogue) {
  LiveDecision today(catalogue);
  if (view.order.lines.empty() || !today.decide(view.order, AsOf{view.outcome->as_of})) return;
  view.differences = compare(*view.outcome, today.outcome());
}

std::string less(const Money& amount) { return "\u2212" + money_text(amount); }

/// What the goods came to before promotions and rules, and what those took; nothing where none did.
void add_discounts(const Outcome& outcome,
                   std::vector<std::pair<std::string, std::string>>& figures) {
  if (!outcome.net) return;
  Money before{0, outcome.net->currency}, taken = before, ruled = before;
  for (const LineOutcome& line : outcome.lines) {
    const auto& shown = line.extended ? line.extended : line.gross ? line.gross : line.net;
    if (shown) before.minor += shown->minor;
    for (const LineDiscount& discount : line.discounts) taken.minor += discount.amount.minor;
    if (line.rule_discount) ruled.minor += line.rule_discount->minor;
  }
  if (taken.minor == 0 && ruled.minor == 0) return;
  figures.emplace_back("Goods", money_text(before));
  if (taken.minor != 0) figures.emplace_back("Promotions", less(taken));
  if (ruled.minor != 0) figures.emplace_back("Discount by rules", less(ruled));
}

/// "$24.10, 19.3 % of the net, 2 lines without a cost".
std::string margin_words(const OrderMargin& margin, const Currency& currency) {
  const std::int64_t earned = margin.net - margin.cost;
  std::string words = money_text(Money{earned, currency});
  if (margin.net > 0) {
    // Tenths of a percent, rounded half away from zero; only for people to read.
    const std::int64_t twice = earned * 2000 / margin.net;
    const std::int64_t tenths = (twice + (twice < 0 ? -1 : 1)) / 2;
    words += ", " + print_decimal(tenths, 1, 0) + " % of the net";
  }
  if (margin.lines_without_cost > 0) {
    words += ", " + count_of(margin.lines_without_cost, "line") + " without a cost";
  }
  return words;
}

}  // namespace

std::vector<std::string> why_of(const LineOutcome& line) {
  std::vector<std::string> why = explain::say_price(line);
  std::ranges::move(explain::say_discounts(line), std::back_inserter(why));
  if (line.tax_why && line.tax) {
    why.push_back(explain::say_tax(*line.tax_why) + " Its share here is " + say_money(*line.tax) +
                  ".");
  }
  return why;
}

std::vector<std::pair<std::string, std::string>> steps_of(const LineOutcome& line) {
  std::vector<std::pair<std::string, std::string>> steps;
  if (!line.price || !line.price_why || !line.net) return steps;
  const PriceWhy& why = *line.price_why;
  if (why.base_price) steps.emplace_back("Base price", money_text(*why.base_price));
  if (why.list_price) steps.emplace_back("List price", money_text(*why.list_price));
  const bool agreed = why.source == PriceSource::agreed;
  if (agreed) steps.emplace_back("Agreed price", money_text(*line.price));
  const bool by_case = !agreed && why.unit == OrderUnit::case_pack;
  const Money before = line.extended.value_or(line.gross.value_or(*line.net));
  const std::string count = text_of(by_case ? line.ordered : line.quantity);
  steps.emplace_back("Times " + count + (by_case ? " cases" : ""), money_text(before));
  for (const LineDiscount& discount : line.discounts) {
    steps.emplace_back("Promotion " + discount.promotion.text(), less(discount.amount));
  }
  if (line.rule_discount) steps.emplace_back("Discount by rules", less(*line.rule_discount));
  if (line.gross && line.tax) steps.emplace_back("Tax in the price", less(*line.tax));
  steps.emplace_back("Net", money_text(*line.net));
  return steps;
}

std::vector<std::string> promotions_of(const std::vector<PromotionOutcome>& promotions,
                                       std::size_t most) {
  std::vector<std::string> said;
  for (const PromotionState state : {PromotionState::applied, PromotionState::nearly,
                                     PromotionState::failed, PromotionState::outdone}) {
    for (const PromotionOutcome& promotion : promotions) {
      if (said.size() == most) return said;
      if (promotion.state == state) said.push_back(explain::say_promotion(promotion));
    }
  }
  return said;
}

std::vector<std::pair<std::string, std::string>> figures_of(const Outcome& outcome) {
  std::vector<std::pair<std::string, std::string>> figures;
  add_discounts(outcome, figures);
  if (outcome.net) figures.emplace_back("Net", money_text(*outcome.net));
  if (outcome.freight) figures.emplace_back("Freight", money_text(outcome.freight->net));
  for (const TaxGroup& group : outcome.tax_groups) {
    figures.emplace_back(group_label(group), money_text(group.tax));
  }
  if (outcome.total) figures.emplace_back("Total", money_text(*outcome.total));
  if (outcome.payable) figures.emplace_back("To pay", money_text(*outcome.payable));
  return figures;
}

namespace {

std::optional<Money> freight_of(const Outcome& outcome) {
  return outcome.freight ? std::optional(outcome.freight->net) : std::nullopt;
}

}  // namespace

std::vector<Difference> compare(const Outcome& told, const Outcome& today) {
  std::vector<Difference> all;
  add_difference(all, "Total", told.total, today.total);
  add_difference(all, "Net", told.net, today.net);
  add_difference(all, "Freight", freight_of(told), freight_of(today));
  add_difference(all, "Tax", told.tax, today.tax);
  const std::size_t count = std::min(told.lines.size(), today.lines.size());
  for (std::size_t at = 0; at < count; ++at) {
    const LineOutcome& left = told.lines[at];
    const LineOutcome& right = today.lines[at];
    const std::string line = "Line " + std::to_string(at + 1) +
                             (left.sku ? ", " + left.sku->text() + ", " : ", ");
    add_difference(all, line + "price", left.price, right.price);
    add_difference(all, line + "quantity", left.quantity, right.quantity);
    add_difference(all, line + "net", left.net, right.net);
    add_difference(all, line + "tax", left.tax, right.tax);
  }
  return all;
}

std::vector<std::string> address_lines(const Address& address) {
  std::vector<std::string> lines;
  const auto add = [&lines](std::string line) {
    if (!line.empty()) lines.push_back(std::move(line));
  };
  add(address.recipient);
  add(address.street_1);
  add(address.street_2);
  std::string town = address.postal_code;
  if (!address.locality.empty()) town += (town.empty() ? "" : " ") + address.locality;
  if (!address.admin_area.empty()) town += (town.empty() ? "" : ", ") + address.admin_area;
  add(std::move(town));
  add(address.country);
  return lines;
}

std::string ship_to_words(const ShipTo& ship_to, const Customer& customer) {
  std::string words = ship_to.code.text();
  for (const std::string& line : address_lines(ship_to.address)) {
    if (line != customer.name) words += ", " + line;
  }
  return words;
}

OrderView make_order_view(OrderDetail detail, Catalogue* catalogue, const Clock& clock) {
  OrderView view;
  view.outcome = wire::read_outcome(detail.outcome);
  if (auto order = wire::read_order(detail.order)) view.order = *std::move(order);
  view.detail = std::move(detail);
  if (view.outcome) {
    for (const LineOutcome& line : view.outcome->lines) {
      view.lines.push_back(view_line(line, catalogue));
    }
    view.figures = figures_of(*view.outcome);
    for (const TaxGroup& group : view.outcome->tax_groups) {
      view.figures_why.push_back(explain::say_tax(group.why) + " On " + say_money(group.taxable) +
                                 " that is " + say_money(group.tax) + ".");
    }
    view.figures_why.push_back(explain::say_rounding(*view.outcome));
    if (view.outcome->rules) view.rulings = explain::say_rulings(*view.outcome->rules);
    view.promotions = promotions_of(view.outcome->promotions,
                                    view.outcome->promotions.size());
    const std::string table = explain::say_tax_table(*view.outcome);
    if (!table.empty()) view.figures_why.push_back(table);
    for (const Issue& issue : view.outcome->issues) {
      const auto path = parse_line_path(issue.path);
      if (!path || path->index >= view.lines.size()) continue;
      if (issue.severity != Severity::note) view.lines[path->index].issue = say(issue).sentence;
    }
    const bool waits = view.detail.row.state == "waiting";
    if (waits && catalogue != nullptr) add_differences(view, *catalogue);
  }
  add_delivery(view, catalogue);
  const auto currency = Currency::parse(view.detail.row.currency);
  if (view.detail.margin && currency) view.margin = margin_words(*view.detail.margin, *currency);
  for (const DeliveryNote& note : view.detail.notes) {
    view.notes.push_back({note, note_words(note, clock)});
  }
  for (const OrderEvent& event : view.detail.events) {
    view.events.push_back(view_event(event, clock));
  }
  return view;
}

}  // namespace tally::app
