#include "shared/pipeline/new_parties.hpp"

#include "shared/wire/party_findings.hpp"

namespace tally::pipeline {

Issues check_new_parties(const Draft& draft, const Facts& facts) {
  Issues issues;
  if (!draft.new_customer || !facts.customer_is_new) return issues;
  // Its ship-tos are those of the order, and looked at where the goods go.
  Customer customer = *facts.customer;
  customer.ship_tos.clear();
  customer.terms.clear();
  for (Issue& issue : wire::find_in_party(customer).issues) {
    if (issue.severity == Severity::note) continue;
    const bool is_address = issue.path.starts_with("billing");
    if (!is_address) issue.severity = Severity::review;
    issue.path.insert(0, "new_customer.");
    issues.push_back(std::move(issue));
  }
  return issues;
}

}  // namespace tally::pipeline
