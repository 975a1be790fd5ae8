#include "server/orders/compare.hpp"

#include <algorithm>

#include "shared/base/sha256.hpp"
#include "shared/base/version.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::orders {

namespace {

Argument::Value amount(const std::optional<Money>& money) {
  if (money) return *money;
  return std::string("no amount");
}

/// The figures of the first difference: the totals, or where these are equal those of a line.
std::optional<Issue> find_price_change(const Outcome& told, const Outcome& now) {
  const auto changed = [](std::string path, Argument::Value before, Argument::Value after) {
    return make_issue(IssueCode::price_changed, std::move(path),
                      {{"told", std::move(before)}, {"now", std::move(after)}});
  };
  if (told.total != now.total || told.net != now.net || told.tax != now.tax) {
    const bool same_total = told.total == now.total;
    return changed("", amount(same_total ? told.net : told.total),
                   amount(same_total ? now.net : now.total));
  }
  for (std::size_t index = 0; index < std::min(told.lines.size(), now.lines.size()); ++index) {
    const LineOutcome& before = told.lines[index];
    const LineOutcome& after = now.lines[index];
    if (before.net != after.net || before.tax != after.tax || before.price != after.price) {
      return changed(line_path(index, "net"), amount(before.net), amount(after.net));
    }
  }
  return std::nullopt;
}

bool stops(const Issue& issue) { return issue.severity != Severity::note; }

/// Everything that stops the order or sends it to a person.
Issues reasons_to_stop(const Outcome& outcome) {
  Issues reasons;
  std::ranges::copy_if(outcome.issues, std::back_inserter(reasons), stops);
  return reasons;
}

/// "refused: AB-1 is blocked for sale", with the first reason that the other one does not have.
std::string say_decision(const Outcome& outcome, const Issues& reasons, const Issues& others) {
  std::string said = "accepted";
  if (outcome.verdict == Verdict::review) said = "for the desk to decide";
  if (outcome.verdict == Verdict::refuse) said = "refused";
  for (const Issue& issue : reasons) {
    if (std::ranges::find(others, issue) != others.end()) continue;
    std::string sentence = explain::say_issue(issue).sentence;
    if (sentence.ends_with('.')) sentence.pop_back();
    return said + " (" + sentence + ")";
  }
  return said;
}

std::optional<Issue> find_decision_change(const Outcome& told, const Outcome& now) {
  const Issues before = reasons_to_stop(told);
  const Issues after = reasons_to_stop(now);
  if (told.verdict == now.verdict && before == after) return std::nullopt;
  return make_issue(IssueCode::decision_changed, "",
                    {{"told", say_decision(told, before, after)},
                     {"now", say_decision(now, after, before)}});
}

}  // namespace

Issues compare_with_device(std::string_view server_outcome, const DeviceClaim& claim) {
  if (claim.outcome.empty()) return {};
  const bool equal = claim.outcome == server_outcome;
  if (claim.core_version == core_version) {
    if (equal) return {};
    return {make_issue(IssueCode::outcome_differs, "",
                       {{"device", sha256(claim.outcome).text()},
                        {"server", sha256(server_outcome).text()}})};
  }
  return {make_issue(IssueCode::outcome_of_older_core, "",
                     {{"device", claim.core_version},
                      {"server", std::string(core_version)},
                      {"result", std::string(equal ? "Both came to the same."
                                                   : "They came to different outcomes; the "
                                                     "server's stands.")}})};
}

Issues compare_with_current(const Outcome& told, const Outcome& now, OnDeviation policy) {
  Issues issues;
  if (auto change = find_price_change(told, now)) {
    if (policy == OnDeviation::honour) {
      issues.push_back(make_issue(IssueCode::deviation_honoured, std::move(change->path),
                                  std::move(change->arguments)));
    } else {
      issues.push_back(*std::move(change));
    }
  }
  if (auto change = find_decision_change(told, now)) issues.push_back(*std::move(change));
  return issues;
}

}  // namespace tally::server::orders
