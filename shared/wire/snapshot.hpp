// Snapshot: immutable SQLite files with all that decisions need, named by one SHA-256: a common
// part and the customers of one scope (snapshot_parts.hpp).
// In go the parts' bytes, opened in memory as two schemas of one connection, on both sides with the
// same code; out come typed values. Prepared statements are kept.
// Opening parses nothing, so it takes the same time for 100 and for 100,000 products.
// It will not write, and it holds no stock, no orders and no cost prices.
//   auto snapshot = Snapshot::open(std::move(parts), digest);  // Result<Snapshot>
//   auto facts = gather(*snapshot, draft);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/sha256.hpp"
#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/data/rule_book.hpp"
#include "shared/wire/snapshot_parts.hpp"
#include "shared/wire/sqlite.hpp"
#include "shared/wire/tax_tables.hpp"

namespace tally::wire {

class ProductMemory;

struct SnapshotInfo {
  std::string company;
  std::int64_t products = 0;
  std::int64_t customers = 0;
};

class Snapshot {
 public:
  /// Takes the bytes; `digest` is their name, computed or verified by the caller.
  /// Issues: snapshot_damaged, snapshot_version_unknown.
  static Result<Snapshot> open(SnapshotParts parts, const Digest& digest);
  /// The same over files: the common part is schema "main", the other one "scoped".
  static Result<Snapshot> over_parts(Database db, const Digest& digest);
  /// A snapshot over an open database with all catalogue tables (command line, tests).
  static Result<Snapshot> over(Database db, const Digest& digest);

  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) noexcept;
  ~Snapshot();

  const Digest& digest() const;
  SnapshotInfo info();
  Policy policy();
  std::optional<Product> product(const Sku& sku);
  std::optional<Product> product_by_gtin(const Gtin& gtin);
  /// The prices of a product on the given lists, in the order of `lists`; of one list the plain
  /// ones by quantity and first day, then those of cases, percentages and prices on request.
  std::vector<Price> prices(const Product& product, const std::vector<PriceList>& lists);
  /// The percentages of a list that are no product's own.
  std::vector<Price> family_prices(const PriceList& list);
  std::optional<Customer> customer(const CustomerCode& code);
  std::optional<PriceList> price_list(const PriceListCode& code);
  /// The lists that are for customer groups, by code.
  std::vector<PriceList> group_lists();
  /// All rates into a currency, by the other currency and the first day.
  std::vector<ExchangeRate> exchange_rates(Currency to);
  /// All of them, by rank and code.
  PromotionBook promotions();
  /// All of them, by code.
  RateCardBook rate_cards();
  /// As the company keeps them; nullopt: it has none.
  std::optional<RuleBookText> rule_book();
  /// The same compiled, once for all orders; nullptr: there are none.
  std::shared_ptr<const rules::Book> rules();
  std::vector<TaxRate> tax_rates(std::string_view country);
  TaxTables& taxes();
  const Database& database() const;
  /// snapshot_damaged where any row so far could not be read.
  Result<void> health() const;
  /// What gather() remembers of this snapshot.
  ProductMemory& memory();

 private:
  struct Parts;
  explicit Snapshot(std::unique_ptr<Parts> parts);
  void read_belongings(std::int64_t customer_id, Customer& customer);
  void read_terms(std::int64_t customer_id, Customer& customer);
  std::unique_ptr<Parts> parts_;
};

/// Asks the snapshot for everything that decide() needs for this draft.
/// Issue snapshot_damaged where the file cannot be read on.
Result<Facts> gather(Snapshot& snapshot, const Draft& draft);

}  // namespace tally::wire
