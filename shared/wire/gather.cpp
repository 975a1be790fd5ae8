// gather(): asks the snapshot everything that decide() will need for one draft.
#include <algorithm>
#include <map>

#include "shared/wire/gather_places.hpp"
#include "shared/rules/book.hpp"
#include "shared/wire/price_chain.hpp"
#include "shared/wire/product_memory.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::wire {

namespace {

template <typename Row>
void add_new(std::vector<Row>& all, std::vector<Row> more) {
  if (all.empty()) {
    all = std::move(more);
    return;
  }
  for (Row& row : more) {
    if (std::ranges::find(all, row) == all.end()) all.push_back(std::move(row));
  }
}

/// The rows for where the goods go, for where the company sells from, and of the VAT number.
void gather_taxes(Snapshot& snapshot, Facts& facts) {
  TaxTables& tables = snapshot.taxes();
  for (const auto& place : facts.places) {
    add_new(facts.tax_rates, tables.rates_at(place->ship_to.address));
    add_new(facts.tax_places, tables.places_of(place->ship_to.address.country));
  }
  if (const auto& origin = facts.policy.tax_origin) {
    Address place;
    place.country = origin->country;
    place.admin_area = origin->admin_area;
    place.postal_code = origin->postal_code;
    add_new(facts.tax_rates, tables.rates_at(place));
    add_new(facts.tax_places, tables.places_of(place.country));
    const std::string number = normal_postal(facts.customer->vat_id);
    add_new(facts.tax_places, tables.places_of_vat_prefix(number.substr(0, 2)));
  }
}

std::shared_ptr<const RateCard> find_rate_card(Snapshot& snapshot, const Facts& facts) {
  const auto& named = facts.customer->rate_card ? facts.customer->rate_card
                                                : facts.policy.rate_card;
  if (!named) return nullptr;
  auto& known = snapshot.memory().rate_cards;
  if (!known) {
    known.emplace();
    for (RateCard& card : snapshot.rate_cards()) {
      known->push_back(std::make_shared<const RateCard>(std::move(card)));
    }
  }
  const auto found = std::ranges::find(*known, *named, [](const auto& card) { return card->code; });
  return found == known->end() ? nullptr : *found;
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

/// The rules, and what turns the order's money into theirs.
void gather_rules(Snapshot& snapshot, Facts& facts) {
  facts.rules = snapshot.rules();
  if (!facts.rules || !facts.currency) return;
  const Currency theirs = facts.rules->words().vocabulary.currency;
  if (theirs == *facts.currency) return;
  for (const ExchangeRate& rate : ask_rates(snapshot, theirs)) {
    if (rate.from == *facts.currency) facts.rule_rates.push_back(rate);
  }
}

}  // namespace

Result<Facts> gather(Snapshot& snapshot, const Draft& draft) {
  Facts facts;
  facts.snapshot = snapshot.digest();
  facts.policy = snapshot.policy();
  gather_customer(snapshot, draft, facts);
  if (facts.customer) {
    gather_price_lists(snapshot, draft.channel, facts);
    gather_places(snapshot, draft, facts);
    gather_taxes(snapshot, facts);
    facts.rate_card = find_rate_card(snapshot, facts);
  }
  auto& promotions = snapshot.memory().promotions;
  if (!promotions) promotions = std::make_shared<const PromotionBook>(snapshot.promotions());
  facts.promotions = promotions;
  gather_products(snapshot, draft, facts);
  gather_rules(snapshot, facts);
  const auto health = snapshot.health();
  if (!health) return std::unexpected(health.error());
  return facts;
}

}  // namespace tally::wire
