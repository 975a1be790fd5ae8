#include "wasm/sync/changes.hpp"

#include <emscripten.h>

#include "wasm/sync/store_page.hpp"

namespace tally::app::sync {

namespace {

Model*& listener() {
  static Model* model = nullptr;
  return model;
}

}  // namespace

// The first question is also the moment to listen to the stream: somebody is signed in.
std::function<void(std::int64_t ms)> changes_timer() {
  return [](std::int64_t ms) {
    tally_page_changes_listen();
    tally_page_changes_timer(static_cast<double>(ms));
  };
}

void listen_for_changes(Model& model) { listener() = &model; }

}  // namespace tally::app::sync

extern "C" {

EMSCRIPTEN_KEEPALIVE void tally_changes_timer() {
  if (auto* model = tally::app::sync::listener()) model->pump_changes();
}

// How far the company is; negative: the stream ended.
EMSCRIPTEN_KEEPALIVE void tally_changes_heard(double lsn) {
  auto* model = tally::app::sync::listener();
  if (model == nullptr) return;
  if (lsn < 0) {
    model->hear_changes(std::nullopt);
  } else {
    model->hear_changes(static_cast<std::int64_t>(lsn));
  }
}
}
