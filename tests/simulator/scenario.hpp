// Scenario: one run from a seed, through faults, into the calm, with what must hold checked.
// In goes a seed; out comes whether everything held, with a sentence for what did not and a digest
// of the whole course, by which a run can be known again.
// The invariants are those of docs/sync.md.
//   const Report report = run_scenario(4711);   report.wrong.empty()
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/sha256.hpp"

namespace tally::simulator {

struct Report {
  std::uint64_t seed = 0;
  /// Empty where everything held.
  std::vector<std::string> wrong;
  Digest trace;
  std::uint64_t saved = 0, received = 0, restores = 0;
  std::vector<std::string> lines;
};

enum class Keep : std::uint8_t { nothing, lines };
Report run_scenario(std::uint64_t seed, Keep keep = Keep::nothing);

}  // namespace tally::simulator
