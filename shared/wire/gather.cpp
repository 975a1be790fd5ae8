// gather(): asks the snapshot everything that decide() will need for one draft.
#include <algorithm>
#include <map>

#include "shared/wire/price_chain.hpp"
#include "shared/wire/product_memory.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::wire {

namespace {

void gather_tax_rates(Snapshot& snapshot, Facts& facts) {
  std::vector<std::string> countries;
  for (const ShipTo& ship_to : facts.customer->ship_tos) {
    if (std::ranges::find(countries, ship_to.address.country) != countries.end()) continue;
    countries.push_back(ship_to.address.country);
    for (TaxRate& rate : snapshot.tax_rates(ship_to.address.country)) {
      facts.tax_rates.push_back(std::move(rate));
    }
  }
}

std::shared_ptr<const ProductFacts> ask_product(Snapshot& snapshot, const Sku& sku,
                                                const std::vector<PriceList>& lists,
                                                std::int32_t chain, const PromotionBook& book) {
  const ProductMemory::Key key{chain, sku.text()};
  if (const auto* known = snapshot.memory().find(key)) return *known;
  std::shared_ptr<const ProductFacts> facts;
  if (auto product = snapshot.product(sku)) {
    auto prices = snapshot.prices(*product, lists);
    facts = std::make_shared<const ProductFacts>(
        ProductFacts{*product, std::move(prices), promotion_uses(book, *product)});
  }
  snapshot.memory().keep(key, facts);
  return facts;
}

void gather_products(Snapshot& snapshot, const Draft& draft, Facts& facts) {
  std::string codes;
  for (const PriceList& list : facts.price_lists) codes += list.code.text() + "\n";
  const std::int32_t chain = snapshot.memory().chain(codes);
  std::map<Sku, std::int32_t> places;
  facts.product_of_line.reserve(draft.lines.size());
  for (const DraftLine& line : draft.lines) {
    std::int32_t place = -1;
    if (line.sku) {
      const auto [entry, is_new] = places.try_emplace(*line.sku, -1);
      if (is_new) {
        if (auto product = ask_product(snapshot, *line.sku, facts.price_lists, chain,
                                       *facts.promotions)) {
          entry->second = static_cast<std::int32_t>(facts.products.size());
          facts.products.push_back(std::move(product));
        }
      }
      place = entry->second;
    }
    facts.product_of_line.push_back(place);
  }
}

}  // namespace

Result<Facts> gather(Snapshot& snapshot, const Draft& draft) {
  Facts facts;
  facts.snapshot = snapshot.digest();
  facts.policy = snapshot.policy();
  if (draft.customer) facts.customer = snapshot.customer(*draft.customer);
  if (facts.customer) {
    gather_price_lists(snapshot, draft.channel, facts);
    gather_tax_rates(snapshot, facts);
  }
  auto& promotions = snapshot.memory().promotions;
  if (!promotions) promotions = std::make_shared<const PromotionBook>(snapshot.promotions());
  facts.promotions = promotions;
  gather_products(snapshot, draft, facts);
  const auto health = snapshot.health();
  if (!health) return std::unexpected(health.error());
  return facts;
}

}  // namespace tally::wire
