// Why a line costs what it costs, in sentences.
#include "shared/data/exchange_rate.hpp"
#include "shared/explain/explain.hpp"

namespace tally::explain {

namespace {

/// " from 24 on"; nothing where a price holds for every quantity.
std::string from_quantity(const PriceWhy& why) {
  if (why.quantity_from == Quantity{}) return {};
  std::string said = " from " + say_quantity(why.quantity_from) + " on";
  if (why.family_quantity) said += " over the family";
  return said;
}

std::string say_list(const PriceWhy& why) {
  switch (why.level) {
    case PriceLevel::contract: return "contract " + why.list->text();
    case PriceLevel::customer: return "the customer's own list " + why.list->text();
    case PriceLevel::group: return "group list " + why.list->text();
    case PriceLevel::standard:
    case PriceLevel::fallback: break;
  }
  return "price list " + why.list->text();
}

std::string a_case(const PriceWhy& why) {
  return why.unit == OrderUnit::case_pack ? " a case" : "";
}

void say_list_price(const PriceWhy& why, std::vector<std::string>& said) {
  said.push_back("List price " + say_money(*why.list_price) + a_case(why) + from_quantity(why) +
                 ", " + say_list(why) + ".");
  if (why.percent_off && why.base_list && why.base_price) {
    said.push_back("That is " + print_rate(*why.percent_off) + " % off " +
                   say_money(*why.base_price) + " of price list " + why.base_list->text() + ".");
  }
  if (why.foreign_price && why.exchange_billionths) {
    std::string rate = "Converted from " + say_money(*why.foreign_price) + " at " +
                       print_exchange_rate(*why.exchange_billionths);
    if (why.exchange_from) rate += ", the rate of " + why.exchange_from->print();
    said.push_back(rate + ".");
  }
  if (why.family_quantity) {
    said.push_back("The family's lines order " + say_quantity(*why.family_quantity) +
                   " together.");
  }
}

void say_next_break(const LineOutcome& line, const PriceWhy& why,
                    std::vector<std::string>& said) {
  const bool by_case = why.unit == OrderUnit::case_pack;
  const auto have = why.family_quantity ? why.family_quantity
                    : by_case           ? line.ordered
                                        : line.quantity;
  if (!why.next_break || !why.next_price || !have || why.source != PriceSource::list) return;
  const Quantity more{why.next_break->thousandths - have->thousandths};
  const std::string cases = by_case ? " case(s)" : "";
  said.push_back(say_quantity(more) + cases + " more and the price is " +
                 say_money(*why.next_price) + a_case(why) + " (price from " +
                 say_quantity(*why.next_break) + " on).");
}

}  // namespace

std::vector<std::string> say_price(const LineOutcome& line) {
  std::vector<std::string> said;
  if (!line.price || !line.price_why) return said;
  const PriceWhy& why = *line.price_why;
  if (why.list && why.list_price) {
    say_list_price(why, said);
  } else {
    said.push_back("No price list holds this product.");
  }
  const bool agreed = why.source == PriceSource::agreed;
  if (agreed) said.push_back("Agreed price " + say_money(*line.price) + " instead.");
  const bool by_case = !agreed && why.unit == OrderUnit::case_pack;
  const auto& priced = by_case ? line.ordered : line.quantity;
  if (line.net && priced) {
    const std::string cases = by_case ? " case(s)" : "";
    // Before promotions, and with the tax where the prices include it.
    const Money amount = line.extended.value_or(line.gross.value_or(*line.net));
    said.push_back(say_quantity(*priced) + cases + " at " + say_money(*line.price) + " is " +
                   say_money(amount) + (line.gross ? ", tax included." : "."));
  }
  say_next_break(line, why, said);
  return said;
}

}  // namespace tally::explain
