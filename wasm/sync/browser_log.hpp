#pragma once
// The browser's edge of the device's log: the page's storage worker, key, network and timer.
// In: calls of the outbox. Out: what the page answers, between two frames. It decides nothing and
// keeps only what is under way; the page's side is web/device_store.js.
//
//     Edge edge{.log = sync::browser_log_edge()};   sync::open_browser_log(model);

#include "wasm/state/model.hpp"

namespace tally::app::sync {

LogEdge browser_log_edge();
/// Gives the model what the page opened, now and whenever this window takes the log over.
void connect(Model& model);
/// A key or a signature of this device, once.
void sign(std::string text, std::function<void(std::string)> then);

}  // namespace tally::app::sync
