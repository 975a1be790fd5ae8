#include "wasm/sync/packed_fields.hpp"

#include <cstdint>

namespace tally::app::sync {

std::string pack_fields(const std::vector<std::string_view>& fields) {
  std::string packed;
  for (const std::string_view field : fields) {
    const auto size = static_cast<std::uint32_t>(field.size());
    for (int shift = 0; shift < 32; shift += 8) {
      packed += static_cast<char>(size >> shift & 255);
    }
    packed += field;
  }
  return packed;
}

std::vector<std::string> unpack_fields(std::string_view packed) {
  std::vector<std::string> fields;
  while (packed.size() >= 4) {
    std::uint32_t size = 0;
    for (int place = 3; place >= 0; --place) {
      size = size << 8 | static_cast<std::uint8_t>(packed[static_cast<std::size_t>(place)]);
    }
    packed.remove_prefix(4);
    if (size > packed.size()) break;
    fields.emplace_back(packed.substr(0, size));
    packed.remove_prefix(size);
  }
  return fields;
}

}  // namespace tally::app::sync
