#include "wasm/state/catalogue.hpp"

#include <utility>

#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"

namespace tally::app {

namespace {

constexpr std::size_t texts_kept_max = 50'000;

/// What was typed may be a GTIN, as a scanner or a spreadsheet delivers it.
std::optional<Product> read_product(wire::Snapshot& snapshot, std::string_view typed) {
  if (const auto sku = Sku::parse(typed)) {
    if (auto product = snapshot.product(*sku)) return product;
  }
  const auto gtin = Gtin::parse(typed);
  return gtin ? snapshot.product_by_gtin(*gtin) : std::nullopt;
}

}  // namespace

ProductWords product_words(const Product& product) {
  std::string_view name = product.name;
  // "mop head, cotton, blue" with the variant "Blue": the same words, whatever their case.
  const std::string lower = ascii_lower(product.variant);
  if (!lower.empty() && ascii_lower(name).ends_with(lower)) {
    name.remove_suffix(lower.size());
    while (!name.empty() && (name.back() == ' ' || name.back() == ',')) name.remove_suffix(1);
  }
  if (name.empty()) name = product.name;
  return {std::string(name), product.variant};
}

Catalogue::Catalogue(wire::Snapshot snapshot)
    : snapshot_(std::move(snapshot)),
      info_(snapshot_.info()),
      policy_(snapshot_.policy()),
      products_(snapshot_),
      customers_(snapshot_) {}

Result<std::unique_ptr<Catalogue>> Catalogue::open(wire::SnapshotParts parts,
                                                    const Digest& digest) {
  auto snapshot = wire::Snapshot::open(std::move(parts), digest);
  if (!snapshot) return std::unexpected(std::move(snapshot.error()));
  return over(std::move(*snapshot));
}

std::unique_ptr<Catalogue> Catalogue::over(wire::Snapshot snapshot) {
  return std::unique_ptr<Catalogue>(new Catalogue(std::move(snapshot)));
}

const Product* Catalogue::find_product(std::string_view typed) {
  std::string text(typed);
  if (text.empty()) return nullptr;
  const auto kept = by_text_.find(text);
  if (kept != by_text_.end()) return kept->second.get();
  if (by_text_.size() > texts_kept_max) return nullptr;
  auto product = read_product(snapshot_, text);
  auto entry = product ? std::make_unique<Product>(std::move(*product)) : nullptr;
  return by_text_.emplace(std::move(text), std::move(entry)).first->second.get();
}

const Customer* Catalogue::find_customer(std::string_view code) {
  std::string text(code);
  if (text.empty()) return nullptr;
  const auto kept = by_code_.find(text);
  if (kept != by_code_.end()) return kept->second.get();
  const auto parsed = CustomerCode::parse(text);
  auto customer = parsed ? snapshot_.customer(*parsed) : std::nullopt;
  auto entry = customer ? std::make_unique<Customer>(std::move(*customer)) : nullptr;
  return by_code_.emplace(std::move(text), std::move(entry)).first->second.get();
}

std::vector<wire::ProductHit> Catalogue::search_products(std::string_view typed,
                                                         std::size_t limit) {
  return products_.find(typed, limit);
}

std::vector<wire::CustomerHit> Catalogue::search_customers(std::string_view typed,
                                                           std::size_t limit) {
  return customers_.find(typed, limit);
}

std::optional<std::string> Catalogue::nearest_sku(std::string_view typed) {
  std::string text(typed);
  const auto known = nearest_known_.find(text);
  if (known != nearest_known_.end()) return known->second;
  if (!nearest_) {
    std::vector<std::string> skus;
    skus.reserve(static_cast<std::size_t>(info_.products));
    auto select = snapshot_.database().prepare("SELECT sku FROM product");
    while (select.step() == wire::Step::row) skus.emplace_back(select.text(0));
    nearest_.emplace(std::move(skus));
  }
  return nearest_known_.emplace(std::move(text), nearest_->find(typed)).first->second;
}

std::vector<PriceList> Catalogue::lists_of(const Customer& customer) {
  std::vector<PriceList> lists;
  auto next = std::optional(customer.price_list);
  while (next) {
    for (const PriceList& list : lists) {
      if (list.code == *next) return lists;  // a circle: decide() says so
    }
    auto list = snapshot_.price_list(*next);
    if (!list) break;
    next = list->fallback;
    lists.push_back(std::move(*list));
  }
  return lists;
}

std::vector<PriceList> Catalogue::all_lists() {
  std::vector<PriceList> lists;
  auto select = snapshot_.database().prepare("SELECT code FROM price_list ORDER BY code");
  while (select.step() == wire::Step::row) {
    const auto code = PriceListCode::parse(select.text(0));
    auto list = code ? snapshot_.price_list(*code) : std::nullopt;
    if (list) lists.push_back(*std::move(list));
  }
  return lists;
}

}  // namespace tally::app
