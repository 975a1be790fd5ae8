#pragma once
// What groups of options share: their keys, and the arrow keys that go round them.
// In: an option's key. Out: the option that the arrows chose. It will not draw.

#include <string>
#include <string_view>

namespace tally::app::ui {

std::string option_key(std::string_view key, std::string_view label);
// Only the chosen option is a stop of Tab; arrows go round. `key` is whole: with its scopes.
bool step_by_arrows(const std::string& key, int count, int& chosen);

}  // namespace tally::app::ui
