#include "shared/price/list_price.hpp"

namespace tally::price {

namespace {

/// True where `candidate` stands before `best`: a higher break, then the later beginning.
bool is_better(const Price& candidate, const Price& best) {
  if (candidate.quantity_from != best.quantity_from) {
    return candidate.quantity_from > best.quantity_from;
  }
  if (!candidate.valid_from) return false;
  return !best.valid_from || *candidate.valid_from > *best.valid_from;
}

}  // namespace

ListPrice choose_list_price(const std::vector<Price>& prices, Quantity quantity, AsOf as_of) {
  ListPrice choice;
  for (const Price& price : prices) {
    // The first list that has a price ends the search: its fallbacks come behind it.
    if (choice.applied != nullptr && price.list != choice.applied->list) break;
    if (!is_valid_on(as_of.date, price.valid_from, price.valid_until)) continue;
    if (price.quantity_from > quantity) continue;
    if (choice.applied == nullptr || is_better(price, *choice.applied)) choice.applied = &price;
  }
  if (choice.applied == nullptr) return choice;
  for (const Price& price : prices) {
    if (price.list != choice.applied->list || price.quantity_from <= quantity) continue;
    if (!is_valid_on(as_of.date, price.valid_from, price.valid_until)) continue;
    if (price.price.ten_thousandths >= choice.applied->price.ten_thousandths) continue;
    const bool nearer = choice.next == nullptr || price.quantity_from < choice.next->quantity_from;
    const bool newer = choice.next != nullptr &&
                       price.quantity_from == choice.next->quantity_from &&
                       is_better(price, *choice.next);
    if (nearer || newer) choice.next = &price;
  }
  return choice;
}

}  // namespace tally::price
