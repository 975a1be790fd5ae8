#pragma once
// This device as the check before a show sees it: what the browser says of its storage, a waiting
// update, and a file that a person chooses.
// In: questions. Out: the last answers, at once; a frame follows newer ones. It judges nothing.
//
//     sync::ask_device_facts();   const std::string json = sync::device_facts();

#include <optional>
#include <string>
#include <string_view>

#include "wasm/state/surroundings.hpp"

namespace tally::app::sync {

/// How far the small things that were saved have come.
Storage::Keeping keeping();
void ask_device_facts();
/// JSON: secure, persisted, quota, usage, kept, clock_ms; "{}" before the first answer.
std::string device_facts();
void ask_to_persist();
/// Loads the page again with the version that waits.
void use_update();
void pick_file(std::string_view endings);
/// Once, after a person has chosen one.
std::optional<std::string> take_picked_file();

}  // namespace tally::app::sync
