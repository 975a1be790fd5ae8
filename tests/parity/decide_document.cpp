#include "tests/parity/decide_document.hpp"

#include "shared/explain/explain.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::tests {

namespace {

void count(const Issues& issues, CodeCounts* counts) {
  if (counts == nullptr) return;
  for (const Issue& issue : issues) ++(*counts)[issue.code];
}

std::string say_issues(const Issues& issues, CodeCounts* counts) {
  count(issues, counts);
  std::string said;
  for (const Issue& issue : issues) {
    said += wire::issue_bytes(issue) + "\n" + explain::say_issue(issue).sentence + "\n";
  }
  return said;
}

}  // namespace

std::string decide_document(wire::Snapshot& snapshot, std::string_view document, AsOf as_of,
                            CodeCounts* counts) {
  const auto order = wire::read_order(document);
  if (!order) return say_issues(order.error(), counts);
  const auto outcome = pipeline::decide_order(snapshot, *order, as_of);
  if (!outcome) return say_issues(outcome.error(), counts);
  count(outcome->issues, counts);
  return wire::outcome_bytes(*outcome) + "\n" + explain::say_outcome(*outcome);
}

}  // namespace tally::tests
