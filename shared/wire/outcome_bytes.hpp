// Outcome bytes: the canonical form of an outcome, equal on every machine.
// In goes an Outcome; out comes JSON with sorted keys, integers only, no white space, no sentences.
// Money is minor units beside one currency; unit prices are ten-thousandths; rates are ppm;
// quantities are thousandths; dates are "YYYY-MM-DD". docs/outcome.md describes each field.
// It will not leave anything out that decide() said: two outcomes are equal when their bytes are.
//   Digest name = sha256(outcome_bytes(outcome));
#pragma once

#include <string>
#include <vector>

#include "shared/data/outcome.hpp"

namespace tally::wire {

std::string outcome_bytes(const Outcome& outcome);
/// One issue in the same form: {"arguments":{…},"code":"…","path":"…","severity":"…"}.
std::string issue_bytes(const Issue& issue);
/// The object that stands at "rules" of an outcome.
std::string rules_bytes(const RulesOutcome& rules);
/// The array that stands at "tax_groups" of an outcome.
std::string tax_groups_bytes(const std::vector<TaxGroup>& groups);

}  // namespace tally::wire
