// Version: which arithmetic made an outcome.
// It goes into every outcome; two sides with the same core_version must agree to the byte.
// Change it with every change of the core that can change an outcome's bytes.
// It is not the version of the product.
#pragma once

#include <string_view>

namespace tally {

inline constexpr std::string_view core_version = "4";

}  // namespace tally
