#include "wasm/screens/gallery_entry.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace tally::app::gallery {

using ui::Cell;
using ui::CellKind;
using ui::Tone;

namespace {

/// Columns by number, by a name of this grid alone.
struct GalleryColumn {
  enum : int { sku, name, pack, quantity, price, total, remove_line };
};

const std::vector<ui::Column>& entry_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "sku", .title = "SKU", .width = ui::fixed(150), .typed_scans = true},
      {.id = "name", .title = "Article", .width = ui::grow(1, 180)},
      {.id = "pack", .title = "Pack", .width = ui::fixed(120), .priority = 3, .card_line = 2},
      {.id = "quantity", .title = "Quantity", .width = ui::fixed(104), .right = true,
       .card_line = 2, .kind = ui::InputKind::number, .steps = true},
      {.id = "price", .title = "Price", .width = ui::fixed(96), .right = true, .priority = 2,
       .card_line = 2},
      {.id = "total", .title = "Total", .width = ui::fixed(116), .right = true, .card_line = 2},
      {.id = "remove", .title = "Remove", .width = ui::fixed(44), .priority = 1},
  };
  return columns;
}

// The lines of an order as the grid asks for them.
struct EntryRows : ui::GridSource {
  const std::vector<OrderLine>& lines;
  explicit EntryRows(const std::vector<OrderLine>& all) : lines(all) {}

  const OrderLine& line(int row) const { return lines[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(lines.size()); }
  std::string row_key(int row) const override { return "line:" + std::to_string(line(row).id); }
  std::string row_name(int row) const override {
    const Article* article = article_of(line(row).sku);
    return article != nullptr ? line(row).sku + " " + article->name
                              : "Line " + std::to_string(row + 1);
  }
  Cell cell(int row, int column) const override {
    const OrderLine& own = line(row);
    const Article* article = article_of(own.sku);
    const long long count = std::atoll(own.quantity.c_str());
    switch (column) {
      case GalleryColumn::sku:
        return {.kind = CellKind::combobox, .text = own.sku,
                .error = own.sku.empty() || article != nullptr
                             ? "" : "No article has this SKU. Choose one from the list."};
      case GalleryColumn::name: return {.text = article != nullptr ? article->name : ""};
      case GalleryColumn::pack:
        return {.text = article != nullptr ? article->pack : "", .ink = ui::Ink::muted};
      case GalleryColumn::quantity:
        return {.kind = CellKind::input, .text = own.quantity,
                .error = count > 5000 ? "More than 5,000 of one article needs the desk." : ""};
      case GalleryColumn::price:
        return {.text = article != nullptr ? dollars(article->price_cents) : "",
                .ink = ui::Ink::muted};
      case GalleryColumn::total:
        return {.text = article != nullptr ? dollars(article->price_cents * count) : "",
                .strong = true};
      default: return {.kind = CellKind::button, .text = "Remove line", .icon = ui::Icon::trash};
    }
  }
};

}  // namespace

bool holds(std::string_view text, std::string_view wanted) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

void EntryDemo::draw_page() {
  ui::flow(8, [&] {
    ui::text(std::to_string(lines_.size() - 1) + " lines",
             {.ink = ui::Ink::muted, .key = "entry/count"});
  });
  draw_grid(0);
}

void EntryDemo::draw_grid(float height) {
  const EntryRows rows(lines_);
  choose_articles();
  const auto events = ui::grid("entry", entry_columns(), rows,
                               {.label = "Order lines", .height = height, .choices = &choices_,
                                .choices_empty_text = "No article has this in SKU or name."});
  for (const ui::GridEvent& event : events) apply(event);
}

void EntryDemo::apply(const ui::GridEvent& event) {
  if (event.kind == ui::GridEvent::pasted) {
    ui::toast("Pasted " +
              std::to_string(std::count(event.text.begin(), event.text.end(), '\n') + 1) +
              " rows");
    pasted_ = event.text;
    return;
  }
  if (event.row < 0 || event.row >= static_cast<int>(lines_.size())) return;
  OrderLine& line = lines_[static_cast<std::size_t>(event.row)];
  std::string& text = event.column == GalleryColumn::sku ? line.sku : line.quantity;
  switch (event.kind) {
    case ui::GridEvent::edited:
    case ui::GridEvent::reverted:
      text = event.text;
      if (event.column == GalleryColumn::sku) search_ = event.text;
      break;
    case ui::GridEvent::committed:
      if (event.column == GalleryColumn::sku) {
        std::transform(text.begin(), text.end(), text.begin(), [](char c) {
          return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        });
      }
      break;
    case ui::GridEvent::picked:
      line.sku = choices_[static_cast<std::size_t>(event.choice)].label;
      search_.clear();
      break;
    case ui::GridEvent::copy_down: {
      const OrderLine& above = lines_[static_cast<std::size_t>(event.row - 1)];
      text = event.column == GalleryColumn::sku ? above.sku : above.quantity;
      break;
    }
    case ui::GridEvent::stepped:
      text =
          std::to_string(std::max(0, std::atoi(text.c_str()) + (event.text == "+" ? 10 : -10)));
      break;
    case ui::GridEvent::past_end:
      if (!line.sku.empty() || !line.quantity.empty()) lines_.push_back({++next_id_, "", ""});
      break;
    case ui::GridEvent::pressed:
    case ui::GridEvent::delete_row:
      if (lines_.size() > 1) lines_.erase(lines_.begin() + event.row);
      break;
    default: break;
  }
}

void EntryDemo::choose_articles() {
  choices_.clear();
  if (search_.empty()) return;
  for (const Article& article : articles()) {
    if (!holds(article.sku, search_) && !holds(article.name, search_)) continue;
    choices_.push_back({.key = article.sku, .label = article.sku, .detail = article.name,
                        .trailing = dollars(article.price_cents),
                        .badge = article.stock == 0 ? "none in stock" : "",
                        .tone = Tone::warning});
  }
}

}  // namespace tally::app::gallery
