#include "wasm/state/decision.hpp"

#include <algorithm>
#include <utility>

#include "shared/data/lookups.hpp"
#include "shared/explain/explain.hpp"
#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

bool LiveDecision::decide(const RawOrder& order, AsOf as_of) {
  draft_ = normalise::normalise_order(order);
  auto facts = wire::gather(catalogue_->snapshot(), draft_);
  if (!facts) {
    failure_ = facts.error().empty() ? make_issue(IssueCode::snapshot_damaged, "")
                                     : std::move(facts.error().front());
    return false;
  }
  failure_.reset();
  facts_ = std::move(*facts);
  as_of_ = as_of;
  outcome_ = pipeline::decide(draft_, facts_, as_of);
  sort_issues();
  return true;
}

std::vector<PromotionOutcome> LiveDecision::all_promotions() const {
  return pipeline::all_promotions(draft_, facts_, as_of_);
}

void LiveDecision::sort_issues() {
  by_line_.clear();
  of_header_.clear();
  for (std::size_t place = 0; place < outcome_.issues.size(); ++place) {
    const auto path = parse_line_path(outcome_.issues[place].path);
    if (path) {
      by_line_[path->index].push_back(place);
    } else {
      of_header_.push_back(place);
    }
  }
}

const std::vector<std::size_t>& LiveDecision::issues_of_line(std::size_t line) const {
  static const std::vector<std::size_t> none;
  const auto found = by_line_.find(line);
  return found == by_line_.end() ? none : found->second;
}

const Issue* LiveDecision::issue_of(std::size_t line, LineField field) const {
  const Issue* gravest = nullptr;
  for (const std::size_t place : issues_of_line(line)) {
    const Issue& issue = outcome_.issues[place];
    const auto path = parse_line_path(issue.path);
    if (!path || path->field != field_name(field)) continue;
    if (gravest == nullptr || issue.severity < gravest->severity) gravest = &issue;
  }
  return gravest;
}

const Issue* LiveDecision::issue_of(HeaderField field) const {
  for (const std::size_t place : of_header_) {
    if (header_field(outcome_.issues[place].path) == field) return &outcome_.issues[place];
  }
  return nullptr;
}

std::size_t LiveDecision::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::ranges::count(outcome_.issues, severity, &Issue::severity));
}

const Product* LiveDecision::product(std::size_t line) const {
  const ProductFacts* facts = product_of_line(facts_, line);
  return facts == nullptr ? nullptr : &facts->product;
}

SaidIssue say(const Issue& issue) {
  explain::Said said = explain::say_issue(issue);
  return {capital(explain::say_path(issue.path)), std::move(said.sentence), std::move(said.mend)};
}

std::string say_in_cell(const Issue& issue) {
  const explain::Said said = explain::say_issue(issue);
  return said.mend.empty() ? said.sentence : said.sentence + " " + said.mend;
}

}  // namespace tally::app
