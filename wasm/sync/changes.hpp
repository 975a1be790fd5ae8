#pragma once
// The browser's side of the company's changes: a timer, and the stream that says when there are
// some. In: when to ask. Out: calls of the model. It reads no change.
//
//     edge.changes_in = sync::changes_timer();

#include <cstdint>
#include <functional>

#include "wasm/state/model.hpp"

namespace tally::app::sync {

std::function<void(std::int64_t ms)> changes_timer();
/// Whom the timer and the stream call from now on.
void listen_for_changes(Model& model);

}  // namespace tally::app::sync
