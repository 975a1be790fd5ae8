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

/// EN 16931, BR-CO-16: payable = total + rounding amount. False where it does not fit.
bool round_to_coins(Totals& totals, const Policy& policy) {
  for (const CashIncrement& coin : policy.cash_increments) {
    const Money& total = *totals.total;
    if (coin.increment.currency != total.currency || coin.increment.minor <= 0) continue;
    const auto coins = round_div(total.minor, coin.increment.minor, coin.mode);
    const int128 payable = int128{coins.value_or(0)} * coin.increment.minor;
    if (payable > INT64_MAX || payable < INT64_MIN) return false;
    totals.payable = Money{static_cast<std::int64_t>(payable), total.currency};
    totals.cash_rounding = subtract(*totals.payable, total);
    return true;
  }
  return true;
}

}  // namespace

Totals add_up(const std::vector<Money>& nets, const std::optional<Money>& freight,
              const std::vector<Money>& taxes, TaxState tax_state, const Policy& policy) {
  Totals totals;
  if (nets.empty()) return totals;
  const Currency currency = nets.front().currency;
  totals.net = sum_of(nets, currency);
  if (totals.net) check_limits(totals, policy);
  bool fits = totals.net.has_value();
  if (totals.net && tax_state == TaxState::complete) {
    totals.tax = sum_of(taxes, currency);
    const auto charged = freight ? add(*totals.net, *freight) : totals.net;
    if (totals.tax && charged) totals.total = add(*charged, *totals.tax);
    fits = totals.total.has_value() && round_to_coins(totals, policy);
  } else if (totals.net && freight) {
    fits = add(*totals.net, *freight).has_value();
  }
  if (!fits) totals.issues.push_back(make_issue(IssueCode::total_too_large, ""));
  return totals;
}

}  // namespace tally::totals
