#include "wasm/mirror/chords.hpp"

#include <algorithm>
#include <array>

namespace tally::app::mirror {

bool browser_owns(std::string_view chord) {
  static constexpr std::array<std::string_view, 32> kept{
      "F1",     "F3",     "F5",       "F6",       "F7",      "F11",      "F12",
      "Ctrl+R", "Ctrl+T", "Ctrl+W",   "Ctrl+N",   "Ctrl+L",  "Ctrl+P",   "Ctrl+F",
      "Ctrl+0", "Ctrl++", "Ctrl+-",   "Ctrl+=",   "Ctrl+A",  "Ctrl+C",   "Ctrl+V",
      "Ctrl+X", "Ctrl+Z", "Ctrl+Y",   "Ctrl+J",   "Ctrl+H",  "Ctrl+F5",  "Ctrl+Tab",
      "Alt+ArrowLeft",    "Alt+ArrowRight",       "Alt+F4",  "Ctrl+Shift+Tab"};
  constexpr std::string_view shifted = "Ctrl+Shift+";  // developer tools, private windows, …
  return std::find(kept.begin(), kept.end(), chord) != kept.end() ||
         (chord.starts_with(shifted) && chord.size() == shifted.size() + 1);
}

bool types_text(std::string_view chord) {
  if (chord.empty()) return false;
  const auto first = static_cast<unsigned char>(chord.front());
  if (first >= 0xC0) {  // one character of several bytes
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return chord.size() == bytes;
  }
  return chord.size() == 1;
}

}  // namespace tally::app::mirror
