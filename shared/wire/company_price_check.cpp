// Holds the price lists of a company against each other: what would be settled by chance at the
// customer's is an issue when it is loaded.
#include <algorithm>
#include <map>
#include <tuple>

#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

struct Days {
  std::optional<Date> from, until;
};

bool overlap(const Days& a, const Days& b) {
  const bool a_before = a.until && b.from && *a.until < *b.from;
  const bool b_before = b.until && a.from && *b.until < *a.from;
  return !a_before && !b_before;
}

bool begins_before(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a || !b) return !a && b.has_value();
  return *a < *b;
}

std::string at(std::string_view section, std::size_t index) {
  return std::string(section) + "[" + std::to_string(index) + "]";
}

/// "WHOLESALE 12.50 from 24 on": a price in a sentence.
std::string say_row(const Price& price) {
  std::string said = price.list.text() + " ";
  said += price.kind == PriceKind::net ? print_amount(price.price)
          : price.kind == PriceKind::on_request ? std::string("on request")
                                                : print_rate(price.percent) + " %";
  if (price.quantity_from > Quantity{}) said += " from " + print_quantity(price.quantity_from);
  return said;
}

/// Prices of the same goods: one may end before the next begins, or lie within it.
void check_overlaps(CompanyReader& reader) {
  const auto& prices = reader.company.prices;
  std::vector<std::size_t> order(prices.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto goods = [&](std::size_t i) {
    const Price& price = prices[i];
    return std::tie(price.list, price.sku, price.family, price.unit, price.quantity_from);
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (goods(a) != goods(b)) return goods(a) < goods(b);
    return begins_before(prices[a].valid_from, prices[b].valid_from);
  });
  std::vector<std::size_t> around;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Price& price = prices[order[k]];
    if (k > 0 && goods(order[k - 1]) != goods(order[k])) around.clear();
    while (!around.empty() && prices[around.back()].valid_until &&
           begins_before(prices[around.back()].valid_until, price.valid_from)) {
      around.pop_back();
    }
    const Price* outer = around.empty() ? nullptr : &prices[around.back()];
    const bool sticks_out = outer != nullptr && outer->valid_until &&
                            (!price.valid_until || *price.valid_until > *outer->valid_until);
    if (sticks_out) {
      if (reader.issues.size() >= reader.issue_count_max) return;
      reader.issues.push_back(make_issue(IssueCode::prices_overlap, at("prices", order[k]),
                                         {{"first", say_row(*outer)},
                                          {"from", *price.valid_from},
                                          {"second", say_row(price)},
                                          {"until", *outer->valid_until}}));
    }
    around.push_back(order[k]);
  }
}

/// Finds a product that two lists both price on some day.
class EqualLists {
 public:
  explicit EqualLists(const Company& company) : company_(company) {
    for (const PriceList& list : company.price_lists) lists_.emplace(list.code, &list);
    for (const Price& price : company.prices) prices_[price.list].push_back(&price);
    for (const Product& product : company.products) {
      if (!product.family.empty()) families_[product.family].push_back(product.sku);
    }
  }

  const std::optional<Sku>& common(const PriceListCode& a, const PriceListCode& b) {
    const auto [entry, is_new] = known_.try_emplace({a, b});
    // A list that is not there has been said, and competes with none.
    const auto first = lists_.find(a), second = lists_.find(b);
    const bool both = first != lists_.end() && second != lists_.end();
    if (is_new && both && compete(*first->second, *second->second)) {
      entry->second = find_common(a, b);
    }
    return entry->second;
  }

 private:
  /// On some day, for some channel, neither stands before the other.
  static bool compete(const PriceList& a, const PriceList& b) {
    if (a.channels.empty() != b.channels.empty()) return false;
    const bool meet = a.channels.empty() ||
                      std::ranges::any_of(a.channels, [&](Channel channel) {
                        return std::ranges::find(b.channels, channel) != b.channels.end();
                      });
    return meet && overlap({a.valid_from, a.valid_until}, {b.valid_from, b.valid_until});
  }

  std::multimap<Sku, Days> goods_of(const PriceListCode& code) {
    std::multimap<Sku, Days> goods;
    for (const Price* price : prices_[code]) {
      const Days days{price->valid_from, price->valid_until};
      if (!price->sku.text().empty()) {
        goods.emplace(price->sku, days);
      } else if (!price->family.empty()) {
        for (const Sku& sku : families_[price->family]) goods.emplace(sku, days);
      } else {
        for (const Product& product : company_.products) goods.emplace(product.sku, days);
      }
    }
    return goods;
  }

  std::optional<Sku> find_common(const PriceListCode& a, const PriceListCode& b) {
    const auto first = goods_of(a), second = goods_of(b);
    for (const auto& [sku, days] : first) {
      const auto [from, until] = second.equal_range(sku);
      for (auto other = from; other != until; ++other) {
        if (overlap(days, other->second)) return sku;
      }
    }
    return std::nullopt;
  }

  const Company& company_;
  std::map<PriceListCode, const PriceList*> lists_;
  std::map<PriceListCode, std::vector<const Price*>> prices_;
  std::map<std::string, std::vector<Sku>> families_;
  std::map<std::pair<PriceListCode, PriceListCode>, std::optional<Sku>> known_;
};

void check_equals(CompanyReader& reader) {
  const Company& company = reader.company;
  EqualLists equal(company);
  std::map<CustomerGroup, std::vector<PriceListCode>> lists_of_group;
  for (const PriceList& list : company.price_lists) {
    for (const CustomerGroup& group : list.groups) lists_of_group[group].push_back(list.code);
  }
  for (std::size_t i = 0; i < company.customers.size(); ++i) {
    const Customer& customer = company.customers[i];
    const auto check = [&](std::vector<PriceListCode> codes, const char* level) {
      std::ranges::stable_sort(codes);
      codes.erase(std::ranges::unique(codes).begin(), codes.end());
      for (std::size_t a = 0; a < codes.size(); ++a) {
        for (std::size_t b = a + 1; b < codes.size(); ++b) {
          const auto& sku = equal.common(codes[a], codes[b]);
          if (!sku || reader.issues.size() >= reader.issue_count_max) continue;
          reader.issues.push_back(make_issue(IssueCode::price_lists_equal, at("customers", i),
                                             {{"customer", customer.code.text()},
                                              {"first", codes[a].text()},
                                              {"level", std::string(level)},
                                              {"second", codes[b].text()},
                                              {"sku", sku->text()}}));
        }
      }
    };
    check(customer.contracts, "contract");
    std::vector<PriceListCode> group_lists;
    for (const CustomerGroup& group : customer.groups) {
      const auto found = lists_of_group.find(group);
      if (found == lists_of_group.end()) continue;
      group_lists.insert(group_lists.end(), found->second.begin(), found->second.end());
    }
    check(std::move(group_lists), "group");
  }
}

}  // namespace

void check_prices(CompanyReader& reader) {
  check_chains(reader);
  check_overlaps(reader);
  check_equals(reader);
}

}  // namespace tally::wire
