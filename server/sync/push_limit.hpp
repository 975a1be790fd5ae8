// Push limit: how many pushes of one device are under way at a time.
// In goes a device; out comes a place that is held until it goes away, or none. A device has one
// request in flight; a second may be its retry of one that still runs. More is a fault, and must
// not take the places of others.
// It is shared by threads and knows nothing of what is pushed.
//   const auto place = limit.take(device);  if (!place) return pause();
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace tally::server::sync {

class PushLimit {
 public:
  static constexpr int pushes_max = 4;

  /// Empty where the device has enough under way. The limit must outlive the place.
  std::shared_ptr<void> take(const std::string& device);

 private:
  std::mutex mutex_;
  std::map<std::string, int> under_way_;
};

}  // namespace tally::server::sync
