#pragma once
// Looks through the products while someone types, and shows one of them whole.
// In: what was typed, the customer whose prices count, the server's word on stock. Out: hits with
// prices, price breaks, stock with its age. Stock is a hint: it decides nothing.
// It will not change an order.
//
//     ProductBrowser browser(edge);  browser.find("oak 40");  browser.choose("AB-103");

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/answers.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/company_feed.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

struct PriceBreak {
  std::string list, from, price, valid;
};

struct StockLine {
  std::string place, free;
};

class ProductBrowser {
 public:
  explicit ProductBrowser(const Edge& edge) : edge_(edge) {}
  void use(Catalogue* catalogue);
  /// What the company said of stock last, for where it cannot be asked.
  void use(const CompanyFeed* feed) { feed_ = feed; }

  void find(std::string_view typed);
  const std::string& typed() const { return typed_; }
  const std::vector<wire::ProductHit>& hits() const { return hits_; }
  bool more_hits() const { return more_; }

  void choose(std::string_view sku);
  const Product* chosen() const { return chosen_ ? &*chosen_ : nullptr; }
  const std::vector<PriceBreak>& breaks() const { return breaks_; }
  /// The prices of this customer's lists; without one, of every list that has the product.
  void set_customer(std::string_view code);
  const std::string& customer() const { return customer_; }

  const std::vector<StockLine>& stock() const { return stock_; }
  /// "as of 10:42", or why it is not known.
  const std::string& stock_words() const { return stock_words_; }

 private:
  void read_breaks();
  void ask_stock();
  void take_stock(const Answer& answer);
  Edge edge_;
  Catalogue* catalogue_ = nullptr;
  const CompanyFeed* feed_ = nullptr;
  std::string typed_, customer_;
  std::vector<wire::ProductHit> hits_;
  bool more_ = false;
  std::optional<Product> chosen_;
  std::vector<PriceBreak> breaks_;
  std::vector<StockLine> stock_;
  std::string stock_words_;
  std::shared_ptr<int> question_ = std::make_shared<int>(0);
};

/// Why a hit is in the list: "GTIN", "SKU", or "" for words.
std::string_view match_words(wire::MatchKind kind);
/// "Discontinued, replaced by AB-104"; "" for an active product.
std::string product_status_words(const Product& product);

}  // namespace tally::app
