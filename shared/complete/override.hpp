// Override: warnings that somebody passed over with a reason.
// In go an order's issues and its overrides; a warning that can be passed over becomes a note, and
// out come the overrides that did it. One without a reason, or of what cannot be passed over, is an
// issue of its own.
// Errors stay errors, and so do the company's limits: a person at the desk releases those.
//   outcome.overrides = complete::apply_overrides(draft.overrides, outcome.issues);
#pragma once

#include "shared/data/order.hpp"

namespace tally::complete {

/// Doubts about an address, and orders that look like another one.
bool can_pass_over(const Issue& issue);

/// Those that silenced an issue, in their order. Adds override_without_reason and
/// override_not_possible to the issues.
std::vector<Override> apply_overrides(const std::vector<Override>& overrides, Issues& issues);

}  // namespace tally::complete
