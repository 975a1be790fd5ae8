#include "wasm/ui/fonts.hpp"

#include <array>
#include <cmath>
#include <set>
#include <utility>

#include <imgui.h>
#include <imgui_internal.h>

namespace tally::app::ui {
namespace {

struct Step {
  float css_px, line;
  bool strong;
};
constexpr std::array<Step, 7> scale{{{13, 18, false},
                                     {13, 18, true},
                                     {14, 20, false},
                                     {14, 20, true},
                                     {16, 24, true},
                                     {20, 28, true},
                                     {28, 36, true}}};

struct FontState {
  std::string regular, semibold;
  std::array<ImFont*, scale.size()> fonts{};
  std::array<float, scale.size()> css{};
  std::set<ImWchar> extra;          // characters beyond the basic ranges
  ImVector<ImWchar> ranges;
  float pixel_ratio = 0;
  bool stale = true;
};

FontState& font_state() {
  static FontState value;
  return value;
}

int big_endian_16(const std::string& bytes, std::size_t at) {
  if (at + 2 > bytes.size()) return 0;
  const int value = (static_cast<unsigned char>(bytes[at]) << 8) |
                    static_cast<unsigned char>(bytes[at + 1]);
  return value >= 0x8000 ? value - 0x10000 : value;
}

std::size_t table_offset(const std::string& font, std::string_view tag) {
  const int tables = big_endian_16(font, 4);
  for (int i = 0; i < tables; ++i) {
    const std::size_t entry = 12 + static_cast<std::size_t>(i) * 16;
    if (font.compare(entry, 4, tag) != 0) continue;
    return (static_cast<std::size_t>(big_endian_16(font, entry + 8) & 0xFFFF) << 16) |
           static_cast<std::size_t>(big_endian_16(font, entry + 10) & 0xFFFF);
  }
  return font.size();
}

// ImGui's size is ascent minus descent; the page's is the em. Returns ImGui's for one em.
float box_of_em(const std::string& font) {
  const std::size_t head = table_offset(font, "head"), hhea = table_offset(font, "hhea");
  const int units = big_endian_16(font, head + 18);
  const int box = big_endian_16(font, hhea + 4) - big_endian_16(font, hhea + 6);
  return units > 0 && box > 0 ? static_cast<float>(box) / static_cast<float>(units) : 1.2F;
}

void make_ranges(FontState& s) {
  static constexpr ImWchar basic[] = {0x20,   0x7E,   0xA0,   0xFF,   0x2010,
                                      0x2027, 0x2030, 0x203A, 0x20AC, 0x20AC,
                                      0x2190, 0x2193, 0x2212, 0x2212, 0};
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(basic);
  for (const ImWchar c : s.extra) builder.AddChar(c);
  s.ranges.clear();
  builder.BuildRanges(&s.ranges);
}

bool in_basic_range(unsigned int c) {
  return c < 0x100 || (c >= 0x2010 && c <= 0x203A) || c == 0x20AC || (c >= 0x2190 && c <= 0x2193);
}

}  // namespace

void set_font_files(std::string regular, std::string semibold) {
  font_state().regular = std::move(regular);
  font_state().semibold = std::move(semibold);
  font_state().stale = true;
}

void fonts_show(std::string_view utf8) {
  const char* at = utf8.data();
  const char* end = at + utf8.size();
  while (at < end) {
    if (static_cast<unsigned char>(*at) < 0x80) {
      ++at;
      continue;
    }
    unsigned int c = 0;
    at += ImTextCharFromUtf8(&c, at, end);
    if (in_basic_range(c) || c > 0xFFFF) continue;
    if (font_state().extra.insert(static_cast<ImWchar>(c)).second) font_state().stale = true;
  }
}

bool fonts_stale(float pixel_ratio) {
  return font_state().stale || font_state().pixel_ratio != pixel_ratio;
}

void build_fonts(float pixel_ratio) {
  FontState& s = font_state();
  s.pixel_ratio = pixel_ratio;
  s.stale = false;
  make_ranges(s);
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  io.Fonts->TexGlyphPadding = 1;
  for (std::size_t i = 0; i < scale.size(); ++i) {
    std::string& file = scale[i].strong ? s.semibold : s.regular;
    const float em = box_of_em(file);
    const float atlas_px = std::round(scale[i].css_px * em * pixel_ratio);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = pixel_ratio >= 2 ? 1 : 3;
    config.OversampleV = 1;
    config.GlyphRanges = s.ranges.Data;
    s.fonts[i] = io.Fonts->AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()),
                                                atlas_px, &config);
    s.css[i] = atlas_px / em / pixel_ratio;
  }
  io.Fonts->Build();
  io.FontDefault = s.fonts[static_cast<std::size_t>(Type::body)];
  io.FontGlobalScale = 1 / pixel_ratio;
}

ImFont* font_of(Type type) { return font_state().fonts[static_cast<std::size_t>(type)]; }
float font_size(Type type) { return font_of(type)->FontSize / font_state().pixel_ratio; }
float font_css_size(Type type) { return font_state().css[static_cast<std::size_t>(type)]; }
float line_height(Type type) { return scale[static_cast<std::size_t>(type)].line; }
bool font_is_strong(Type type) { return scale[static_cast<std::size_t>(type)].strong; }

}  // namespace tally::app::ui
