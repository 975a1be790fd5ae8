// Compare: holds the server's decision against the device's, and yesterday's data against today's.
// In go outcomes; out come issues: typed exceptions that carry both figures, or notes.
// The same data and the same version must give the same bytes: anything else is an alarm. Other
// data may give other prices: then the company's policy says honour, or a person decides.
// Pure functions; they change no figure.
//   Issues issues = compare_with_current(told, now, OnDeviation::exception);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"

namespace tally::server::orders {

/// What the device said it decided.
struct DeviceClaim {
  std::string core_version;
  /// Empty where the sender decided nothing by itself.
  std::string outcome;
};

/// outcome_differs where the versions are equal and the bytes are not; outcome_of_older_core, with
/// the result of the comparison, where the versions differ; nothing where all is well.
Issues compare_with_device(std::string_view server_outcome, const DeviceClaim& claim);

enum class OnDeviation : std::uint8_t { exception, honour };

/// `told` by the data of the device, `now` by the current data, of the same order and day.
/// price_changed (with `honour`: deviation_honoured) where an amount differs; decision_changed
/// where the verdict or a reason to stop differs, whatever the policy.
Issues compare_with_current(const Outcome& told, const Outcome& now, OnDeviation policy);

}  // namespace tally::server::orders
