#pragma once
// The gallery's order entry: the grid with lines that can be typed, chosen, pasted and removed.
// In: how many lines to begin with. Out: what it draws; it keeps its lines itself.
// It shows what every kind of grid event does to the state behind it.
// It will not price or check anything: the order entry of the product does.

#include <string>
#include <string_view>
#include <vector>

#include "wasm/screens/gallery_data.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app::gallery {

class EntryDemo {
 public:
  bool is_empty() const { return lines_.empty(); }
  void fill(int count) { lines_ = order_lines(count); }
  void draw_page();
  void draw_grid(float height);

 private:
  void apply(const ui::GridEvent& event);
  void choose_articles();

  std::vector<OrderLine> lines_;
  int next_id_ = 100000;
  std::vector<ui::Choice> choices_;
  std::string search_, pasted_;
};

/// True where `text` holds `wanted`, whatever the case.
bool holds(std::string_view text, std::string_view wanted);

}  // namespace tally::app::gallery
