#include "server/sync/push_limit.hpp"

namespace tally::server::sync {

std::shared_ptr<void> PushLimit::take(const std::string& device) {
  {
    const std::lock_guard lock(mutex_);
    int& count = under_way_[device];
    if (count >= pushes_max) return nullptr;
    count += 1;
  }
  return {static_cast<void*>(this), [this, device](void*) {
            const std::lock_guard lock(mutex_);
            const auto found = under_way_.find(device);
            if (--found->second == 0) under_way_.erase(found);
          }};
}

}  // namespace tally::server::sync
