#include "wasm/ui/screen.hpp"

namespace tally::app::ui {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 &&
                        hex(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Route parse_route(std::string_view hash) {
  if (hash.starts_with('#')) hash.remove_prefix(1);
  Route route;
  const std::size_t mark = hash.find('?');
  route.path = hash.substr(0, mark);
  if (route.path.empty()) route.path = "/";
  for (const std::string_view part : split(route.path, '/')) {
    if (!part.empty()) route.parts.push_back(unescaped(part));
  }
  if (mark == std::string_view::npos) return route;
  for (const std::string_view pair : split(hash.substr(mark + 1), '&')) {
    const std::size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (!pair.empty()) route.query[unescaped(pair.substr(0, equals))] = unescaped(value);
  }
  return route;
}

}  // namespace tally::app::ui
