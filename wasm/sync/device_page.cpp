#include "wasm/sync/device_page.hpp"

#include <cstdlib>

#include "wasm/sync/store_page.hpp"

namespace tally::app::sync {

Storage::Keeping keeping() { return static_cast<Storage::Keeping>(tally_page_keeping()); }
void ask_device_facts() { tally_page_device(0); }
void ask_to_persist() { tally_page_device(1); }
void use_update() { tally_page_device(2); }

std::string device_facts() {
  char* text = tally_page_device_facts();
  std::string facts = text;
  std::free(text);
  return facts;
}

void pick_file(std::string_view endings) {
  tally_page_pick_file(endings.data(), static_cast<int>(endings.size()));
}

std::optional<std::string> take_picked_file() {
  int length = 0;
  char* bytes = tally_page_picked_file(&length);
  if (bytes == nullptr) return std::nullopt;
  std::string file(bytes, static_cast<std::size_t>(length));
  std::free(bytes);
  return file;
}

}  // namespace tally::app::sync
