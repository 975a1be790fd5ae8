#include "server/http/services.hpp"

namespace tally::server::http {

std::shared_ptr<void> Places::take() {
  if (free_.fetch_sub(1) <= 0) {
    free_.fetch_add(1);
    return nullptr;
  }
  return {static_cast<void*>(this), [this](void*) { free_.fetch_add(1); }};
}

}  // namespace tally::server::http
