#include "wasm/ui/icons.hpp"

#include <array>
#include <cstdlib>

#include <imgui.h>

namespace tally::app::ui {
namespace {

// Strokes on a field of 24 by 24, in a small language: M x y starts, L x y draws on,
// C draws a cubic curve, Z closes, O x y r is a circle, D x y r a filled dot,
// R x y w h r a rounded rectangle. Ours, drawn for this product.
constexpr std::array<const char*, 60> drawings{
    "",
    "M4 11 L12 4 L20 11 M6 9.5 L6 20 L18 20 L18 9.5 M10 20 L10 14 L14 14 L14 20",  // home
    "M3 4 L5.5 4 L8 15 L18 15 L20.5 7 L6.2 7 O9.5 19 1.4 O16.5 19 1.4",            // cart
    "R5 4 14 17 2 M9 4 L9 2.8 L15 2.8 L15 4 M9 10 L15 10 M9 14 L15 14 M9 17.5 L12.5 17.5",
    "M4 13 L8 13 L9.5 16 L14.5 16 L16 13 L20 13 M4 13 L6.5 5 L17.5 5 L20 13 L20 19 L4 19 Z",
    "M12 3 L20 7.2 L20 16.8 L12 21 L4 16.8 L4 7.2 Z M4 7.2 L12 11.5 L20 7.2 M12 11.5 L12 21",
    "O9 8.5 3.5 M2.8 20 C2.8 16 5 14 9 14 C13 14 15.2 16 15.2 20 M15.5 5.3 C17.6 5.6 18.8 6.9 "
    "18.8 8.5 C18.8 10.1 17.6 11.4 15.5 11.7 M17.5 14.3 C19.8 14.9 21.2 16.8 21.2 20",
    "M3 20 L3 9 L12 4 L21 9 L21 20 M7 20 L7 12 L17 12 L17 20 M7 16 L17 16",  // warehouse
    "M2.5 6 L14 6 L14 16 L2.5 16 Z M14 9.5 L18 9.5 L21.5 13 L21.5 16 L14 16 O7 17.8 1.9 "
    "O17.5 17.8 1.9",  // truck
    "M5 5 L11 5 M5 5 L5 19 L11 19 M5 12 L11 12 R11 3 8 4 1.2 R11 10 8 4 1.2 R11 17 8 4 1.2",
    "M4 4 L4 20 L20 20 M8.5 16.5 L8.5 12 M13 16.5 L13 8 M17.5 16.5 L17.5 10.5",  // reports
    "M4 7 L13 7 M18 7 L20 7 O15.5 7 2.3 M4 17 L6 17 M11 17 L20 17 O8.5 17 2.3",  // settings
    "O10.8 10.8 6.3 M15.5 15.5 L20.5 20.5",                                      // search
    "M12 5 L12 19 M5 12 L19 12",                                                 // plus
    "M5 12 L19 12",                                                              // minus
    "M5 12.5 L10 17.5 L19.5 7",                                                  // check
    "M6.5 6.5 L17.5 17.5 M17.5 6.5 L6.5 17.5",                                   // cross
    "M6.5 9.5 L12 15 L17.5 9.5",
    "M9.5 6.5 L15 12 L9.5 17.5",
    "M14.5 6.5 L9 12 L14.5 17.5",
    "M6.5 14.5 L12 9 L17.5 14.5",
    "M19.5 12 L5 12 M11 6 L5 12 L11 18",
    "M4.5 12 L19 12 M13 6 L19 12 L13 18",                   // arrows
    "M12 4 L21 19.5 L3 19.5 Z M12 10 L12 14 D12 16.8 0.9",  // warning
    "O12 12 8.5 M12 11 L12 16 D12 8 0.9",                   // info
    "O12 12 8.5 M9.6 9.8 C9.8 8.2 10.8 7.4 12.1 7.4 C13.5 7.4 14.6 8.3 14.6 9.7 C14.6 11.6 12.1 "
    "11.8 12.1 13.6 D12.1 16.4 0.9",                                             // question
    "O12 12 8.5 M12 7.8 L12 12.8 D12 16 0.9",                                    // error
    "O12 12 8.5 M8.3 12.3 L11 15 L15.8 9.6",                                     // success
    "O12 12 8.5 M12 7.2 L12 12 L15.2 14",                                        // clock
    "R4 5.5 16 15 2 M4 10 L20 10 M8.5 3.5 L8.5 7 M15.5 3.5 L15.5 7",             // calendar
    "M4.5 19.5 L5.3 15.6 L15.8 5.1 L18.9 8.2 L8.4 18.7 Z M13.5 7.4 L16.6 10.5",  // edit
    "M4.5 6.5 L19.5 6.5 M9 6.5 L9 4 L15 4 L15 6.5 M6.5 6.5 L7.3 20 L16.7 20 L17.5 6.5 M10.2 10.5 "
    "L10.2 16 M13.8 10.5 L13.8 16",  // trash
    "R8.5 8.5 11 11 2 M8.5 15.5 L6.5 15.5 L4.5 13.5 L4.5 6.5 L6.5 4.5 L13.5 4.5 L15.5 6.5 L15.5 "
    "8.5",                                                // copy
    "R5 5 14 16 2 R9 3 6 4 1 M9 12 L15 12 M9 16 L13 16",  // paste
    "M7 8.5 L7 3.5 L17 3.5 L17 8.5 M7 17 L4 17 L4 8.5 L20 8.5 L20 17 L17 17 M7 14 L17 14 L17 20.5 "
    "L7 20.5 Z",                                                    // print
    "M12 4 L12 15 M7 10.5 L12 15.5 L17 10.5 M4.5 19.5 L19.5 19.5",  // download
    "M12 16 L12 5 M7 9.5 L12 4.5 L17 9.5 M4.5 19.5 L19.5 19.5",     // upload
    "M13.5 4.5 L19.5 4.5 L19.5 10.5 M19.5 4.5 L11 13 M17 14 L17 19.5 L4.5 19.5 L4.5 7 L10 7",
    "O12 8.3 4 M4.5 20.5 C4.5 16.3 7.3 14.3 12 14.3 C16.7 14.3 19.5 16.3 19.5 20.5",      // user
    "R5 10.5 14 10 2 M8 10.5 L8 7.5 C8 5 9.6 3.5 12 3.5 C14.4 3.5 16 5 16 7.5 L16 10.5",  // lock
    "M10 4.5 L4.5 4.5 L4.5 19.5 L10 19.5 M9.5 12 L20 12 M15.5 7.5 L20 12 L15.5 16.5",     // log_out
    "M4 7 L20 7 M4 12 L20 12 M4 17 L20 17",                                               // menu
    "D5.5 12 1.4 D12 12 1.4 D18.5 12 1.4",                                                // more
    "M4 5.5 L20 5.5 L14 12.8 L14 19 L10 17 L10 12.8 Z",                                   // filter
    "M8 5 L8 19 M4.5 15.5 L8 19 L11.5 15.5 M16 19 L16 5 M12.5 8.5 L16 5 L19.5 8.5",       // sort
    "M4 8 L4 4.5 L7.5 4.5 M16.5 4.5 L20 4.5 L20 8 M20 16 L20 19.5 L16.5 19.5 M7.5 19.5 L4 19.5 L4 "
    "16 M8 8.5 L8 15.5 M11 8.5 L11 15.5 M13.5 8.5 L13.5 15.5 M16.5 8.5 L16.5 15.5",  // scan
    "M4 4.5 L11.5 4.5 L20 13 L13 20 L4.5 11.5 Z O8.3 8.3 1.2",                       // tag
    "O9 9 5.5 M16.3 9.8 C18.9 10.6 20.3 12.6 20.3 15 C20.3 18 17.9 20.4 14.9 20.4 C12.5 20.4 10.5 "
    "19 9.7 16.8",                                                                        // coins
    "M18 6 L6 18 O7.8 7.8 2.3 O16.2 16.2 2.3",                                            // percent
    "M5 4 L19 4 L19 15 L14 20 L5 20 Z M14 20 L14 15 L19 15 M9 8.5 L15 8.5 M9 12 L13 12",  // note
    "M8 5 L4 9 L8 13 M4 9 L14.5 9 C17.8 9 20 11.2 20 14.2 C20 17.2 17.8 19.3 14.5 19.3 L10 19.3",
    "M16 5 L20 9 L16 13 M20 9 L9.5 9 C6.2 9 4 11.2 4 14.2 C4 17.2 6.2 19.3 9.5 19.3 L14 19.3",
    "M4.5 11 C5 7.2 8.1 4.6 12 4.6 C14.9 4.6 17.3 6.1 18.6 8.4 M19 4.5 L19 8.8 L14.7 8.8 M19.5 13 "
    "C19 16.8 15.9 19.4 12 19.4 C9.1 19.4 6.7 17.9 5.4 15.6 M5 19.5 L5 15.2 L9.3 15.2",  // sync
    "M3.5 3.5 L20.5 20.5 M7.5 18.5 C4.8 18.5 3 16.8 3 14.5 C3 12.3 4.6 10.8 6.8 10.6 M9.3 6.8 C10 "
    "6.4 10.9 6.2 11.8 6.2 C14.8 6.2 16.9 8.1 17.3 10.9 C19.5 11.1 21 12.6 21 14.7 C21 15.6 20.7 "
    "16.4 20.2 17 M14 18.5 L7.5 18.5",  // offline
    "M7.5 18.5 C4.8 18.5 3 16.8 3 14.5 C3 12.3 4.6 10.8 6.8 10.6 C7.3 8 9.3 6.2 11.9 6.2 C14.9 6.2 "
    "16.9 8.1 17.3 10.9 C19.5 11.1 21 12.6 21 14.7 C21 16.9 19.3 18.5 17 18.5 Z",  // online
    "O12 12 4 M12 2.8 L12 4.8 M12 19.2 L12 21.2 M2.8 12 L4.8 12 M19.2 12 L21.2 12 M5.5 5.5 L6.9 "
    "6.9 "
    "M17.1 17.1 L18.5 18.5 M5.5 18.5 L6.9 17.1 M17.1 6.9 L18.5 5.5",  // sun
    "M20 14.3 C18.9 14.9 17.7 15.2 16.4 15.2 C12.2 15.2 8.9 11.9 8.9 7.7 C8.9 6.4 9.2 5.1 9.8 4 "
    "C6.3 "
    "5 3.8 8.2 3.8 12 C3.8 16.7 7.5 20.3 12.1 20.3 C15.8 20.3 19 17.8 20 14.3 Z",  // moon
    "M2.5 12 C4.6 8 7.9 6 12 6 C16.1 6 19.4 8 21.5 12 C19.4 16 16.1 18 12 18 C7.9 18 4.6 16 2.5 12 "
    "Z "
    "O12 12 2.8",                                                    // eye
    "M20.5 3.5 L14 20.5 L10.5 13.5 L3.5 10 Z M20.5 3.5 L10.5 13.5",  // send
    "M12 3.8 L14.5 9.2 L20.3 9.9 L16 13.9 L17.2 19.7 L12 16.8 L6.8 19.7 L8 13.9 L3.7 9.9 L9.5 9.2 "
    "Z",
};
// The last three stand apart to keep the table above at the order of the enum.
constexpr const char* keyboard =
    "R2.5 6 19 12 2 M6 10 L6.4 10 M9.8 10 L10.2 10 M13.8 10 L14.2 10 M17.6 10 L18 10 M7 14 L17 14";
constexpr const char* bell =
    "M6 16.5 L6 11 C6 7.4 8.5 5 12 5 C15.5 5 18 7.4 18 11 L18 16.5 L19.5 18 L4.5 18 Z M10.3 20.8 "
    "L13.7 20.8 M12 3 L12 5";
constexpr const char* layers =
    "M12 3.5 L21 8.5 L12 13.5 L3 8.5 Z M3 12.5 L12 17.5 L21 12.5 M3 16.5 L12 21.5 L21 16.5";

const char* drawing_of(Icon icon) {
  switch (icon) {
    case Icon::keyboard: return keyboard;
    case Icon::bell: return bell;
    case Icon::layers: return layers;
    default: return drawings[static_cast<std::size_t>(icon)];
  }
}

// Reads one drawing and puts its strokes into the list.
struct Pen {
  ImDrawList* list;
  const char* at;
  ImVec2 origin;
  float scale;
  ImU32 colour;
  float stroke;

  float number() {
    char* end = nullptr;
    const float value = std::strtof(at, &end);
    at = end;
    return value;
  }
  ImVec2 point() {
    const float x = number();
    const float y = number();
    return {origin.x + x * scale, origin.y + y * scale};
  }
  void finish(ImDrawFlags flags) { list->PathStroke(colour, flags, stroke); }

  void command(char which) {
    if (which == 'M') {
      finish(0);
      list->PathLineTo(point());
    } else if (which == 'L') {
      list->PathLineTo(point());
    } else if (which == 'C') {
      const ImVec2 a = point(), b = point(), c = point();
      list->PathBezierCubicCurveTo(a, b, c, 10);
    } else if (which == 'Z') {
      finish(ImDrawFlags_Closed);
    } else if (which == 'O' || which == 'D') {
      finish(0);
      const ImVec2 centre = point();
      const float radius = number() * scale;
      if (which == 'O') list->AddCircle(centre, radius, colour, 0, stroke);
      else list->AddCircleFilled(centre, radius + stroke * 0.2F, colour, 10);
    } else if (which == 'R') {
      finish(0);
      const ImVec2 a = point();
      const float width = number() * scale, height = number() * scale, radius = number() * scale;
      list->AddRect(a, {a.x + width, a.y + height}, colour, radius, 0, stroke);
    }
  }
};

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, float x, float y, float size, std::uint32_t colour,
               float stroke) {
  if (icon == Icon::none) return;
  Pen pen{list, drawing_of(icon), {x, y}, size / 24, colour, stroke};
  while (*pen.at != '\0') {
    const char c = *pen.at++;
    if (c != ' ') pen.command(c);
  }
  pen.finish(0);
}

}  // namespace tally::app::ui
