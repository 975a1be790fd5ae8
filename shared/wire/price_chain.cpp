#include "shared/wire/price_chain.hpp"

#include <algorithm>

#include "shared/wire/product_memory.hpp"

namespace tally::wire {

namespace {

const std::optional<PriceList>& ask_list(Snapshot& snapshot, const PriceListCode& code) {
  auto& known = snapshot.memory().price_lists;
  const auto [entry, is_new] = known.try_emplace(code);
  if (is_new) entry->second = snapshot.price_list(code);
  return entry->second;
}

class Chain {
 public:
  Chain(Snapshot& snapshot, Channel channel, Facts& facts)
      : snapshot_(snapshot), channel_(channel), facts_(facts) {}

  void gather() {
    const Customer& customer = *facts_.customer;
    const auto& standard = ask_list(snapshot_, customer.price_list);
    if (!standard) {
      facts_.missing_list = customer.price_list;
      return;
    }
    facts_.currency = standard->currency;
    rates_ = &ask_rates(snapshot_, standard->currency);
    for (const PriceListCode& code : customer.contracts) add(code, PriceLevel::contract);
    sort_from(0);
    if (customer.own_price_list) add(*customer.own_price_list, PriceLevel::customer);
    add_group_lists(customer);
    add(standard, PriceLevel::standard);
    const std::size_t named = facts_.price_lists.size();
    follow(*standard);
    for (std::size_t i = 0; i + 1 < named; ++i) follow(PriceList(facts_.price_lists[i]));
    keep_rates();
  }

 private:
  void add_group_lists(const Customer& customer) {
    const std::size_t first = facts_.price_lists.size();
    auto& known = snapshot_.memory().group_lists;
    if (!known) known = snapshot_.group_lists();
    for (const PriceList& list : *known) {
      const bool is_theirs = std::ranges::any_of(list.groups, [&](const CustomerGroup& group) {
        return std::ranges::find(customer.groups, group) != customer.groups.end();
      });
      if (is_theirs) add(list, PriceLevel::group);
    }
    sort_from(first);
  }

  void add(const PriceListCode& code, PriceLevel level) {
    const auto& list = ask_list(snapshot_, code);
    if (!list && !facts_.missing_list) facts_.missing_list = code;
    add(list, level);
  }

  void add(const std::optional<PriceList>& list, PriceLevel level) {
    if (!list) return;
    const bool is_there = std::ranges::any_of(
        facts_.price_lists, [&](const PriceList& other) { return other.code == list->code; });
    if (is_there || !is_for_channel(*list)) return;
    // A list in another currency can price the order by a rate only.
    const bool is_foreign = list->currency != *facts_.currency;
    const bool has_rate = std::ranges::any_of(
        *rates_, [&](const ExchangeRate& rate) { return rate.from == list->currency; });
    if (is_foreign && !has_rate) return;
    facts_.price_lists.push_back(*list);
    facts_.price_levels.push_back(level);
  }

  bool is_for_channel(const PriceList& list) const {
    return list.channels.empty() ||
           std::ranges::find(list.channels, channel_) != list.channels.end();
  }

  /// Lists of one level: those for this channel alone first, then by code.
  void sort_from(std::size_t first) {
    std::ranges::stable_sort(facts_.price_lists.begin() + static_cast<std::ptrdiff_t>(first),
                             facts_.price_lists.end(),
                             [](const PriceList& a, const PriceList& b) {
                               if (a.channels.empty() != b.channels.empty()) {
                                 return b.channels.empty();
                               }
                               return a.code < b.code;
                             });
  }

  /// The fallbacks of a list in order; stops, and says where, at a circle.
  void follow(PriceList list) {
    std::vector<PriceListCode> way{list.code};
    while (list.fallback) {
      if (std::ranges::find(way, *list.fallback) != way.end()) {
        if (!facts_.circular_list) facts_.circular_list = list.fallback;
        return;
      }
      const auto& next = ask_list(snapshot_, *list.fallback);
      if (!next) return;
      add(next, PriceLevel::fallback);
      way.push_back(next->code);
      list = *next;
    }
  }

  void keep_rates() {
    for (const ExchangeRate& rate : *rates_) {
      const bool is_asked = std::ranges::any_of(
          facts_.price_lists, [&](const PriceList& list) { return list.currency == rate.from; });
      if (is_asked) facts_.exchange_rates.push_back(rate);
    }
  }

  Snapshot& snapshot_;
  Channel channel_;
  Facts& facts_;
  const std::vector<ExchangeRate>* rates_ = nullptr;
};

}  // namespace

const std::vector<ExchangeRate>& ask_rates(Snapshot& snapshot, Currency to) {
  auto& known = snapshot.memory().exchange_rates;
  const auto [entry, is_new] = known.try_emplace(std::string(to.code()));
  if (is_new) entry->second = snapshot.exchange_rates(to);
  return entry->second;
}

void gather_price_lists(Snapshot& snapshot, Channel channel, Facts& facts) {
  Chain(snapshot, channel, facts).gather();
}

}  // namespace tally::wire
