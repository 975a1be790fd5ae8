#include "shared/device_log/token_text.hpp"

namespace tally::device_log {

std::string token_text_to_sign(const DeviceId& device, std::string_view nonce) {
  return "tallystick token 1\n" + std::string(token_route) + "\ndevice " + device.text() +
         "\nnonce " + std::string(nonce) + "\n";
}

}  // namespace tally::device_log
