// The page inside the frame: its header with title and actions, and its one scrolling body.
#include <algorithm>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/text.hpp"

namespace tally::app::ui {
namespace {

float page_side() {
  return size_class() == SizeClass::wide     ? 28.0F
         : size_class() == SizeClass::medium ? 24.0F
                                             : 16.0F;
}

}  // namespace

void page_header(const PageHeader& header) {
  Flow& f = flow_now();
  const float side = page_side();
  Memo& own = memo("page/header");
  const ImRect whole(f.left, f.y, f.left + f.width, f.y + own.height);
  Item banner{.key = "page/header", .box = whole};
  banner.node.role = mirror::Role::banner;
  push_open(banner);
  begin_flow(f.left + side, f.y + (compact() ? 14.0F : 22.0F), f.width - 2 * side, 4);
  if (!header.back_href.empty()) {
    link("page/back", "Back to " + header.back_label, header.back_href, {.icon = Icon::arrow_left});
    gap(space::small);
  }
  const auto words = [&] {
    heading(compact() ? 2 : 1, header.title);
    gap(2);
    if (!header.subtitle.empty()) text(header.subtitle, {.ink = Ink::muted});
  };
  const auto actions = [&] {
    if (header.actions) flow(space::small, header.actions);
  };
  columns({{grow(), words}, {fit(), actions}},
          {.gap = space::normal, .stack_below = 420, .vertical = Align::centre});
  const Flow used = end_flow();
  pop();
  const float height = used.bottom - whole.Min.y + (compact() ? 10.0F : 16.0F);
  settle(own.height, height);
  place(f.width, height);
}

void page_body(std::string_view key, const Draw& content) {
  const Flow& f = flow_now();
  const float height = available_height();
  const ImRect box(f.left, f.y, f.left + f.width, f.y + height);
  begin_scroll({.key = std::string(key) + "/main", .name = "Content", .role = mirror::Role::main,
                .box = box, .padding = ImVec2(page_side(), 4), .between = space::normal});
  content();
  gap(page_side());
  place(1, 1);
  end_scroll();
  place(f.width, height);
}

void page_body_fixed(std::string_view key, const Draw& content) {
  const Flow& f = flow_now();
  const float foot = compact() ? space::small : space::normal;
  const float height = available_height() - foot;
  const ImRect box(f.left, f.y, f.left + f.width, f.y + height);
  Item main{.key = full_key(key) + "/main", .box = box};
  main.node.role = mirror::Role::main;
  main.node.name = "Content";
  push_open(main);
  const float side = page_side();
  float& lowest = ImGui::GetCurrentWindow()->InnerClipRect.Max.y;  // what regions may fill
  const float before = lowest;
  lowest = box.Max.y;
  begin_flow(box.Min.x + side, box.Min.y + 4, box.GetWidth() - 2 * side, space::normal);
  content();
  end_flow();
  lowest = before;
  pop();
  place(f.width, height);
}

}  // namespace tally::app::ui
