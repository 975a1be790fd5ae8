// The names of the enumerators that documents and screens show.
#include <array>

#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally {

std::string_view order_unit_name(OrderUnit unit) {
  return unit == OrderUnit::each ? "each" : "case";
}

std::string_view channel_name(Channel channel) {
  constexpr std::array<std::string_view, 4> names{"rep", "desk", "web", "import"};
  return names[static_cast<std::size_t>(channel)];
}

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 3> names{"accept", "review", "refuse"};
  return names[static_cast<std::size_t>(verdict)];
}

}  // namespace tally
