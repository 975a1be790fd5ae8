// List price: which price of a product holds for a customer, a quantity and a day.
// In go the facts and the day, once an order; then, for each line, the candidate prices and how
// much was ordered; out come the price that applies, its list, and the next break that would be
// cheaper. The most specific wins: docs/prices.md writes the order down.
// It knows no agreed price, makes no issues and rounds nothing but a percentage and a conversion.
//   ListPrices lists(facts, as_of);  const ListPrice found = lists.choose(prices, wanted);
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/data/facts.hpp"
#include "shared/data/outcome.hpp"

namespace tally::price {

/// How much a line orders, in every way that a break may count it.
struct Wanted {
  Quantity units;
  /// Where it was ordered by the case.
  std::optional<Quantity> cases = {};
  /// All lines of the family together, where the product has a family.
  std::optional<Quantity> family_units = {};
};

struct ListPrice {
  /// The row that decided; nullptr where no list has one.
  const Price* applied = nullptr;
  /// What it comes to in the order's currency; nullopt for a price on request, and on overflow.
  std::optional<UnitPrice> price = {};
  PriceWhy why = {};
};

class ListPrices {
 public:
  ListPrices(const Facts& facts, AsOf as_of);

  /// `prices` stand in the order of the lists.
  ListPrice choose(const std::vector<Price>& prices, const Wanted& wanted) const;
  /// Foreign lists of the chain without a rate on the day: their prices are not used.
  std::vector<const PriceList*> without_rate() const;

 private:
  /// A list of the chain as it stands on the day.
  struct Link {
    const PriceList* list = nullptr;
    PriceLevel level = PriceLevel::standard;
    bool is_valid = false;
    bool is_foreign = false;
    const ExchangeRate* rate = nullptr;
    bool is_asked() const { return is_valid && (!is_foreign || rate != nullptr); }
  };
  struct Found {
    const Price* price = nullptr;
    const Link* link = nullptr;
    std::size_t behind = 0;
  };
  enum class Want : std::uint8_t { any_kind, net_only };

  Found find(const std::vector<Price>& prices, std::size_t from, const Wanted& wanted,
             Want want) const;
  bool applies(const Price& price, const PriceList& list, const Wanted& wanted) const;
  std::optional<UnitPrice> net_of(const Price& price, const Link& link) const;
  std::optional<UnitPrice> come_to(const Found& found, const std::vector<Price>& prices,
                                   const Wanted& wanted, PriceWhy* why) const;
  void note_next(const Found& found, const std::vector<Price>& prices, const Wanted& wanted,
                 ListPrice& choice) const;

  std::vector<Link> links_;
  AsOf as_of_;
  Rounding rounding_;
};

}  // namespace tally::price
