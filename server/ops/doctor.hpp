// Doctor: looks whether everything on the disk is as it must be.
// In goes an open store; out comes a finding for each thing looked at, good or bad, with a
// sentence. It reads and repairs nothing: what is wrong is a person's to decide. It checks the
// invariants of the house: the ledger's sum is the balance, reservations are reserved, numbers have
// no gaps, each published snapshot is there and is what its name says.
//   for (const Finding& finding : examine(store)) …
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/store/store.hpp"

namespace tally::server::ops {

struct Finding {
  enum class Health : std::uint8_t { good, bad };
  Health health = Health::good;
  std::string what;
  std::string sentence;
};

std::vector<Finding> examine(store::Store& store);

}  // namespace tally::server::ops
