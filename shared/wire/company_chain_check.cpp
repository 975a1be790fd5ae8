// Holds the price lists that are asked one behind the other against each other: a chain must end,
// and all of it must mean the same by a price.
#include <map>

#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

using Places = std::map<PriceListCode, std::size_t>;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Where the list that one falls back on stands; nowhere where there is none.
std::size_t next_of(const Places& places, const PriceList& list) {
  if (!list.fallback) return nowhere;
  const auto found = places.find(*list.fallback);
  return found == places.end() ? nowhere : found->second;
}

std::string fallback_path(std::size_t index) {
  return "price_lists[" + std::to_string(index) + "].fallback";
}

void check_circles(CompanyReader& reader, const Places& places) {
  const auto& lists = reader.company.price_lists;
  std::vector<std::size_t> seen(lists.size(), nowhere);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::size_t here = i;
    while (seen[here] == nowhere) {
      const std::size_t next = next_of(places, lists[here]);
      if (next == nowhere) break;
      seen[here] = i;
      here = next;
      // Walked in this round already: a circle, named at the list where it closes.
      if (seen[here] != i) continue;
      std::string way;
      for (std::size_t on = next_of(places, lists[here]); on != here;
           on = next_of(places, lists[on])) {
        way += (way.empty() ? "" : ", ") + lists[on].code.text();
      }
      reader.issues.push_back(
          make_issue(IssueCode::price_lists_circle, fallback_path(here),
                     {{"list", lists[here].code.text()},
                      {"way", way.empty() ? lists[here].code.text() : way}}));
      break;
    }
  }
}

/// What an order is taxed by is said by the first list of the chain: a price of another list would
/// be taken for something that it is not.
class TaxSense {
 public:
  TaxSense(CompanyReader& reader, const Places& places) : reader_(reader), places_(places) {}

  void check() {
    const auto& lists = reader_.company.price_lists;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      const std::size_t next = next_of(places_, lists[i]);
      if (next != nowhere) compare(lists[i], lists[next], fallback_path(i));
      for (const CustomerGroup& group : lists[i].groups) lists_of_group_[group].push_back(i);
    }
    const auto& customers = reader_.company.customers;
    for (std::size_t i = 0; i < customers.size(); ++i) {
      check_customer(customers[i], "customers[" + std::to_string(i) + "]");
    }
  }

 private:
  const PriceList* find(const PriceListCode& code) const {
    const auto found = places_.find(code);
    return found == places_.end() ? nullptr : &reader_.company.price_lists[found->second];
  }

  /// Every other list of theirs against the standard one; the fallbacks were held against theirs.
  void check_customer(const Customer& customer, const std::string& path) {
    const PriceList* standard = find(customer.price_list);
    if (standard == nullptr) return;
    const auto hold = [&](const PriceList* list, const char* field) {
      return list == nullptr || compare(*list, *standard, path + field);
    };
    for (const PriceListCode& contract : customer.contracts) {
      if (!hold(find(contract), ".contracts")) return;
    }
    if (customer.own_price_list && !hold(find(*customer.own_price_list), ".own_price_list")) return;
    for (const CustomerGroup& group : customer.groups) {
      const auto lists = lists_of_group_.find(group);
      if (lists == lists_of_group_.end()) continue;
      for (const std::size_t place : lists->second) {
        if (!hold(&reader_.company.price_lists[place], ".groups")) return;
      }
    }
  }

  bool compare(const PriceList& one, const PriceList& other, const std::string& path) {
    if (one.price_tax == other.price_tax) return true;
    if (reader_.issues.size() >= reader_.issue_count_max) return false;
    const bool first_includes = one.price_tax == PriceTax::inclusive;
    reader_.issues.push_back(
        make_issue(IssueCode::price_lists_tax_differs, path,
                   {{"with", (first_includes ? one : other).code.text()},
                    {"without", (first_includes ? other : one).code.text()}}));
    return false;
  }

  CompanyReader& reader_;
  const Places& places_;
  std::map<CustomerGroup, std::vector<std::size_t>> lists_of_group_;
};

}  // namespace

void check_chains(CompanyReader& reader) {
  Places places;
  const auto& lists = reader.company.price_lists;
  for (std::size_t i = 0; i < lists.size(); ++i) places.emplace(lists[i].code, i);
  check_circles(reader, places);
  TaxSense(reader, places).check();
}

}  // namespace tally::wire
