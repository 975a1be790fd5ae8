#include "wasm/ui/text.hpp"

#include <algorithm>

#include "wasm/ui/context.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

Type type_of_heading(int level) {
  return level <= 1   ? Type::display
         : level == 2 ? Type::title
         : level == 3 ? Type::large
                      : Type::body_strong;
}

}  // namespace

void heading(int level, std::string_view words) {
  heading_as(level, type_of_heading(level), words);
}

// A look and a level may differ: the title of a card is the second level in body type.
void heading_as(int level, Type type, std::string_view words) {
  const bool in_line = flow_now().horizontal;
  const ImVec2 size = measure(words, type, in_line ? 0 : available_width());
  const ImRect box = place(in_line ? size.x : available_width(), size.y);
  paint_text(words, box.Min, type, theme().ink, in_line ? 0 : box.GetWidth());
  push_text(mirror::Role::heading, words, box, {}, level);
}

void subheading(std::string_view words) { heading_as(3, Type::body_strong, words); }

void text(std::string_view words, const TextOptions& options) {
  const bool in_line = flow_now().horizontal;
  const float wrap = options.wrap && !in_line ? available_width() : 0;
  const ImVec2 size = measure(words, options.type, wrap);
  const float width = in_line ? std::min(size.x, available_width()) : available_width();
  const ImRect box = place(width, size.y);
  const Colour colour = ink_colour(options.ink);
  if (wrap > 0 && !options.right) paint_text(words, box.Min, options.type, colour, wrap);
  else paint_line(words, box, options.type, colour, options.right ? 1.0F : 0.0F);
  push_text(mirror::Role::paragraph, words, box, options.key);
}

void caption(std::string_view words) { text(words, {.type = Type::caption, .ink = Ink::muted}); }

void facts(std::string_view key, const std::vector<Fact>& list, float label_width) {
  for (const Fact& fact : list) {
    const float width = available_width();
    const float value_width = std::max(80.0F, width - label_width);
    const Type type = fact.strong ? Type::body_strong : Type::body;
    const ImVec2 size = measure(fact.value, type, value_width);
    const ImRect box = place(width, std::max(size.y, line_height(Type::body)));
    paint_text(fact.label, box.Min, Type::body, theme().ink_muted);
    paint_text(fact.value, ImVec2(box.Min.x + label_width, box.Min.y), type, ink_colour(fact.ink),
               value_width);
    push_text(mirror::Role::paragraph, fact.label + ": " + fact.value, box,
              std::string(key) + "/" + fact.label);
  }
}

void figures(std::string_view key, const std::vector<Fact>& list) {
  for (const Fact& fact : list) {
    const Type type = fact.strong ? Type::large : Type::body;
    if (fact.strong) {
      gap(space::medium);
      separator();
      gap(space::medium);
    }
    const ImRect box = place(available_width(), line_height(type));
    const float value = measure(fact.value, type).x;
    paint_line(fact.label, ImRect(box.Min, ImVec2(box.Max.x - value - space::medium, box.Max.y)),
               type, fact.strong ? theme().ink : theme().ink_muted);
    paint_line(fact.value, box, type, ink_colour(fact.ink), 1);
    push_text(mirror::Role::paragraph, fact.label + ": " + fact.value, box,
              std::string(key) + "/" + fact.label);
  }
}

void stat(std::string_view key, const Stat& what) {
  const ImRect box = place(available_width(), 116);
  paint_shadow(box, theme().radius_card, 2);
  paint_box(box, theme().surface, theme().radius_card);
  paint_edge(box, theme().line, theme().radius_card);
  const ImVec2 corner(box.Min.x + 20, box.Min.y + 18);
  const ImRect label(corner, ImVec2(box.Max.x - 56, corner.y + 18));
  paint_line(what.label, label, Type::caption_strong, theme().ink_muted);
  const ImRect value(ImVec2(corner.x, corner.y + 22), ImVec2(box.Max.x - 20, corner.y + 58));
  paint_line(what.value, value, Type::display, theme().ink);
  const ImRect note(ImVec2(corner.x, corner.y + 61), ImVec2(box.Max.x - 20, corner.y + 79));
  const bool coloured = what.tone != Tone::neutral;
  paint_line(what.note, note, Type::caption,
             coloured ? tone_paint(what.tone).on_soft : theme().ink_muted);
  if (what.icon != Icon::none) {
    const ImRect disc(ImVec2(box.Max.x - 52, box.Min.y + 16),
                      ImVec2(box.Max.x - 16, box.Min.y + 52));
    paint_box(disc, tone_paint(coloured ? what.tone : Tone::accent).soft, 10);
    paint_icon(what.icon, disc.GetCenter(), 20,
               tone_paint(coloured ? what.tone : Tone::accent).on_soft);
  }
  push_text(mirror::Role::paragraph, what.label + ": " + what.value +
            (what.note.empty() ? "" : ", " + what.note), box, key);
}

void badge(std::string_view words, Tone tone, Icon icon) {
  const TonePaint& paint = tone_paint(tone);
  const float lead = icon == Icon::none ? 9.0F : 25.0F;
  const ImVec2 size = measure(words, Type::caption_strong);
  const ImRect box = place(size.x + lead + 9, 22);
  paint_box(box, paint.soft, 11);
  if (theme().high_contrast) paint_edge(box, paint.edge, 11);
  if (icon != Icon::none) {
    paint_icon(icon, ImVec2(box.Min.x + 15, box.GetCenter().y), 14, paint.on_soft);
  }
  paint_line(words, ImRect(box.Min.x + lead, box.Min.y, box.Max.x, box.Max.y),
             Type::caption_strong, paint.on_soft);
  push_text(mirror::Role::text, words, box);
}

void icon(Icon which, float size, Ink ink) {
  const ImRect box = place(size, size);
  paint_icon(which, box.GetCenter(), size, ink_colour(ink));
}

float text_width(std::string_view words, Type type) { return measure(words, type).x; }

}  // namespace tally::app::ui
