#include "shared/price/list_price.hpp"

namespace tally::price {

namespace {

/// 2: of the product itself, 1: of its family, 0: of everything.
int target_rank(const Price& price) {
  if (!price.sku.text().empty()) return 2;
  return price.family.empty() ? 0 : 1;
}

/// True where `candidate` stands before `best` on one list: a case price, the closer target, the
/// higher break, the later beginning.
bool is_better(const Price& candidate, const Price& best) {
  if (candidate.unit != best.unit) return candidate.unit == OrderUnit::case_pack;
  const int rank = target_rank(candidate), best_rank = target_rank(best);
  if (rank != best_rank) return rank > best_rank;
  if (candidate.quantity_from != best.quantity_from) {
    return candidate.quantity_from > best.quantity_from;
  }
  if (!candidate.valid_from) return false;
  return !best.valid_from || *candidate.valid_from > *best.valid_from;
}

Quantity counted(const Price& price, const PriceList& list, const Wanted& wanted) {
  if (price.unit == OrderUnit::case_pack) return wanted.cases.value_or(Quantity{});
  const bool by_family = list.breaks == BreakCount::family && wanted.family_units;
  return by_family ? *wanted.family_units : wanted.units;
}

/// The same line with so many as a break asks for.
Wanted with_count(Wanted wanted, const Price& price, const PriceList& list) {
  if (price.unit == OrderUnit::case_pack) {
    wanted.cases = price.quantity_from;
  } else if (list.breaks == BreakCount::family && wanted.family_units) {
    wanted.family_units = price.quantity_from;
  } else {
    wanted.units = price.quantity_from;
  }
  return wanted;
}

}  // namespace

ListPrices::ListPrices(const Facts& facts, AsOf as_of)
    : as_of_(as_of), rounding_(facts.policy.rounding) {
  links_.reserve(facts.price_lists.size());
  for (std::size_t i = 0; i < facts.price_lists.size(); ++i) {
    Link link{.list = &facts.price_lists[i], .level = facts.price_levels[i]};
    link.is_valid = is_valid_on(as_of.date, link.list->valid_from, link.list->valid_until);
    link.is_foreign = facts.currency && link.list->currency != *facts.currency;
    if (link.is_foreign) {
      link.rate = rate_on(facts.exchange_rates, link.list->currency, as_of.date);
    }
    links_.push_back(link);
  }
}

std::vector<const PriceList*> ListPrices::without_rate() const {
  std::vector<const PriceList*> lists;
  for (const Link& link : links_) {
    if (link.is_valid && link.is_foreign && link.rate == nullptr) lists.push_back(link.list);
  }
  return lists;
}

bool ListPrices::applies(const Price& price, const PriceList& list, const Wanted& wanted) const {
  if (price.unit == OrderUnit::case_pack && !wanted.cases) return false;
  if (price.quantity_from > counted(price, list, wanted)) return false;
  return is_valid_on(as_of_.date, price.valid_from, price.valid_until);
}

ListPrices::Found ListPrices::find(const std::vector<Price>& prices, std::size_t from,
                                   const Wanted& wanted, Want want) const {
  Found found;
  std::size_t place = 0;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const Price& price = prices[i];
    while (place < links_.size() && links_[place].list->code != price.list) ++place;
    if (place == links_.size()) break;
    const Link& link = links_[place];
    // The first list that has a price ends the search: the more general ones come behind it.
    if (found.price != nullptr && found.link != &link) break;
    if (place < from || !link.is_asked()) continue;
    if (want == Want::net_only && price.kind != PriceKind::net) continue;
    if (!applies(price, *link.list, wanted)) continue;
    if (found.price == nullptr || is_better(price, *found.price)) {
      found = {&price, &link, place + 1};
    }
  }
  return found;
}

std::optional<UnitPrice> ListPrices::net_of(const Price& price, const Link& link) const {
  return link.rate == nullptr ? price.price : convert(price.price, *link.rate, rounding_);
}

/// What a row comes to; `why` is told where the figure is from.
std::optional<UnitPrice> ListPrices::come_to(const Found& found, const std::vector<Price>& prices,
                                             const Wanted& wanted, PriceWhy* why) const {
  Found source = found;
  if (found.price->kind == PriceKind::on_request) return std::nullopt;
  if (found.price->kind == PriceKind::percent_off) {
    source = find(prices, found.behind, wanted, Want::net_only);
    if (source.price == nullptr) return std::nullopt;
  }
  auto price = net_of(*source.price, *source.link);
  if (why != nullptr) {
    why->unit = source.price->unit;
    if (source.link->rate != nullptr) {
      why->foreign_price = source.price->price;
      why->exchange_billionths = source.link->rate->billionths;
      why->exchange_from = source.link->rate->valid_from;
    }
  }
  if (found.price->kind != PriceKind::percent_off || !price) return price;
  if (why != nullptr) {
    why->percent_off = found.price->percent;
    why->base_list = source.link->list->code;
    why->base_price = price;
  }
  const std::int64_t kept = 1'000'000 - found.price->percent.parts_per_million;
  const auto rest = round_div(int128{price->ten_thousandths} * kept, 1'000'000, rounding_);
  return UnitPrice{rest.value_or(0), price->currency};
}

/// The smallest break above what was ordered, on the same list and of the same kind of goods.
void ListPrices::note_next(const Found& found, const std::vector<Price>& prices,
                           const Wanted& wanted, ListPrice& choice) const {
  const PriceList& list = *found.link->list;
  const Quantity have = counted(*found.price, list, wanted);
  const Price* next = nullptr;
  for (const Price& price : prices) {
    if (price.list != list.code || price.unit != found.price->unit) continue;
    if (price.quantity_from <= have || price.kind == PriceKind::on_request) continue;
    if (target_rank(price) != target_rank(*found.price)) continue;
    if (!is_valid_on(as_of_.date, price.valid_from, price.valid_until)) continue;
    const auto comes_to = come_to({&price, found.link, found.behind}, prices,
                                  with_count(wanted, price, list), nullptr);
    if (!comes_to || comes_to->ten_thousandths >= choice.price->ten_thousandths) continue;
    const bool nearer = next == nullptr || price.quantity_from < next->quantity_from;
    const bool newer = next != nullptr && price.quantity_from == next->quantity_from &&
                       is_better(price, *next);
    if (!nearer && !newer) continue;
    next = &price;
    choice.why.next_break = price.quantity_from;
    choice.why.next_price = comes_to;
  }
}

ListPrice ListPrices::choose(const std::vector<Price>& prices, const Wanted& wanted) const {
  ListPrice choice;
  std::size_t from = 0;
  while (true) {
    const Found found = find(prices, from, wanted, Want::any_kind);
    if (found.price == nullptr) return choice;
    // A percentage of nothing prices nothing: the lists behind it are asked.
    const bool hangs_in_air =
        found.price->kind == PriceKind::percent_off &&
        find(prices, found.behind, wanted, Want::net_only).price == nullptr;
    if (hangs_in_air) {
      from = found.behind;
      continue;
    }
    choice.applied = found.price;
    choice.price = come_to(found, prices, wanted, &choice.why);
    choice.why.list = found.price->list;
    choice.why.level = found.link->level;
    choice.why.quantity_from = found.price->quantity_from;
    choice.why.list_price = choice.price;
    const bool by_family = found.link->list->breaks == BreakCount::family &&
                           found.price->unit == OrderUnit::each;
    if (by_family) choice.why.family_quantity = wanted.family_units;
    if (choice.price) note_next(found, prices, wanted, choice);
    return choice;
  }
}

}  // namespace tally::price
