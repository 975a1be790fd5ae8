#include "shared/complete/override.hpp"

#include <algorithm>
#include <array>

namespace tally::complete {

namespace {

/// By name: what the server finds is checked with the same list.
constexpr std::array<std::string_view, 2> doubles{"po_number_used", "goods_ordered_again"};

bool is_meant(const Override& override, const Issue& issue) {
  return issue.code == override.code && (override.path.empty() || override.path == issue.path);
}

}  // namespace

bool can_pass_over(const Issue& issue) {
  if (issue.severity != Severity::review) return false;
  const CodeRow& row = code_row(issue.code);
  return row.room == "address" || std::ranges::find(doubles, row.name) != doubles.end();
}

std::vector<Override> apply_overrides(const std::vector<Override>& overrides, Issues& issues) {
  std::vector<Override> used;
  Issues found;
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    const Override& override = overrides[i];
    const std::string path = "overrides[" + std::to_string(i) + "]";
    const std::string name(code_row(override.code).name);
    if (override.reason.empty()) {
      found.push_back(make_issue(IssueCode::override_without_reason, path + ".reason",
                                 {{"code", name}}));
      continue;
    }
    bool silenced = false, stays = false;
    for (Issue& issue : issues) {
      if (!is_meant(override, issue) || issue.severity == Severity::note) continue;
      if (can_pass_over(issue)) {
        issue.severity = Severity::note;
        silenced = true;
      } else {
        stays = true;
      }
    }
    if (silenced) used.push_back(override);
    if (stays) {
      found.push_back(make_issue(IssueCode::override_not_possible, path + ".code",
                                 {{"code", name}}));
    }
  }
  std::ranges::move(found, std::back_inserter(issues));
  return used;
}

}  // namespace tally::complete
