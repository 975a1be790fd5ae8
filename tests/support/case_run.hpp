// Case run: decides what a case holds and compares it with what the case expects.
// In goes a Case; out come an outcome or issues, and every difference as a sentence.
// The way is the product's own: catalogue tables, a snapshot's bytes, gather and decide.
// It will not repair a case: a difference is printed in the form that the case would need.
//   const CaseResult result = run_case(wanted);  for (auto& said : differences(wanted, result)) …
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"
#include "shared/wire/snapshot.hpp"
#include "tests/support/case_file.hpp"

namespace tally::tests {

struct CaseResult {
  std::optional<Outcome> outcome;
  /// The outcome's, or why there is none.
  Issues issues;
};

/// The parts of a snapshot of the company, as a server would build them.
wire::SnapshotParts snapshot_of(const CaseCompany& company);
Result<wire::Snapshot> open_company(const CaseCompany& company);

CaseResult run_case(const Case& wanted);

/// What an outcome says, figure by figure, in the words of a case.
std::map<std::string, std::string> figures_of(const Outcome& outcome);
std::vector<std::string> groups_of(const Outcome& outcome);
/// The whole result as the lines under "expect" would have to read.
std::string print_result(const CaseResult& result);

std::vector<std::string> differences(const Case& wanted, const CaseResult& result);

}  // namespace tally::tests
