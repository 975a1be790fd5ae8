#pragma once
// Places widgets: page header, scrolling body, cards, columns that stack, gaps.
// In: sizes in CSS pixels and functions that draw the content. Out: regions in the mirror
// (banner, main, region with a name) around what was drawn. It will not paint data widgets.
//
// UI rules. Each widget's first argument is its key: unique in a frame, stable over time, made of
// domain words ("line:7/quantity"), never an index that sorting changes. Widgets fill the width
// of the column they stand in unless their options say otherwise, and flow downwards.
//
//     ui::columns({{ui::grow(2), [&] { lines(); }}, {ui::fixed(320), [&] { totals(); }}},
//                 {.gap = 24, .stack_below = 900});

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

using Draw = std::function<void()>;

struct PageHeader {
  std::string title;
  std::string subtitle;    // one quiet line below the title
  std::string back_label;  // with back_href: "Orders" makes the link "Back to Orders"
  std::string back_href;   // "#/orders"
  Draw actions;            // buttons at the right (below the title when narrow)
};
void page_header(const PageHeader& header);

// The page's one scrolling region (role main). Use once per screen.
void page_body(std::string_view key, const Draw& content);
// The page's region when the content scrolls by itself (a grid that fills the height).
void page_body_fixed(std::string_view key, const Draw& content);

struct CardOptions {
  std::string title;
  std::string note;        // quiet text beside the title
  Draw actions;            // at the right of the title
  bool flush = false;      // no padding around the content: for a grid
  float height = 0;        // 0: as high as the content
};
void card(std::string_view key, const CardOptions& options, const Draw& content);

struct Width {
  float pixels;   // fixed width, or smallest width of a growing column
  float weight;   // 0: fixed
  bool fit;       // as wide as its content was in the frame before
};
inline Width fixed(float pixels) { return {pixels, 0, false}; }
inline Width grow(float weight = 1, float smallest = 0) { return {smallest, weight, false}; }
inline Width fit() { return {0, 0, true}; }

struct Part {
  Width width;
  Draw draw;
};
enum class Align { start, centre, end };
struct ColumnsOptions {
  float gap = space::normal;
  float stack_below = 0;      // narrower than this: one below the other
  Align vertical = Align::start;
};
void columns(std::initializer_list<Part> parts, const ColumnsOptions& options = {});

// A part of a fixed page that scrolls by itself, so high; what is in it takes focus on its own.
void scroll_area(std::string_view key, float height, const Draw& content);
void gap(float pixels = space::normal);
void separator();
float available_width();
float available_height();
// Widgets in a line from left to right, wrapping: chips, a group of buttons.
void flow(float between, const Draw& content);
// As flow, but set to the right edge: the buttons of a form.
void flow_right(std::string_view key, float between, const Draw& content);
// A titled part of a page without the frame of a card.
void section(std::string_view key, std::string_view title, const Draw& content);

}  // namespace tally::app::ui
