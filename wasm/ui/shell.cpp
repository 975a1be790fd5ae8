#include "wasm/ui/shell.hpp"

#include <algorithm>

#include "wasm/platform_web.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"
#include "wasm/ui/tip.hpp"

namespace tally::app::ui {
namespace {

constexpr float rail_wide = 208, rail_narrow = 72, bar_height = 60, status_height = 32;
constexpr int bar_items_max = 5;

bool is_here(const NavItem& entry, std::string_view route) {
  const std::string_view path = std::string_view(entry.href).substr(1);
  if (!route.starts_with(path)) return false;
  return route.size() == path.size() || route[path.size()] == '/' || route[path.size()] == '?';
}

void paint_count(int count, ImVec2 right_middle, bool lit) {
  if (count <= 0) return;
  const std::string words = count > 999 ? "999+" : std::to_string(count);
  const float width = std::max(20.0F, measure(words, Type::caption_strong).x + 12);
  const ImRect pill(right_middle.x - width, right_middle.y - 10, right_middle.x,
                    right_middle.y + 10);
  paint_box(pill, lit ? theme().accent.fill : theme().neutral.soft, 10);
  paint_line(words, pill, Type::caption_strong,
             lit ? theme().accent.on_fill : theme().neutral.on_soft, 0.5F);
}

enum class NavLook { wide, narrow, bar };

void nav_item(const NavItem& entry, const ImRect& box, NavLook look, bool here) {
  Item it = item("nav/" + entry.label, box);
  it.node.role = mirror::Role::link;
  it.node.name = entry.count > 0 ? entry.label + ", " + std::to_string(entry.count) : entry.label;
  it.node.href = entry.href;
  if (here) it.node.state |= mirror::state::current;
  push(it);
  const Colour ink = here ? theme().accent.on_soft : it.hovered ? theme().ink : theme().ink_muted;
  if (look == NavLook::bar) {
    const ImVec2 sign(box.GetCenter().x, box.Min.y + 20);
    if (here) paint_box(ImRect(sign.x - 28, sign.y - 14, sign.x + 28, sign.y + 14),
                        theme().accent.soft, 14);
    paint_icon(entry.icon, sign, 22, ink);
    paint_line(entry.label, ImRect(box.Min.x, box.Min.y + 36, box.Max.x, box.Min.y + 54),
               here ? Type::caption_strong : Type::caption, ink, 0.5F);
    if (entry.count > 0) paint_count(entry.count, ImVec2(sign.x + 26, sign.y - 8), true);
  } else {
    if (here) paint_box(box, theme().accent.soft, theme().radius);
    else if (it.hovered) paint_box(box, theme().hover, theme().radius);
    if (look == NavLook::narrow) {
      paint_icon(entry.icon, box.GetCenter(), 22, ink);
      if (entry.count > 0) paint_count(entry.count, ImVec2(box.Max.x - 2, box.Min.y + 8), true);
      tip(it, entry.label);
    } else {
      paint_icon(entry.icon, ImVec2(box.Min.x + 22, box.GetCenter().y), 20, ink);
      paint_line(entry.label, ImRect(box.Min.x + 44, box.Min.y, box.Max.x - 44, box.Max.y),
                 here ? Type::body_strong : Type::body, ink);
      paint_count(entry.count, ImVec2(box.Max.x - 10, box.GetCenter().y), here);
    }
  }
  if (it.focused)
    paint_focus(ImRect(box.Min.x + 2, box.Min.y + 2, box.Max.x - 2, box.Max.y - 2), 6);
  if (presses(it) > 0) platform::navigate(entry.href);
}

// Two notched halves of one stick: the product's sign.
void paint_sign(ImVec2 corner, float size) {
  const float w = size * 0.36F;
  paint_box(ImRect(corner.x, corner.y, corner.x + size, corner.y + size), theme().accent.fill,
            size * 0.26F);
  const Colour ink = theme().accent.on_fill;
  const float left = corner.x + size * 0.22F, right = corner.x + size * 0.78F;
  const float top = corner.y + size * 0.24F, step = size * 0.135F;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float thick = std::max(1.5F, size * 0.065F);
  for (int i = 0; i < 5; ++i) {
    const float y = top + step * static_cast<float>(i);
    const float reach = i == 2 ? w * 1.0F : w * 0.62F;
    list->AddLine(ImVec2(left, y), ImVec2(left + reach, y), ink, thick);
    list->AddLine(ImVec2(right - reach, y), ImVec2(right, y), ink, thick);
  }
}

void open_navigation(const ImRect& box) {
  Item nav{.key = "nav", .box = box};
  nav.node.role = mirror::Role::navigation;
  nav.node.name = "Main";
  push_open(nav);
}

void scheme_button(bool wide) {
  const bool dark = theme().dark;
  if (button("nav/scheme", dark ? "Light colours" : "Dark colours",
             {.look = Look::quiet, .icon = dark ? Icon::sun : Icon::moon, .icon_only = !wide,
              .small = true})) {
    choose_scheme(dark ? Scheme::light : Scheme::dark);
    platform::save("scheme", dark ? "light" : "dark");
    redraw();
  }
}

void draw_rail(const Surroundings& around, std::string_view route, float width) {
  const bool wide = width == rail_wide;
  const ImRect box(0, 0, width, ctx().height);
  paint_box(box, theme().surface, 0);
  paint_hairline(ImVec2(width - 1, 0), ImVec2(width - 1, ctx().height), theme().line);
  const float side = wide ? 12.0F : 14.0F;
  paint_sign(ImVec2(wide ? 20.0F : 20.0F, 20), 32);
  if (wide) {
    paint_line("Tallystick", ImRect(64, 18, width - 12, 38), Type::large, theme().ink);
    paint_line(around.company, ImRect(64, 37, width - 12, 54), Type::caption, theme().ink_muted);
  }
  open_navigation(box);
  float y = 76;
  for (const NavItem& entry : around.navigation) {
    const ImRect place_of(side, y, width - side, y + (wide ? 40.0F : 44.0F));
    nav_item(entry, place_of, wide ? NavLook::wide : NavLook::narrow, is_here(entry, route));
    y += wide ? 44.0F : 48.0F;
  }
  const float foot = around.person.empty() ? 44.0F : wide ? 104.0F : 124.0F;
  begin_flow(wide ? side : (width - 28) / 2, ctx().height - foot, width - 2 * side, 6);
  scheme_button(wide);
  if (!around.person.empty() && wide) {
    gap(10);
    separator();
    gap(10);
    const ImRect who = place(width - 2 * side, 40);
    const ImRect disc(who.Min.x + 2, who.Min.y + 3, who.Min.x + 36, who.Min.y + 37);
    paint_box(disc, theme().accent.soft, 17);
    paint_line(around.person.substr(0, 1), disc, Type::body_strong, theme().accent.on_soft, 0.5F);
    paint_line(around.person, ImRect(who.Min.x + 46, who.Min.y + 2, who.Max.x - 34, who.Min.y + 21),
               Type::body_strong, theme().ink);
    paint_line(around.role, ImRect(who.Min.x + 46, who.Min.y + 20, who.Max.x - 34, who.Max.y - 1),
               Type::caption, theme().ink_muted);
    push_text(mirror::Role::paragraph, around.person + ", " + around.role, who, "nav/person");
    begin_flow(who.Max.x - 28, who.Min.y + 6, 28, 0);
    if (button("nav/sign-out", "Sign out", {.look = Look::quiet, .icon = Icon::log_out,
                                            .icon_only = true, .small = true})) sign_out();
    end_flow();
  } else if (!around.person.empty()) {
    if (button("nav/sign-out", "Sign out", {.look = Look::quiet, .icon = Icon::log_out,
                                            .icon_only = true, .small = true})) sign_out();
  }
  end_flow();
  pop();
}

void draw_bar(const Surroundings& around, std::string_view route) {
  const float top = ctx().height - bar_height;
  const ImRect box(0, top, ctx().width, ctx().height);
  paint_box(box, theme().surface, 0);
  paint_hairline(ImVec2(0, top), ImVec2(ctx().width, top), theme().line);
  open_navigation(box);
  const int count = static_cast<int>(around.navigation.size());
  const bool more = count >= bar_items_max;  // there is always a way to sign out
  const int shown = more ? bar_items_max - 1 : count;
  const float width = ctx().width / static_cast<float>(std::max(1, more ? bar_items_max : count));
  for (int i = 0; i < shown; ++i) {
    const NavItem& entry = around.navigation[static_cast<std::size_t>(i)];
    const float x = width * static_cast<float>(i);
    nav_item(entry, ImRect(x, top, x + width, ctx().height), NavLook::bar, is_here(entry, route));
  }
  if (more) {
    std::vector<MenuItem> rest;
    for (int i = shown; i < count; ++i) {
      const NavItem& entry = around.navigation[static_cast<std::size_t>(i)];
      rest.push_back({.label = entry.label, .icon = entry.icon});
    }
    rest.push_back({.label = "Sign out", .icon = Icon::log_out});
    begin_flow(width * static_cast<float>(shown) + (width - 36) / 2, top + 12, 36, 0);
    const auto picked = menu("nav/more", "More", rest, {.look = Look::quiet, .icon = Icon::menu,
                                                        .icon_only = true});
    end_flow();
    if (picked) {
      const auto index = static_cast<std::size_t>(shown + *picked);
      if (index < around.navigation.size()) platform::navigate(around.navigation[index].href);
      else sign_out();
    }
  }
  pop();
}

void draw_status(const Surroundings& around, const ImRect& box) {
  if (around.status.empty()) return;
  paint_box(box, theme().surface, 0);
  paint_hairline(box.Min, ImVec2(box.Max.x, box.Min.y), theme().line);
  const Colour ink = around.status_tone == Tone::neutral ? theme().ink_muted
                                                         : tone_paint(around.status_tone).on_soft;
  const Colour dot = around.status_tone == Tone::neutral ? theme().success.fill
                                                         : tone_paint(around.status_tone).fill;
  ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(box.Min.x + 20, box.GetCenter().y), 4, dot);
  paint_line(around.status, ImRect(box.Min.x + 32, box.Min.y, box.Max.x - 12, box.Max.y),
             Type::caption, ink);
  Item foot{.key = "shell/foot", .box = box};
  foot.node.role = mirror::Role::content_info;
  foot.node.name = "Status";
  push_open(foot);
  push_text(mirror::Role::paragraph, around.status, box, "shell/status");
  pop();
}

void begin_root() {
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(ctx().width, ctx().height));
  ImGui::Begin("##page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
  paint_box(ImRect(0, 0, ctx().width, ctx().height), theme().page, 0);
  Item app{.key = "app", .box = ImRect(0, 0, ctx().width, ctx().height)};
  app.node.role = mirror::Role::group;
  push_open(app);
}

void end_root() {
  pop();
  ImGui::GetCurrentWindow()->DC.IsSetPos = false;
  ImGui::End();
}

}  // namespace

void draw_shell(const Surroundings& around, std::string_view route, const Draw& screen) {
  begin_root();
  const SizeClass size = size_class();
  const bool bar = !around.bare && size == SizeClass::compact;
  float left = 0, bottom = ctx().height;
  if (bar) bottom -= bar_height;
  else if (!around.bare) left = size == SizeClass::wide ? rail_wide : rail_narrow;
  if (!around.bare && !bar) draw_rail(around, route, left);
  const float status = around.bare || around.status.empty() ? 0 : status_height;
  ImGui::PushClipRect(ImVec2(left, 0), ImVec2(ctx().width, bottom - status), true);
  begin_flow(left, 0, ctx().width - left, 0);
  // Regions ask how much height is left: down to the status line.
  ImGui::GetCurrentWindow()->InnerClipRect.Max.y = bottom - status;
  screen();
  end_flow();
  ImGui::PopClipRect();
  draw_status(around, ImRect(left, bottom - status, ctx().width, bottom));
  if (bar) draw_bar(around, route);
  end_root();
}

}  // namespace tally::app::ui
