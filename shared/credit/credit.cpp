#include "shared/credit/credit.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "shared/base/rounding.hpp"

namespace tally::credit {

namespace {

constexpr std::array releasable{IssueCode::credit_limit_passed, IssueCode::credit_overdue,
                                IssueCode::credit_other_currency};
constexpr std::array lasting{IssueCode::credit_limit_holds, IssueCode::credit_overdue_holds,
                             IssueCode::customer_on_hold, IssueCode::credit_beyond_counting};

std::optional<Money> as_money(int128 minor, Currency currency) {
  if (minor > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  if (minor < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return Money{static_cast<std::int64_t>(minor), currency};
}

Issue other_currency(const CreditFacts& facts) {
  return make_issue(IssueCode::credit_other_currency, "",
                    {{"currency", std::string(facts.currency.code())},
                     {"customer", facts.customer},
                     {"limit", *facts.limit}});
}

/// floor(limit * tolerance), for a limit of zero or more.
int128 tolerated_beyond(const Money& limit, Rate tolerance) {
  return int128{limit.minor} * tolerance.parts_per_million / 1'000'000;
}

void check_limit(const CreditFacts& facts, const CreditPolicy& policy, CreditAction action,
                 CreditDecision& decided) {
  const auto beyond_counting = [&] {
    decided.issues.push_back(make_issue(IssueCode::credit_beyond_counting, "",
                                        {{"customer", facts.customer}}));
  };
  int128 used = facts.invoices.minor;
  if (policy.open_orders == OpenOrders::counted) used += facts.orders.minor;
  decided.used = as_money(used, facts.currency);
  if (!decided.used) return beyond_counting();
  if (!facts.limit) return;
  if (facts.limit->currency != facts.currency) {
    decided.issues.push_back(other_currency(facts));
    return;
  }
  decided.available = as_money(int128{facts.limit->minor} - used, facts.currency);
  if (!facts.order || facts.order->minor <= 0) return;
  const int128 over = used + facts.order->minor - facts.limit->minor;
  if (over <= 0) return;
  decided.over_by = as_money(over, facts.currency);
  if (!decided.over_by) return beyond_counting();
  if (over <= tolerated_beyond(*facts.limit, policy.tolerance)) return;
  decided.issues.push_back(make_issue(action == CreditAction::hold
                                          ? IssueCode::credit_limit_holds
                                          : IssueCode::credit_limit_passed,
                                      "",
                                      {{"customer", facts.customer},
                                       {"used", *decided.used},
                                       {"limit", *facts.limit},
                                       {"order", *facts.order},
                                       {"over", *decided.over_by}}));
}

void check_overdue(const CreditFacts& facts, const CreditPolicy& policy, CreditAction action,
                   CreditDecision& decided) {
  const auto tolerated =
      facts.overdue_days_max ? facts.overdue_days_max : policy.overdue_days_max;
  if (!tolerated || !facts.oldest || facts.oldest->days <= *tolerated) return;
  decided.issues.push_back(make_issue(action == CreditAction::hold
                                          ? IssueCode::credit_overdue_holds
                                          : IssueCode::credit_overdue,
                                      "",
                                      {{"customer", facts.customer},
                                       {"open", facts.oldest->open},
                                       {"invoice", facts.oldest->invoice},
                                       {"due", facts.oldest->due},
                                       {"days", facts.oldest->days},
                                       {"tolerated", std::int64_t{*tolerated}}}));
}

}  // namespace

CreditDecision decide_credit(const CreditFacts& facts, const CreditPolicy& policy) {
  CreditDecision decided;
  const CreditAction action = facts.action.value_or(policy.action);
  if (!facts.hold.empty()) {
    decided.issues.push_back(make_issue(IssueCode::customer_on_hold, "customer",
                                        {{"customer", facts.customer}, {"reason", facts.hold}}));
  }
  check_limit(facts, policy, action, decided);
  check_overdue(facts, policy, action, decided);
  if (decided.issues.empty()) return decided;
  const bool all = std::ranges::all_of(
      decided.issues, [](const Issue& issue) { return can_be_released(issue.code); });
  decided.verdict = all ? CreditVerdict::route : CreditVerdict::hold;
  return decided;
}

bool can_be_released(IssueCode code) {
  return std::ranges::find(releasable, code) != releasable.end();
}

bool is_of_credit(IssueCode code) {
  return can_be_released(code) || std::ranges::find(lasting, code) != lasting.end();
}

}  // namespace tally::credit
