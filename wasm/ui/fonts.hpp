#pragma once
// Rasterizes the typeface for the present scale of the screen and tells its true sizes.
// In: two font files, the device pixel ratio, the characters that the app shows.
// Out: one font per step of the type scale. It will not shape text: no Arabic, no Thai.
//
//     fonts_show("Łódź");            // characters beyond Latin-1 are added before the next frame
//     ImFont* font = font_of(Type::body);

#include <string>
#include <string_view>

#include "wasm/ui/theme.hpp"

struct ImFont;

namespace tally::app::ui {

void set_font_files(std::string regular, std::string semibold);  // bytes of TTF or OTF files
void fonts_show(std::string_view utf8);       // notes characters that are not in the atlas yet
bool fonts_stale(float pixel_ratio);          // must be built again before this frame
void build_fonts(float pixel_ratio);          // fills ImGui's atlas; the caller uploads it

ImFont* font_of(Type type);
float font_size(Type type);                   // height of a line box of ImGui, CSS pixels
float font_css_size(Type type);               // what the page must ask for to get the same type
float line_height(Type type);                 // distance of two lines of a paragraph
bool font_is_strong(Type type);

}  // namespace tally::app::ui
