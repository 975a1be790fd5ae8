#include "shared/totals/totals.hpp"

namespace tally::totals {

namespace {

std::optional<Money> sum_of(const std::vector<Money>& amounts, Currency currency) {
  std::optional<Money> sum = Money{0, currency};
  for (const Money& amount : amounts) {
    if (sum) sum = add(*sum, amount);
  }
  return sum;
}

void check_limits(Totals& totals, const Policy& policy) {
  const Money net = *totals.net;
  for (const Money& minimum : policy.order_minimums) {
    if (minimum.currency != net.currency || net.minor >= minimum.minor) continue;
    totals.issues.push_back(
        make_issue(IssueCode::order_below_minimum, "",
                   {{"minimum", minimum},
                    {"missing", Money{minimum.minor - net.minor, net.currency}},
                    {"net", net}}));
  }
  for (const Money& limit : policy.order_review_limits) {
    if (limit.currency != net.currency || net.minor <= limit.minor) continue;
    totals.issues.push_back(
        make_issue(IssueCode::order_large, "", {{"limit", limit}, {"net", net}}));
  }
}

}  // namespace

Totals add_up(const std::vector<Money>& nets, const std::optional<Money>& freight,
              const std::vector<Money>& taxes, TaxState tax_state, const Policy& policy) {
  Totals totals;
  if (nets.empty()) return totals;
  const Currency currency = nets.front().currency;
  totals.net = sum_of(nets, currency);
  if (totals.net) check_limits(totals, policy);
  if (totals.net && tax_state == TaxState::complete) {
    totals.tax = sum_of(taxes, currency);
    const auto charged = freight ? add(*totals.net, *freight) : totals.net;
    if (totals.tax && charged) totals.total = add(*charged, *totals.tax);
  }
  const bool overflowed = !totals.net || (tax_state == TaxState::complete && !totals.total);
  if (overflowed) totals.issues.push_back(make_issue(IssueCode::total_too_large, ""));
  return totals;
}

}  // namespace tally::totals
