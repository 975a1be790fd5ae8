#pragma once
// Writes text that a person reads: headings, paragraphs, labels with values, badges.
// In: UTF-8. Out: text on the canvas and the same words in the mirror.
// It will not take input, and it never translates or formats values itself.
//
//     ui::heading(2, "Ship to");
//     ui::text("14 lines, 3 with a question", {.ink = ui::Ink::muted});

#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

struct TextOptions {
  Type type = Type::body;
  Ink ink = Ink::normal;
  bool wrap = true;         // false: one line, cut with an ellipsis
  bool right = false;       // set to the right edge of its column (figures)
  std::string key;          // only needed when the text changes and should be followed
};
void heading(int level, std::string_view words);  // 1 display, 2 title, 3 large, 4 body strong
void subheading(std::string_view words);  // within a card: third level, in body type
void text(std::string_view words, const TextOptions& options = {});
void caption(std::string_view words);             // small and muted

// "Payment terms    30 days net": a line of a description list.
struct Fact {
  std::string label, value;
  Ink ink = Ink::normal;
  bool strong = false;
};
void facts(std::string_view key, const std::vector<Fact>& list, float label_width = 140);

// Figures, one below the other, set right: totals. strong lines are larger.
void figures(std::string_view key, const std::vector<Fact>& list);

// One large figure with a label: the top of a report.
struct Stat {
  std::string label, value, note;
  Tone tone = Tone::neutral;
  Icon icon = Icon::none;
};
void stat(std::string_view key, const Stat& what);

void badge(std::string_view words, Tone tone = Tone::neutral, Icon icon = Icon::none);
void icon(Icon which, float size = 20, Ink ink = Ink::muted);
float text_width(std::string_view words, Type type = Type::body);

}  // namespace tally::app::ui
