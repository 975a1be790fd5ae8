#include "wasm/ui/layout.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "wasm/ui/context.hpp"
#include "wasm/ui/controls.hpp"
#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"
#include "wasm/ui/text.hpp"

namespace tally::app::ui {
namespace {

// Runs content in a column of its own and hands back how much room it took.
Flow draw_column(float x, float y, float width, float between, const Draw& content) {
  begin_flow(x, y, width, between);
  if (content) content();
  return end_flow();
}

// Advances the present flow over what a nested one drew.
void take_room(float width, float height) { place(width, height); }

std::string layout_key(const char* kind) {
  return full_key(kind) + std::to_string(ctx().nameless++);
}

/// What is known of one part of columns: "columns1" + "0" would be the eleventh columns' own.
Memo& part_of(const std::string& key, std::size_t place) {
  return memo(key + "/" + std::to_string(place));
}

std::vector<float> shares(std::span<const Part> parts, float width, float gap,
                          const std::string& key) {
  std::vector<float> widths;
  float rest = width - gap * static_cast<float>(parts.size() - 1);
  float weights = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Width& w = parts[i].width;
    const float own = w.fit ? part_of(key, i).width : w.pixels;
    widths.push_back(w.weight > 0 ? 0 : own);
    rest -= w.weight > 0 ? 0 : own;
    weights += w.weight;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Width& w = parts[i].width;
    if (w.weight > 0) widths[i] = std::max(w.pixels, rest * w.weight / weights);
  }
  return widths;
}

void stack(std::span<const Part> parts, float gap_between) {
  bool first = true;
  for (const Part& part : parts) {
    if (!first) gap(gap_between);
    first = false;
    if (part.draw) part.draw();
  }
}

}  // namespace

void columns(std::initializer_list<Part> list, const ColumnsOptions& options) {
  const std::span<const Part> parts(list.begin(), list.size());
  const float width = available_width();
  if (width < options.stack_below) {
    stack(parts, options.gap);
    return;
  }
  const std::string key = layout_key("columns");
  const std::vector<float> widths = shares(parts, width, options.gap, key);
  // The place is known only afterwards; the flow's next free spot is where it begins.
  Flow& f = flow_now();
  const float before = f.empty ? 0 : f.next_gap >= 0 ? f.next_gap : f.between;
  const float y = f.y + before;
  float x = f.left;
  const float tallest = memo(key).height;
  float height = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Memo& part = part_of(key, i);
    float top = y;
    if (options.vertical == Align::centre) top += (tallest - part.height) / 2;
    if (options.vertical == Align::end) top += tallest - part.height;
    // What is as wide as its content may grow: it is drawn without a bound and measured.
    const float bound = parts[i].width.fit ? width : widths[i];
    const Flow used = draw_column(x, std::max(top, y), bound, space::small, parts[i].draw);
    part.height = used.bottom - used.top;
    if (parts[i].width.fit) settle(part.width, used.right - used.left);
    height = std::max(height, part.height);
    x += widths[i] + options.gap;
  }
  memo(key).height = height;
  take_room(width, height);
}

void gap(float pixels) { flow_now().next_gap = pixels; }

void separator() {
  const ImRect box = place(available_width(), 1);
  paint_hairline(box.Min, ImVec2(box.Max.x, box.Min.y), theme().line);
}

float available_width() {
  const Flow& f = flow_now();
  return f.horizontal ? f.left + f.width - f.x : f.width;
}

float available_height() {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const Flow& f = flow_now();
  const float before = f.empty ? 0 : f.next_gap >= 0 ? f.next_gap : f.between;
  return std::max(0.0F, window->InnerClipRect.Max.y - f.y - before);
}

namespace {

void run_flow(const std::string& key, float left, float width, float between,
              const Draw& content) {
  Flow& outer = flow_now();
  const float before = outer.empty ? 0 : outer.next_gap >= 0 ? outer.next_gap : outer.between;
  begin_flow(left, outer.y + before, width, between, true);
  flow_now().line_height = memo(key).height;
  content();
  const Flow used = end_flow();
  // Remember the tallest thing, so that lower ones stand in the middle of the line next time.
  settle(memo(key).height, used.tallest);
  memo(key).width = used.right - used.left;
  take_room(used.right - used.left, used.bottom - used.top);
}

}  // namespace

void flow(float between, const Draw& content) {
  run_flow(layout_key("flow"), flow_now().horizontal ? flow_now().x : flow_now().left,
           available_width(), between, content);
}

void flow_right(std::string_view key, float between, const Draw& content) {
  const std::string full = full_key(key) + "/flow";
  const float width = std::min(memo(full).width, available_width());
  const float left = flow_now().left + flow_now().width - width;
  const float before = memo(full).width;
  run_flow(full, left, width > 0 ? width + 1 : available_width(), between, content);
  if (std::abs(memo(full).width - before) > 0.25F) redraw();
}

void card(std::string_view key, const CardOptions& options, const Draw& content) {
  const std::string full = full_key(key) + "/card";
  Memo& own = memo(full);
  Flow& f = flow_now();
  const float before = f.empty ? 0 : f.next_gap >= 0 ? f.next_gap : f.between;
  const float height = options.height > 0 ? options.height : own.height;
  const ImRect box(snap(f.left), snap(f.y + before), snap(f.left + f.width),
                   snap(f.y + before + height));
  paint_shadow(box, theme().radius_card, 2);
  paint_box(box, theme().surface, theme().radius_card);
  paint_edge(box, theme().line, theme().radius_card);
  if (!options.title.empty()) {
    Item region{.key = full, .box = box};
    region.node.role = mirror::Role::region;
    region.node.name = options.title;
    push_open(region);
  }
  const float pad = compact() ? space::normal : 20;
  const float side = options.flush ? 0 : pad;
  begin_flow(box.Min.x, box.Min.y, box.GetWidth(), 0);
  if (!options.title.empty()) {
    begin_flow(box.Min.x + pad, box.Min.y + pad - 2, box.GetWidth() - 2 * pad, 0);
    columns({{grow(), [&] {
                flow(space::small, [&] {
                  heading_as(2, Type::body_strong, options.title);
                  if (!options.note.empty()) text(options.note, {.ink = Ink::faint, .wrap = false});
                });
              }},
             {fit(), options.actions}},
            {.gap = space::medium, .vertical = Align::centre});
    const Flow head = end_flow();
    flow_now().y = head.bottom + (options.flush ? space::medium : space::medium);
  } else {
    flow_now().y += side;
  }
  const Flow used = draw_column(box.Min.x + side, flow_now().y, box.GetWidth() - 2 * side,
                                space::medium, content);
  end_flow();
  if (!options.title.empty()) pop();
  const float needed = used.bottom + side - box.Min.y;
  settle(own.height, needed);
  take_room(f.width, options.height > 0 ? options.height : needed);
}

void scroll_area(std::string_view key, float height, const Draw& content) {
  ImRect box = place(available_width(), height);
  // Beside the content, not over it: the bar, and the shadows of cards.
  const float beside = ImGui::GetStyle().ScrollbarSize + 2;
  box.Min.x -= beside;
  box.Max.x += beside;
  begin_scroll({.key = std::string(key), .role = mirror::Role::group, .box = box,
                .padding = ImVec2(beside, 1), .between = space::small});
  if (content) content();
  end_scroll();
}

void section(std::string_view key, std::string_view title, const Draw& content) {
  Item region{.key = full_key(key) + "/section"};
  region.node.role = mirror::Role::region;
  region.node.name = title;
  region.box = ImRect(flow_now().left, flow_now().y, flow_now().left + flow_now().width,
                      flow_now().y + memo(region.key).height);
  push_open(region);
  const float top = flow_now().y;
  heading_as(2, Type::large, title);
  gap(space::medium);
  if (content) content();
  memo(region.key).height = flow_now().y - top;
  pop();
}

}  // namespace tally::app::ui
