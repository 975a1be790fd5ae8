#include "wasm/ui/theme.hpp"

#include <initializer_list>

namespace tally::app::ui {
namespace {

// 0xRRGGBB as people write it, to ImGui's byte order.
constexpr Colour rgb(std::uint32_t value, std::uint32_t alpha = 255) {
  return (alpha << 24) | ((value & 0xFF) << 16) | (value & 0xFF00) | (value >> 16);
}

constexpr TonePaint paint(std::uint32_t fill, std::uint32_t on_fill, std::uint32_t soft,
                          std::uint32_t on_soft, std::uint32_t edge) {
  return {rgb(fill), rgb(on_fill), rgb(soft), rgb(on_soft), rgb(edge)};
}

void paint_light(Theme& t) {
  t.page = rgb(0xF5F6F8);
  t.surface = rgb(0xFFFFFF);
  t.raised = rgb(0xFFFFFF);
  t.sunken = rgb(0xEEF0F4);
  t.overlay = rgb(0x1B2130);
  t.ink = rgb(0x151A24);
  t.ink_muted = rgb(0x4C5567);
  t.ink_faint = rgb(0x646D7E);
  t.line = rgb(0xE3E6EC);
  t.line_strong = rgb(0xCDD3DD);
  t.control = rgb(0xFFFFFF);
  t.control_edge = rgb(0x8A93A4);
  t.hover = rgb(0x1B2545, 13);
  t.press = rgb(0x1B2545, 26);
  t.selected = rgb(0xECEFFE);
  t.focus = rgb(0x3346D3);
  t.selection = rgb(0xB9C4FF);
  t.scrim = rgb(0x0D1220, 112);
  t.shadow = rgb(0x101828, 13);
  t.neutral = paint(0x4C5567, 0xFFFFFF, 0xEDEFF3, 0x3C4454, 0xD5DAE3);
  t.accent = paint(0x3346D3, 0xFFFFFF, 0xE9ECFE, 0x2A3AB4, 0xC3CBFA);
  t.success = paint(0x0B7A4B, 0xFFFFFF, 0xDFF5E9, 0x08623C, 0xA9DFC3);
  t.warning = paint(0xA15C00, 0xFFFFFF, 0xFDF0D6, 0x7F4800, 0xEFD097);
  t.danger = paint(0xC42B32, 0xFFFFFF, 0xFDE8E8, 0xA51F26, 0xF3BABC);
  t.info = paint(0x0A6C9C, 0xFFFFFF, 0xDFF1FA, 0x075578, 0xA9D7EC);
}

void paint_dark(Theme& t) {
  t.page = rgb(0x0E1117);
  t.surface = rgb(0x161B24);
  t.raised = rgb(0x1D2330);
  t.sunken = rgb(0x0A0D12);
  t.overlay = rgb(0x2A3244);
  t.ink = rgb(0xECEFF5);
  t.ink_muted = rgb(0xAAB3C3);
  t.ink_faint = rgb(0x8D97A9);
  t.line = rgb(0x262D3B);
  t.line_strong = rgb(0x3A4355);
  t.control = rgb(0x11151D);
  t.control_edge = rgb(0x69748A);
  t.hover = rgb(0xC8D4FF, 18);
  t.press = rgb(0xC8D4FF, 34);
  t.selected = rgb(0x1F2850);
  t.focus = rgb(0x92A2FF);
  t.selection = rgb(0x3A4BA8);
  t.scrim = rgb(0x04060A, 168);
  t.shadow = rgb(0x000000, 70);
  t.neutral = paint(0xAAB3C3, 0x11151D, 0x262D3B, 0xC9D0DC, 0x3A4355);
  t.accent = paint(0x5A6BF0, 0xFFFFFF, 0x20294F, 0xB4C0FF, 0x3A489A);
  t.success = paint(0x3DBE85, 0x06170F, 0x10301F, 0x7FDDB2, 0x1F5A3E);
  t.warning = paint(0xE9A23B, 0x1E1300, 0x35260C, 0xF3C67E, 0x66491A);
  t.danger = paint(0xF0737A, 0x21080A, 0x3A171A, 0xF7A8AC, 0x713036);
  t.info = paint(0x52B4E3, 0x05161F, 0x0E2B3A, 0x93D3F1, 0x22546D);
}

void strengthen(Theme& t) {
  t.ink_muted = t.ink_faint = t.ink;
  t.line = t.line_strong = t.control_edge;
  t.control_edge = t.ink;
  for (TonePaint* tone : {&t.neutral, &t.accent, &t.success, &t.warning, &t.danger, &t.info}) {
    tone->edge = tone->on_soft;
  }
}

struct Chosen {
  Scheme scheme = Scheme::follow_system;
  Preference preference;
  Theme theme = make_theme(false, false, false);
};

Chosen& chosen() {
  static Chosen value;
  return value;
}

void renew() {
  const Chosen& c = chosen();
  const bool dark = c.scheme == Scheme::follow_system ? c.preference.dark
                                                      : c.scheme == Scheme::dark;
  chosen().theme = make_theme(dark, c.preference.more_contrast, c.preference.reduced_motion);
}

}  // namespace

Theme make_theme(bool dark, bool high_contrast, bool still) {
  Theme t{.dark = dark, .high_contrast = high_contrast, .still = still};
  dark ? paint_dark(t) : paint_light(t);
  if (high_contrast) strengthen(t);
  return t;
}

const Theme& theme() { return chosen().theme; }
Scheme chosen_scheme() { return chosen().scheme; }

void choose_scheme(Scheme scheme) {
  chosen().scheme = scheme;
  renew();
}

void set_preference(const Preference& preference) {
  chosen().preference = preference;
  renew();
}

Colour ink_colour(Ink ink) {
  const Theme& t = theme();
  switch (ink) {
    case Ink::normal: return t.ink;
    case Ink::muted: return t.ink_muted;
    case Ink::faint: return t.ink_faint;
    case Ink::accent: return t.accent.on_soft;
    case Ink::success: return t.success.on_soft;
    case Ink::warning: return t.warning.on_soft;
    case Ink::danger: return t.danger.on_soft;
    case Ink::info: return t.info.on_soft;
    case Ink::on_accent: return t.accent.on_fill;
  }
  return t.ink;
}

const TonePaint& tone_paint(Tone tone) {
  const Theme& t = theme();
  switch (tone) {
    case Tone::neutral: return t.neutral;
    case Tone::accent: return t.accent;
    case Tone::success: return t.success;
    case Tone::warning: return t.warning;
    case Tone::danger: return t.danger;
    case Tone::info: return t.info;
  }
  return t.neutral;
}

}  // namespace tally::app::ui
