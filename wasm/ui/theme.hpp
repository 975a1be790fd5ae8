#pragma once
// Holds the design system as data: colours, spacing, type scale and radii, light and dark.
// In: what the person prefers (scheme, contrast, motion). Out: one Theme that all widgets read.
// It will not draw and does not ask the browser; platform_web tells it what is preferred.
//
//     const ui::Theme& theme = ui::theme();
//     draw_list->AddRectFilled(a, b, theme.accent.fill, theme.radius);

#include <cstdint>

namespace tally::app::ui {

using Colour = std::uint32_t;  // packed as ImU32: 0xAABBGGRR

// Spacing steps of the 8-px scale, in CSS pixels.
namespace space {
inline constexpr float hair = 2, tight = 4, small = 8, medium = 12, normal = 16, large = 24,
                       huge = 32, vast = 48;
}

enum class Type { caption, caption_strong, body, body_strong, large, title, display };
enum class Ink { normal, muted, faint, accent, success, warning, danger, info, on_accent };
enum class Tone { neutral, accent, success, warning, danger, info };

// How one tone looks: solid fill with text on it, soft fill with text on it, and an edge.
struct TonePaint {
  Colour fill, on_fill, soft, on_soft, edge;
};

struct Theme {
  bool dark, high_contrast, still;  // still: the person asked for reduced motion
  Colour page, surface, raised, sunken, overlay;
  Colour ink, ink_muted, ink_faint;
  Colour line, line_strong, control, control_edge, hover, press, selected;
  Colour focus, selection, scrim, shadow;
  TonePaint neutral, accent, success, warning, danger, info;
  float radius = 8, radius_small = 6, radius_card = 12;
  float control_height = 36, control_height_small = 28, row_height = 40;
};

enum class Scheme { follow_system, light, dark };
struct Preference {
  bool dark = false, more_contrast = false, reduced_motion = false;
};

const Theme& theme();
Scheme chosen_scheme();
void choose_scheme(Scheme scheme);          // a person's own choice; stored by the platform
void set_preference(const Preference& preference);  // what the browser reports
Colour ink_colour(Ink ink);
const TonePaint& tone_paint(Tone tone);
Theme make_theme(bool dark, bool high_contrast, bool still);  // pure

}  // namespace tally::app::ui
