// Planted: asks whether a mistake is built in here on purpose (planted.def).
// In go names; out comes false, at compile time, in every ordinary build, so that nothing of it
// is left. A build with TALLYSTICK_PLANTED_BUGS asks the simulator which one is on.
// It will never be switched by data, a setting or a command of the product.
//   if (planted(PlantedBug::newest_only)) …
#pragma once

#include <cstdint>

namespace tally {

enum class PlantedBug : std::uint8_t {
  none,
#define PLANTED(name, where, what) name,
#include "shared/base/planted.def"
#undef PLANTED
};

#ifdef TALLYSTICK_PLANTED_BUGS
/// The simulator's choice.
PlantedBug planted_bug();
inline bool planted(PlantedBug bug) { return planted_bug() == bug; }
#else
constexpr bool planted(PlantedBug) { return false; }
#endif

}  // namespace tally
