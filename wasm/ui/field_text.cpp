#include "wasm/ui/field_text.hpp"

#include <algorithm>
#include <vector>

#include "wasm/ui/fonts.hpp"
#include "wasm/ui/paint.hpp"

namespace tally::app::ui {
namespace {

float width_of(std::string_view words, Type type) { return measure(words, type).x; }

std::string dots(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out += "\xE2\x80\xA2";
  }
  return out;
}

// Byte offset among the characters -> byte offset among the dots that stand for them.
std::int32_t dot_offset(std::string_view text, std::int32_t bytes) {
  return static_cast<std::int32_t>(
      dots(text.substr(0, static_cast<std::size_t>(bytes))).size());
}

struct Marks {
  float x = 0;                 // where the text starts
  std::int32_t from = 0, to = 0, composing_from = 0, composing_to = 0;
};

void paint_marks(std::string_view shown, const ImRect& inner, const Marks& marks, Type type) {
  const auto x_at = [&](std::int32_t byte) {
    const auto n = std::min(static_cast<std::size_t>(std::max(byte, 0)), shown.size());
    return marks.x + width_of(shown.substr(0, n), type);
  };
  const float middle = inner.GetCenter().y;
  const float half = font_size(type) / 2 + 1;
  if (marks.from != marks.to) {
    paint_box(ImRect(x_at(marks.from), middle - half, x_at(marks.to), middle + half),
              theme().selection, 2);
  }
  if (marks.composing_from != marks.composing_to) {
    paint_hairline(ImVec2(x_at(marks.composing_from), middle + half - 1),
                   ImVec2(x_at(marks.composing_to), middle + half - 1), theme().ink);
  }
}

void paint_caret(std::string_view shown, const ImRect& inner, const Marks& marks, Type type) {
  const auto n = std::min(static_cast<std::size_t>(std::max(marks.to, 0)), shown.size());
  const float x = snap(marks.x + width_of(shown.substr(0, n), type));
  const float half = font_size(type) / 2 + 1;
  const float middle = inner.GetCenter().y;
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(x, middle - half),
                                            ImVec2(x + 1.5F, middle + half), theme().focus);
}

// Several lines: wrapped as the page wraps, which is at words within the same width.
void paint_lines(const Item& it, const InputText& how, std::string_view text) {
  const mirror::DomText& dom = ctx().dom;
  const bool owns = it.focused && dom.key == it.key;
  const float scroll = owns ? dom.scroll_top : 0;
  const ImRect inner(it.box.Min.x + how.left, it.box.Min.y + 8, it.box.Max.x - how.right,
                     it.box.Max.y - 8);
  ImFont* font = font_of(how.type);
  const float scale = font_size(how.type) / font->FontSize;
  float y = inner.Min.y - scroll;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const char* at = begin;
  const auto byte = [&](const char* p) { return static_cast<std::int32_t>(p - begin); };
  while (true) {
    const char* line_end = std::find(at, end, '\n');
    const char* stop = at;
    do {
      const char* wrap = font->CalcWordWrapPositionA(scale, stop, line_end, inner.GetWidth());
      if (wrap == stop && stop < line_end) ++wrap;
      while (wrap < line_end && *wrap == ' ') ++wrap;  // spaces hang at the end of their line
      const ImRect line(inner.Min.x, y, inner.Max.x, y + line_height(how.type));
      const std::string_view words(stop, static_cast<std::size_t>(wrap - stop));
      if (owns) {
        const Marks marks{.x = inner.Min.x,
                          .from = std::clamp(dom.from, byte(stop), byte(wrap)) - byte(stop),
                          .to = std::clamp(dom.to, byte(stop), byte(wrap)) - byte(stop)};
        paint_marks(words, line, marks, how.type);
        const bool here = dom.to >= byte(stop) && (dom.to < byte(wrap) || wrap == line_end);
        if (here && dom.to <= byte(wrap)) paint_caret(words, line, marks, how.type);
      }
      paint_text(words, line.Min, how.type, how.disabled ? theme().ink_faint : theme().ink);
      y += line_height(how.type);
      stop = wrap;
    } while (stop < line_end);
    if (line_end == end) return;
    at = line_end + 1;
  }
}

}  // namespace

const char* kind_name(InputKind kind) {
  switch (kind) {
    case InputKind::search: return "search";
    case InputKind::number: return "number";
    case InputKind::email: return "email";
    case InputKind::telephone: return "tel";
    case InputKind::password: return "password";
    case InputKind::text: break;
  }
  return "text";
}

Typed take_typing(const Item& it, std::string& text) {
  Typed typed;
  if (auto value = ctx().actions.take_value(it.key)) {
    ctx().mirror.page_has_value(it.key, *value);
    typed.changed = text != *value;
    text = std::move(*value);
  }
  for (KeyPress& press : ctx().keys) {
    if (press.taken || press.key != it.key) continue;
    if (press.chord == "Enter") typed.entered = true;
    if (press.chord == "Escape") typed.escaped = true;
  }
  typed.left = ctx().focused_before == it.key && ctx().focused != it.key;
  return typed;
}

void complete_node(Item& it, const InputText& how, std::string_view text, InputKind kind) {
  it.node.value = text;
  it.node.placeholder = how.placeholder;
  it.node.kind = kind_name(kind);
  if (how.align_right) it.node.state |= mirror::state::right;
  if (how.disabled) it.node.state |= mirror::state::disabled;
  it.node.text_box = {.size = font_css_size(how.type),
                      .left = how.left,
                      .right = how.right,
                      .top = how.lines > 1 ? 8.0F : 0.0F,
                      .weight = static_cast<std::uint8_t>(font_is_strong(how.type) ? 6 : 4)};
}

void paint_input(const Item& it, const InputText& how, std::string_view text) {
  const mirror::DomText& dom = ctx().dom;
  const bool owns = it.focused && dom.key == it.key;
  const ImRect inner(it.box.Min.x + how.left, it.box.Min.y, it.box.Max.x - how.right, it.box.Max.y);
  ImGui::PushClipRect(ImVec2(inner.Min.x - 1, inner.Min.y), ImVec2(inner.Max.x + 1, inner.Max.y),
                      true);
  const std::string_view value = owns ? std::string_view(dom.value) : text;
  const std::string hidden = how.secret ? dots(value) : std::string();
  const std::string_view shown = how.secret ? std::string_view(hidden) : value;
  if (shown.empty() && !how.placeholder.empty()) {
    paint_line(how.placeholder, inner, how.type, theme().ink_faint, how.align_right ? 1.0F : 0.0F);
  }
  if (how.lines > 1) {
    paint_lines(it, how, shown);
    ImGui::PopClipRect();
    return;
  }
  const Colour ink = how.disabled ? theme().ink_faint : theme().ink;
  if (!owns) {  // nobody scrolls in it: what is cut shows that it is
    paint_line(shown, inner, how.type, ink, how.align_right ? 1.0F : 0.0F);
    ImGui::PopClipRect();
    return;
  }
  Marks marks{.x = inner.Min.x - dom.scroll_left};
  const float width = width_of(shown, how.type);
  if (how.align_right && width < inner.GetWidth()) marks.x = inner.Max.x - width;
  marks.from = how.secret ? dot_offset(value, dom.from) : dom.from;
  marks.to = how.secret ? dot_offset(value, dom.to) : dom.to;
  marks.composing_from = dom.composing_from;
  marks.composing_to = dom.composing_to;
  paint_marks(shown, inner, marks, how.type);
  const float size = font_size(how.type);
  fonts_show(shown);
  const float y = snap(inner.Min.y + (inner.GetHeight() - size) / 2);
  ImGui::GetWindowDrawList()->AddText(font_of(how.type), size, ImVec2(snap(marks.x), y), ink,
                                      shown.data(), shown.data() + shown.size());
  if (dom.from == dom.to) paint_caret(shown, inner, marks, how.type);
  ImGui::PopClipRect();
}

}  // namespace tally::app::ui
