// Token text: what a device signs to get a token.
// In go the device and the server's nonce; out comes the text, which names the route, so that no
// signature for one purpose is good for another.
// It asks nobody and signs nothing.
//   sign(token_text_to_sign(device, nonce));
#pragma once

#include <string>
#include <string_view>

#include "shared/device_log/log_id.hpp"

namespace tally::device_log {

inline constexpr std::string_view token_route = "POST /v1/devices/{device}/token";

std::string token_text_to_sign(const DeviceId& device, std::string_view nonce);

}  // namespace tally::device_log
