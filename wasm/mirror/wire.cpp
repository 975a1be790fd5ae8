#include "wasm/mirror/wire.hpp"

#include <cmath>
#include <cstdint>

namespace tally::app::mirror {
namespace {

// Two decimals are finer than any screen; the text stays short.
void append_number(std::string& out, float value) {
  auto hundredths = static_cast<std::int64_t>(std::lround(static_cast<double>(value) * 100));
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  out += std::to_string(hundredths / 100);
  const auto rest = hundredths % 100;
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

void append_member(std::string& out, const char* name, std::string_view text) {
  if (text.empty()) return;
  out += ",\"";
  out += name;
  out += "\":";
  append_json(out, text);
}

void append_member(std::string& out, const char* name, std::int64_t number) {
  if (number == 0) return;
  out += ",\"";
  out += name;
  out += "\":";
  out += std::to_string(number);
}

void append_numbers(std::string& out, std::initializer_list<float> numbers) {
  bool first = true;
  for (const float number : numbers) {
    if (!first) out += ',';
    first = false;
    append_number(out, number);
  }
}

void append_options(std::string& out, const std::vector<std::string>& options) {
  if (options.empty()) return;
  out += ",\"o\":[";
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, options[i]);
  }
  out += ']';
}

void append_node(std::string& out, const Node& node, const Tree& tree) {
  out += "{\"k\":";
  append_json(out, node.key);
  out += ",\"r\":\"";
  out += role_name(node.role);
  out += '"';
  append_member(out, "p", tree.at(node.parent).key);
  append_member(out, "n", node.name);
  append_member(out, "v", node.value);
  append_member(out, "d", node.description);
  append_member(out, "e", node.error);
  append_member(out, "h", node.href);
  append_member(out, "ph", node.placeholder);
  append_member(out, "t", node.kind);
  append_member(out, "ac", node.autocomplete);
  append_member(out, "ctl", node.controls);
  append_member(out, "act", node.active);
  append_options(out, node.options);
  append_member(out, "s", node.state);
  append_member(out, "l", node.level);
  append_member(out, "ri", node.row);
  append_member(out, "ci", node.column);
  append_member(out, "rc", node.rows);
  append_member(out, "cc", node.columns);
  append_member(out, "pos", node.position);
  append_member(out, "set", node.set_size);
  if (node.text_box.size > 0) {
    out += ",\"f\":[";
    const TextBox& box = node.text_box;
    append_numbers(out, {box.size, box.left, box.right, box.top, static_cast<float>(box.weight)});
    out += ']';
  }
  out += '}';
}

void append_rectangle(std::string& out, const Node& node) {
  out += '[';
  append_json(out, node.key);
  out += ',';
  append_numbers(out, {node.rect.x, node.rect.y, node.rect.width, node.rect.height});
  out += ']';
}

// One list of the message: `each` writes an element.
template <class List, class Each>
void append_list(std::string& out, const char* name, const List& list, Each each) {
  if (list.empty()) return;
  if (out.size() > 1) out += ',';
  out += '"';
  out += name;
  out += "\":[";
  bool first = true;
  for (const auto& element : list) {
    if (!first) out += ',';
    first = false;
    each(element);
  }
  out += ']';
}

void append_order(std::string& out, const Tree& tree, std::int32_t parent) {
  out += '[';
  append_json(out, tree.at(parent).key);
  for (int i = parent + 1; i < tree.size(); ++i) {
    if (tree.at(i).parent != parent) continue;
    out += ',';
    append_json(out, tree.at(i).key);
  }
  out += ']';
}

void append_scroll(std::string& out, const Node& node) {
  out += '[';
  append_json(out, node.key);
  out += ',';
  append_numbers(out, {node.scroll_x, node.scroll_y, node.content_width, node.content_height});
  out += ']';
}

void append_focus(std::string& out, const FocusWish& focus) {
  if (focus.key.empty()) return;
  if (out.size() > 1) out += ',';
  out += "\"focus\":[";
  append_json(out, focus.key);
  out += ',';
  out += std::to_string(static_cast<int>(focus.how));
  out += ']';
}

}  // namespace

void append_json(std::string& out, std::string_view utf8) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string to_json(const Message& message, const Tree& tree) {
  std::string out = "{";
  const Changes& changes = *message.changes;
  const auto node = [&](std::int32_t i) { append_node(out, tree.at(i), tree); };
  const auto rectangle = [&](std::int32_t i) { append_rectangle(out, tree.at(i)); };
  append_list(out, "new", changes.created, node);
  append_list(out, "set", changes.changed, node);
  append_list(out, "order", changes.reordered, [&](auto i) { append_order(out, tree, i); });
  append_list(out, "box", changes.created, rectangle);  // a new element needs its place at once
  if (message.rectangles) append_list(out, "at", changes.moved, rectangle);
  append_list(out, "scroll", changes.scrolled, [&](auto i) { append_scroll(out, tree.at(i)); });
  append_focus(out, message.focus);
  const auto words = [&](const std::string& text) { append_json(out, text); };
  append_list(out, "gone", changes.removed, words);
  append_list(out, "say", message.said, words);
  append_list(out, "alarm", message.alarms, words);
  if (out.size() > 1) out += ',';
  out += message.rectangles_wait ? "\"wait\":1}" : "\"wait\":0}";
  return out;
}

}  // namespace tally::app::mirror
