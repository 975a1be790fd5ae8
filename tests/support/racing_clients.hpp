// Racing clients: people who order at the same moment, over connections of their own.
// In go a house and how many, then one push for each; out come their clients, and how many of the
// pushes were accepted at once.
// Every push is made before the first is sent, so that only the sending races.
// It judges nothing: the test knows how many may win.
//   std::vector<Client> reps = racing_clients(house, 20);  CHECK(push_at_once(reps, pushes) == 10);
#pragma once

#include <string>
#include <vector>

#include "tests/support/server_house.hpp"

namespace tally::tests {

/// Reps "rep0", "rep1", …; the house needs a thread for each (ListenOptions::threads).
std::vector<Client> racing_clients(ServerHouse& house, int count);

/// Each client posts its push, all at once; returns how many orders were accepted.
int push_at_once(std::vector<Client>& clients, const std::vector<std::string>& pushes);

}  // namespace tally::tests
