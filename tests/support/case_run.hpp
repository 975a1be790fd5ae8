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

#include "shared/address/check.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"
#include "shared/identify/identify.hpp"
#include "shared/wire/snapshot.hpp"
#include "tests/support/case_file.hpp"

namespace tally::tests {

/// Of a case that is payment terms; the schedule is missing where something is wrong.
struct TermsOutcome {
  std::string written;
  std::optional<terms::Schedule> schedule;
};

/// Of a case that is a rate card; the leg is missing where something is wrong, or nothing went.
struct FreightCase {
  std::optional<FreightLeg> leg;
};

struct CaseResult {
  std::optional<Outcome> outcome;
  /// The outcome's, or why there is none.
  Issues issues;
  /// One for each part of the case, until one was refused.
  std::vector<refund::Part> parts;
  /// Of a case that is an identifier, or an address.
  std::optional<identify::Finding> identifier;
  std::optional<address::Finding> address;
  std::optional<TermsOutcome> terms;
  std::optional<FreightCase> freight;
};

/// The parts of a snapshot of the company, as a server would build them.
wire::SnapshotParts snapshot_of(const CaseCompany& company);
Result<wire::Snapshot> open_company(const CaseCompany& company);

CaseResult run_case(const Case& wanted);

/// Takes the parts of the case out of the outcome, one after the other; case_parts.cpp.
void take_parts(const Case& wanted, CaseResult& result);
/// Holds the identifier of a case against its kind; case_identify.cpp.
CaseResult run_identifier(const Case& wanted);
/// "accept", "review" or "refuse", by the worst issue.
std::string verdict_of(const identify::Finding& finding);
/// "normal" -> "DE136695976", "suggestion", "element 1" -> "01 04006381333931".
std::map<std::string, std::string> figures_of(const identify::Finding& finding);

/// "refund 1 net" -> "19.00", for every part.
void put_parts(const Case& wanted, const CaseResult& result,
               std::map<std::string, std::string>& into);
/// What a finding says, figure by figure: "change admin_area" -> "CA"; case_address.cpp.
std::map<std::string, std::string> figures_of(const address::Address& typed,
                                              const address::Finding& finding);
/// "accept" where there are only notes, "review" or "refuse" by the gravest issue.
std::string verdict_of(const address::Finding& finding);
/// Reads the terms of a case and computes its schedule; case_terms.cpp.
CaseResult run_terms(const Case& wanted);
/// "written", "instalment 1 due", "instalment 1 discount-1" -> "20.00 off until 2026-03-12".
std::map<std::string, std::string> figures_of(const TermsOutcome& outcome);
/// Reads the card of a case, checks it and charges its goods; case_freight.cpp.
CaseResult run_freight(const Case& wanted);
/// By the gravest issue.
std::string verdict_of_freight(const Issues& issues);
/// "zone", "base", "charge", "surcharge-1" -> "Fuel 1.20".
std::map<std::string, std::string> figures_of(const FreightCase& outcome);
/// place, percent or certificate, amounts and shares of a group, as a case writes them.
std::string print_group(const TaxGroup& group);
/// The tax figures of a line and of the outcome; case_taxes.cpp.
void put_line_taxes(const std::string& line, const LineOutcome& outcome,
                    std::map<std::string, std::string>& into);
void put_taxes(const Outcome& outcome, std::map<std::string, std::string>& into);

/// What an outcome says, figure by figure, in the words of a case.
std::map<std::string, std::string> figures_of(const Outcome& outcome);
std::vector<std::string> groups_of(const Outcome& outcome);
/// The whole result as the lines under "expect" would have to read.
std::string print_result(const Case& wanted, const CaseResult& result);

std::vector<std::string> differences(const Case& wanted, const CaseResult& result);

}  // namespace tally::tests
