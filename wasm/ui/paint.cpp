#include "wasm/ui/paint.hpp"

#include <algorithm>
#include <cmath>

#include "wasm/ui/context.hpp"
#include "wasm/ui/fonts.hpp"

namespace tally::app::ui {
namespace {

ImDrawList* list() { return ImGui::GetWindowDrawList(); }

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// How many bytes of the words fit into the width.
std::size_t fitting(std::string_view words, ImFont* font, float size, float width) {
  const char* rest = nullptr;
  font->CalcTextSizeA(size, width, 0, words.data(), words.data() + words.size(), &rest);
  return static_cast<std::size_t>(rest - words.data());
}

}  // namespace

ImVec2 measure(std::string_view words, Type type, float wrap_width) {
  fonts_show(words);
  ImFont* font = font_of(type);
  if (wrap_width <= 0) {
    const ImVec2 size = font->CalcTextSizeA(font_size(type), FLT_MAX, 0, words.data(),
                                            words.data() + words.size());
    return {size.x, line_height(type)};
  }
  float lines = 0;
  float widest = 0;
  const char* at = words.data();
  const char* end = at + words.size();
  const float scale = font_size(type) / font->FontSize;
  do {
    const char* line_end = std::find(at, end, '\n');
    const char* stop = at;
    do {
      const char* wrap = font->CalcWordWrapPositionA(scale, stop, line_end, wrap_width);
      if (wrap == stop && stop < line_end) ++wrap;
      widest = std::max(widest, font->CalcTextSizeA(font_size(type), FLT_MAX, 0, stop, wrap).x);
      stop = wrap;
      while (stop < line_end && *stop == ' ') ++stop;
      ++lines;
    } while (stop < line_end);
    at = line_end + (line_end < end ? 1 : 0);
    if (line_end == end) break;
  } while (true);
  return {widest, lines * line_height(type)};
}

void paint_text(std::string_view words, ImVec2 at, Type type, Colour colour, float wrap_width) {
  fonts_show(words);
  ImFont* font = font_of(type);
  const float size = font_size(type);
  const float lead = (line_height(type) - size) / 2;
  const auto put = [&](const char* from, const char* to, float y) {
    list()->AddText(font, size, ImVec2(snap(at.x), snap(y + lead)), colour, from, to);
  };
  const char* start = words.data();
  const char* end = start + words.size();
  if (wrap_width <= 0) {
    put(start, end, at.y);
    return;
  }
  float y = at.y;
  const float scale = size / font->FontSize;
  while (true) {
    const char* line_end = std::find(start, end, '\n');
    const char* stop = start;
    do {
      const char* wrap = font->CalcWordWrapPositionA(scale, stop, line_end, wrap_width);
      if (wrap == stop && stop < line_end) ++wrap;
      put(stop, wrap, y);
      y += line_height(type);
      stop = wrap;
      while (stop < line_end && *stop == ' ') ++stop;
    } while (stop < line_end);
    if (line_end == end) return;
    start = line_end + 1;
  }
}

void paint_line(std::string_view words, const ImRect& box, Type type, Colour colour, float align) {
  if (words.empty() || box.GetWidth() <= 0) return;
  fonts_show(words);
  ImFont* font = font_of(type);
  const float size = font_size(type);
  const char* begin = words.data();
  const char* end = begin + words.size();
  const float width = font->CalcTextSizeA(size, FLT_MAX, 0, begin, end).x;
  const float y = snap(box.Min.y + (box.GetHeight() - size) / 2);
  if (width <= box.GetWidth() + 0.5F) {
    const float x = snap(box.Min.x + (box.GetWidth() - width) * align);
    list()->AddText(font, size, ImVec2(x, y), colour, begin, end);
    return;
  }
  const float dots = font->CalcTextSizeA(size, FLT_MAX, 0, ellipsis.data(),
                                         ellipsis.data() + ellipsis.size()).x;
  const std::size_t bytes = fitting(words, font, size, std::max(0.0F, box.GetWidth() - dots));
  const float kept = font->CalcTextSizeA(size, FLT_MAX, 0, begin, begin + bytes).x;
  list()->AddText(font, size, ImVec2(snap(box.Min.x), y), colour, begin, begin + bytes);
  list()->AddText(font, size, ImVec2(snap(box.Min.x + kept), y), colour, ellipsis.data(),
                  ellipsis.data() + ellipsis.size());
}

void paint_box(const ImRect& box, Colour fill, float radius) {
  list()->AddRectFilled(box.Min, box.Max, fill, radius);
}

void paint_edge(const ImRect& box, Colour edge, float radius, float thickness) {
  // Strokes run along the middle of their path: half a stroke inwards keeps them sharp.
  const float half = thickness / 2 - 0.5F;
  list()->AddRect(ImVec2(box.Min.x + half, box.Min.y + half),
                  ImVec2(box.Max.x - half, box.Max.y - half), edge, radius, 0, thickness);
}

void paint_shadow(const ImRect& box, float radius, float reach) {
  // Several faint boxes, each a little larger: their sum falls off softly.
  const Colour shade = theme().shadow;
  const float strength = static_cast<float>(shade >> IM_COL32_A_SHIFT) / 255.0F;
  const int rings = reach <= 4 ? 2 : 8;
  for (int i = rings; i >= 1; --i) {
    const float grow = reach * static_cast<float>(i) / static_cast<float>(rings);
    const ImRect ring(box.Min.x - grow, box.Min.y - grow + reach * 0.4F, box.Max.x + grow,
                      box.Max.y + grow + reach * 0.4F);
    paint_box(ring, with_alpha(shade, strength * (rings == 2 ? 0.45F : 0.42F)), radius + grow);
  }
}

void paint_focus(const ImRect& box, float radius) {
  const ImRect ring(box.Min.x - 2, box.Min.y - 2, box.Max.x + 2, box.Max.y + 2);
  paint_edge(ring, theme().focus, radius + 2, 2);
}

void paint_icon(Icon icon, ImVec2 centre, float size, Colour colour) {
  const float stroke = std::max(1.3F, size * 0.075F);
  draw_icon(list(), icon, snap(centre.x - size / 2), snap(centre.y - size / 2), size, colour,
            stroke);
}

void paint_hairline(ImVec2 from, ImVec2 to, Colour colour) {
  list()->AddRectFilled(ImVec2(snap(from.x), snap(from.y)),
                        ImVec2(std::max(snap(to.x), snap(from.x) + 1 / ctx().pixel_ratio),
                               std::max(snap(to.y), snap(from.y) + 1)), colour);
}

Colour blend(Colour under, Colour over) {
  const float a = static_cast<float>(over >> IM_COL32_A_SHIFT) / 255.0F;
  Colour mixed = 0xFF000000U;
  for (int shift = 0; shift < 24; shift += 8) {
    const auto below = static_cast<float>((under >> shift) & 0xFF);
    const auto above = static_cast<float>((over >> shift) & 0xFF);
    mixed |= static_cast<Colour>(std::lround(below + (above - below) * a)) << shift;
  }
  return mixed;
}

Colour with_alpha(Colour colour, float alpha) {
  const auto a = static_cast<Colour>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
  return (colour & 0x00FFFFFFU) | (a << IM_COL32_A_SHIFT);
}

}  // namespace tally::app::ui
