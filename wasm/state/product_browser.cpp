#include "wasm/state/product_browser.hpp"

#include <utility>

#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t hits_max = 200;

std::string validity(const Price& price) {
  if (price.valid_from && price.valid_until) {
    return price.valid_from->print() + " to " + price.valid_until->print();
  }
  if (price.valid_from) return "from " + price.valid_from->print();
  return price.valid_until ? "until " + price.valid_until->print() : "";
}

/// "USD 12.50", "USD 130.00 a case", "10 % off" or "on request".
std::string price_words(const Price& price) {
  if (price.kind == PriceKind::on_request) return "on request";
  std::string words = price.kind == PriceKind::percent_off ? print_rate(price.percent) + " % off"
                                                           : money_text(price.price);
  if (price.unit == OrderUnit::case_pack) words += " a case";
  return words;
}

}  // namespace

std::string_view match_words(wire::MatchKind kind) {
  switch (kind) {
    case wire::MatchKind::sku: return "SKU";
    case wire::MatchKind::gtin: return "GTIN";
    case wire::MatchKind::words: break;
  }
  return "";
}

std::string product_status_words(const Product& product) {
  switch (product.status) {
    case ProductStatus::active: return "";
    case ProductStatus::blocked: return "Blocked for sale";
    case ProductStatus::discontinued: break;
  }
  return product.successor ? "Discontinued, replaced by " + product.successor->text()
                           : "Discontinued";
}

void ProductBrowser::use(Catalogue* catalogue) {
  catalogue_ = catalogue;
  const std::string sku = chosen_ ? chosen_->sku.text() : "";
  find(typed_);
  if (!sku.empty()) choose(sku);
}

void ProductBrowser::find(std::string_view typed) {
  typed_ = typed;
  hits_.clear();
  more_ = false;
  if (catalogue_ == nullptr) return;
  hits_ = catalogue_->search_products(typed_, hits_max);
  more_ = hits_.size() == hits_max;
}

void ProductBrowser::choose(std::string_view sku) {
  const Product* product = catalogue_ == nullptr ? nullptr : catalogue_->find_product(sku);
  if (product == nullptr) {
    chosen_.reset();
    return;
  }
  chosen_ = *product;
  read_breaks();
  ask_stock();
}

void ProductBrowser::set_customer(std::string_view code) {
  customer_ = code;
  if (chosen_) read_breaks();
}

void ProductBrowser::read_breaks() {
  breaks_.clear();
  const Customer* customer = catalogue_->find_customer(customer_);
  const std::vector<PriceList> lists =
      customer == nullptr ? catalogue_->all_lists() : catalogue_->lists_of(*customer);
  const auto today = Date::parse(edge_.clock.today());
  for (const Price& price : catalogue_->snapshot().prices(*chosen_, lists)) {
    if (today && price.valid_until && *price.valid_until < *today) continue;
    breaks_.push_back({.list = price.list.text(),
                       .from = price.quantity_from > units(1) ? say_quantity(price.quantity_from)
                                                              : "",
                       .price = price_words(price),
                       .valid = validity(price)});
  }
}

void ProductBrowser::ask_stock() {
  stock_.clear();
  stock_words_ = "Asking for stock …";
  const int number = ++*question_;
  edge_.ask({.method = "GET", .path = "/v1/stock?sku=" + percent_encoded(chosen_->sku.text())},
            [this, number, weak = std::weak_ptr<int>(question_)](const Answer& answer) {
              const auto last = weak.lock();
              if (last && *last == number) take_stock(answer);
            });
}

void ProductBrowser::take_stock(const Answer& answer) {
  const auto stock = answer.ok() ? read_stock(answer.body) : std::nullopt;
  if (!stock) {
    const auto hint = feed_ == nullptr ? std::nullopt : feed_->stock(chosen_->sku.text());
    stock_words_ = "Stock is not known here: " + say_failure(answer);
    if (!hint) return;
    stock_.push_back({"All warehouses", say_quantity(hint->free)});
    stock_words_ = "As of " + moment_text(edge_.clock, hint->at_ms) +
                   ", when the company last said; it may be gone.";
    return;
  }
  for (const StockRow& row : *stock) {
    stock_.push_back({row.warehouse, say_quantity(Quantity{row.available})});
  }
  const std::string when = edge_.clock.time(edge_.clock.now_ms());
  stock_words_ = stock_.empty() ? "No warehouse holds this product."
                                : "As of " + when + "; it can change until the order is sent.";
}

}  // namespace tally::app
