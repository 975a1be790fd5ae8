#include "tests/fuzz/outcome_promises.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/fuzz/must.hpp"

namespace tally::tests {

namespace {

void check_lines(const Outcome& outcome) {
  for (const LineOutcome& line : outcome.lines) {
    TALLY_MUST(!line.id.empty());
    TALLY_MUST(!line.net || (line.price && line.quantity));
    TALLY_MUST(!line.tax || (line.net && line.tax_why));
    TALLY_MUST(!line.quantity || line.quantity->thousandths > 0);
    if (line.net) TALLY_MUST(line.net->currency == line.price->currency);
    if (line.net) TALLY_MUST(outcome.currency == line.net->currency);
  }
}

void check_sums(const Outcome& outcome) {
  int128 net = 0;
  int128 line_tax = 0;
  int128 group_tax = 0;
  int128 taxable = 0;
  bool all_taxed = true;
  for (const LineOutcome& line : outcome.lines) {
    if (!line.net) continue;
    net += line.net->minor;
    all_taxed = all_taxed && line.tax;
    if (line.tax) line_tax += line.tax->minor;
  }
  for (const TaxGroup& group : outcome.tax_groups) {
    group_tax += group.tax.minor;
    taxable += group.taxable.minor;
  }
  if (outcome.net) TALLY_MUST(net == outcome.net->minor);
  if (outcome.total) {
    TALLY_MUST(all_taxed && outcome.net && outcome.tax);
    const int128 freight = outcome.freight ? outcome.freight->net.minor : 0;
    const int128 freight_tax = outcome.freight ? outcome.freight->tax->minor : 0;
    TALLY_MUST(line_tax + freight_tax == group_tax);
    TALLY_MUST(group_tax == outcome.tax->minor);
    TALLY_MUST(taxable == net + freight);
    TALLY_MUST(net + freight + group_tax == outcome.total->minor);
  }
}

void check_verdict(const Outcome& outcome) {
  const auto has = [&](Severity severity) {
    return std::ranges::find(outcome.issues, severity, &Issue::severity) != outcome.issues.end();
  };
  const Verdict expected = has(Severity::error)    ? Verdict::refuse
                           : has(Severity::review) ? Verdict::review
                                                   : Verdict::accept;
  TALLY_MUST(outcome.verdict == expected);
  // What goes through by itself is whole: every line priced and taxed, and a total.
  if (outcome.verdict != Verdict::refuse) {
    TALLY_MUST(outcome.total.has_value());
    for (const LineOutcome& line : outcome.lines) TALLY_MUST(line.net && line.tax);
  }
}

}  // namespace

void check_issues(const Issues& issues) {
  for (const Issue& issue : issues) {
    TALLY_MUST(!explain::say_issue(issue).sentence.empty());
    TALLY_MUST(is_utf8(wire::issue_bytes(issue)));
  }
}

void check_promises(const RawOrder& order, const Outcome& outcome) {
  TALLY_MUST(outcome.lines.size() == order.lines.size());
  check_lines(outcome);
  check_sums(outcome);
  check_verdict(outcome);
  check_issues(outcome.issues);
  TALLY_MUST(is_utf8(wire::outcome_bytes(outcome)));
  TALLY_MUST(!explain::say_outcome(outcome).empty());
}

}  // namespace tally::tests
