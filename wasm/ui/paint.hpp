#pragma once
// Draws the few shapes that everything is made of: text, boxes, shadows, the focus ring.
// In: places in CSS pixels, colours of the theme. Out: vertices in the present window's list.
// It will not take input and tells the mirror nothing.
//
//     paint_text("Total", box.Min, Type::body_strong, theme().ink);

#include <string_view>

#include <imgui.h>
#include <imgui_internal.h>
#include "wasm/ui/icons.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

ImVec2 measure(std::string_view words, Type type, float wrap_width = 0);
void paint_text(std::string_view words, ImVec2 at, Type type, Colour colour, float wrap_width = 0);
// One line inside a box: vertically centred, cut with an ellipsis. align: 0 left, 0.5, 1 right.
void paint_line(std::string_view words, const ImRect& box, Type type, Colour colour,
                float align = 0);
void paint_box(const ImRect& box, Colour fill, float radius);
void paint_edge(const ImRect& box, Colour edge, float radius, float thickness = 1);
void paint_shadow(const ImRect& box, float radius, float reach);  // below a raised thing
void paint_focus(const ImRect& box, float radius);                // the ring, outside the box
void paint_icon(Icon icon, ImVec2 centre, float size, Colour colour);
void paint_hairline(ImVec2 from, ImVec2 to, Colour colour);
Colour blend(Colour under, Colour over);                          // over's alpha decides
Colour with_alpha(Colour colour, float alpha);

}  // namespace tally::app::ui
