#include <string>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

const std::vector<ui::Column>& product_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "sku", .title = "SKU", .width = ui::fixed(160)},
      {.id = "name", .title = "Product", .width = ui::grow(1, 220)},
      {.id = "pack", .title = "Sold", .width = ui::fixed(180), .priority = 2, .card_line = 2},
      {.id = "match", .title = "Found by", .width = ui::fixed(96), .priority = 3,
       .card_line = 2},
  };
  return columns;
}

std::string pack_words(const Product& product) {
  std::string words;
  if (product.minimum > units(1)) words = "from " + say_quantity(product.minimum);
  if (product.step > units(1)) {
    words += (words.empty() ? "by " : ", by ") + say_quantity(product.step);
  }
  if (product.case_pack) {
    words += (words.empty() ? "case of " : ", case of ") + say_quantity(*product.case_pack);
  }
  return words.empty() ? "each" : words;
}

struct HitRows : ui::GridSource {
  const ProductBrowser& browser;
  explicit HitRows(const ProductBrowser& shown) : browser(shown) {}
  const wire::ProductHit& at(int row) const {
    return browser.hits()[static_cast<std::size_t>(row)];
  }
  int rows() const override { return static_cast<int>(browser.hits().size()); }
  std::string row_key(int row) const override { return "product:" + at(row).product.sku.text(); }
  std::string row_name(int row) const override {
    return at(row).product.sku.text() + " " + at(row).product.name;
  }
  bool selected(int row) const override {
    return browser.chosen() != nullptr && browser.chosen()->sku == at(row).product.sku;
  }
  Cell cell(int row, int column) const override {
    const Product& product = at(row).product;
    switch (column) {
      case 0:
        return {.kind = CellKind::button, .text = product.sku.text()};
      case 1: {
        const std::string status = product_status_words(product);
        const ProductWords words = product_words(product);
        return {.text = words.name,
                .detail = status.empty() ? words.variant : status,
                .ink = status.empty() ? ui::Ink::normal : ui::Ink::muted};
      }
      case 2: return {.text = pack_words(product), .ink = ui::Ink::muted};
      default: return {.text = std::string(match_words(at(row).match)), .ink = ui::Ink::faint};
    }
  }
};

class Products : public ui::Screen {
 public:
  std::string title() const override { return "Products"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route& route) override {
    const auto value = [&route](const char* name) {
      const auto found = route.query.find(name);
      return found == route.query.end() ? std::string() : found->second;
    };
    wanted_ = value("find");
    wanted_sku_ = value("sku");
    entered_ = true;
  }

  bool scanned(std::string_view code) override {
    const Product* product =
        model().catalogue() == nullptr ? nullptr : model().catalogue()->find_product(code);
    platform::beep(product == nullptr ? platform::Beep::refused : platform::Beep::accepted);
    if (product == nullptr) {
      ui::toast("No product has the code " + std::string(code) + ".", ui::Tone::danger);
    } else {
      choose(product->sku.text());
    }
    return true;
  }

  bool knows_code(std::string_view code) const override {
    return model().catalogue() != nullptr && model().catalogue()->find_product(code) != nullptr;
  }

  void draw() override {
    if (!ready_or_say()) return;
    ProductBrowser& browser = model().products();
    if (entered_) begin(browser);
    const std::int64_t all = model().catalogue()->info().products;
    ui::page_header({.title = "Products", .subtitle = count_of(all, "product")});
    ui::page_body("products", [&] {
      draw_search(browser);
      ui::gap(ui::space::normal);
      const float height = ui::available_height() - ui::space::normal;
      const bool beside = !ui::compact() && browser.chosen() != nullptr;
      if (!beside) {
        if (browser.chosen() != nullptr && ui::compact()) return draw_product(browser);
        return draw_hits(browser, height);
      }
      const float width = ui::size_class() == ui::SizeClass::wide ? 340.0F : 300.0F;
      ui::columns({{ui::grow(), [&] { draw_hits(browser, height); }},
                   {ui::fixed(width), [&] { draw_product(browser); }}},
                  {.gap = ui::space::normal});
    });
  }

 private:
  void begin(ProductBrowser& browser) {
    entered_ = false;
    model().close_order();
    typed_ = wanted_;
    browser.find(typed_);
    browser.choose(wanted_sku_);
    ui::focus("products/find");
  }

  void choose(const std::string& sku) { model().products().choose(sku); }

  void draw_search(ProductBrowser& browser) {
    const ui::Typed typed = ui::text_field("products/find", "Find products", typed_,
                                           {.placeholder = "SKU, GTIN or words",
                                            .hide_label = true,
                                            .typed_scans = true,
                                            .kind = ui::InputKind::search,
                                            .icon = ui::Icon::search});
    if (typed.changed) browser.find(typed_);
    if (typed.entered && !browser.hits().empty()) {
      choose(browser.hits().front().product.sku.text());
    }
  }

  void draw_hits(ProductBrowser& browser, float height) {
    if (browser.hits().empty()) {
      ui::gap(ui::space::large);
      const bool asked = !typed_.empty();
      ui::empty_state("products/none",
                      {.icon = asked ? ui::Icon::search : ui::Icon::products,
                       .title = asked ? "No product has this" : "Find a product",
                       .sentence = asked ? "Try fewer letters, or another word of its name."
                                         : "Type a SKU, a GTIN or words of the name, or scan it."});
      return;
    }
    const HitRows rows(browser);
    const float foot = browser.more_hits() ? 28.0F : 0.0F;
    const auto events = ui::grid("products", product_columns(), rows,
                                 {.label = "Products found", .height = height - foot,
                                  .row_height = 52});
    for (const ui::GridEvent& event : events) {
      const bool chosen = event.kind == ui::GridEvent::pressed ||
                          event.kind == ui::GridEvent::opened;
      if (chosen && event.row >= 0) choose(rows.at(event.row).product.sku.text());
    }
    if (browser.more_hits()) ui::caption("The first 200 are shown; type more to narrow it down.");
  }

  static void draw_prices(const ProductBrowser& browser) {
    if (browser.breaks().empty()) {
      ui::text("No price list has this product.", {.ink = ui::Ink::muted});
      return;
    }
    std::vector<ui::Fact> facts;
    for (const PriceBreak& each : browser.breaks()) {
      std::string label = each.list;
      if (!each.from.empty()) label += ", from " + each.from;
      if (!each.valid.empty()) label += ", " + each.valid;
      facts.push_back({std::move(label), each.price});
    }
    ui::figures("product/prices", facts);
  }

  void draw_product(ProductBrowser& browser) {
    const Product& product = *browser.chosen();
    ui::card("product", {.title = product.sku.text(), .actions = [&browser] {
      if (ui::button("product/close", "Close", {.look = ui::Look::quiet, .icon = ui::Icon::cross,
                                                .icon_only = true, .small = true})) {
        browser.choose("");
      }
    }}, [&] {
      if (browser.chosen() == nullptr) return;
      const ProductWords words = product_words(product);
      ui::text(words.name, {.type = ui::Type::large});
      if (!words.variant.empty()) ui::text(words.variant, {.ink = ui::Ink::muted});
      const std::string status = product_status_words(product);
      if (!status.empty()) ui::badge(status, ui::Tone::warning, ui::Icon::warning);
      ui::gap(ui::space::small);
      std::vector<ui::Fact> facts{{"Sold", pack_words(product)},
                                  {"Tax class", product.tax_class.text()}};
      if (product.gtin) facts.push_back({"GTIN", product.gtin->text()});
      if (product.weight_g > 0) facts.push_back({"Weight", say_weight(product.weight_g)});
      ui::facts("product/facts", facts, 88);
      ui::separator();
      ui::subheading("Prices");
      draw_prices(browser);
      ui::separator();
      ui::subheading("Stock");
      std::vector<ui::Fact> stock;
      for (const StockLine& line : browser.stock()) {
        stock.push_back({line.place, line.free + " free"});
      }
      if (!stock.empty()) ui::figures("product/stock", stock);
      ui::caption(browser.stock_words());
    });
  }

  static std::string say_weight(std::int64_t grams) {
    return print_decimal_grouped(grams, 3, 0) + " kg";
  }

  std::string typed_, wanted_, wanted_sku_;
  bool entered_ = true;
};

}  // namespace

std::unique_ptr<ui::Screen> make_products() { return std::make_unique<Products>(); }

}  // namespace tally::app
