#pragma once
// The one model of the running app, and what every screen does before it is ready.
// In: nothing. Out: the model; a page that says what is happening while there is nothing to show.
// It will not hold facts: those are the model's.
//
//     void draw() override { if (!ready_or_say()) return;  … }

#include <string>

#include "wasm/state/model.hpp"

namespace tally::app {

Model& model();
/// True when person and prices are there. Otherwise draws why not, and what can be done.
bool ready_or_say();
/// "#/desk" for the order desk, "#/orders" for everyone else.
std::string home_of(const Person& person);
bool may_write_orders(const Person& person);
/// "Order desk" for "desk".
std::string role_words(const std::string& role);

}  // namespace tally::app
