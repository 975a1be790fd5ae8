#include "server/orders/credit_release.hpp"

#include <algorithm>

#include "server/orders/reasons.hpp"
#include "server/orders/standing.hpp"
#include "shared/base/text.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;
using End = CreditStep::End;

namespace {

bool put_release(Connection& db, const OrderRow& row, const DeskDecision& decision,
                 const Sender& by) {
  Query put = db.query("INSERT INTO credit_release (order_row, at_ms, by, reason, currency, "
                       "amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  const std::string reason(trim(decision.note));
  put.bind(1, row.row).bind(2, by.at.unix_ms).bind(3, by.login).bind(4, reason);
  return put.bind(5, row.currency).bind(6, row.total.value_or(0)).run();
}

Issue say_released(const OrderRow& row, const DeskDecision& decision, const Sender& by) {
  const Money order{row.total.value_or(0), Currency::parse(row.currency).value_or(Currency{})};
  return make_issue(IssueCode::credit_released, "",
                    {{"by", by.login},
                     {"order", order},
                     {"day", day_of(by.at)},
                     {"reason", std::string(trim(decision.note))}});
}

bool can_release(Role role) { return role == Role::finance || role == Role::admin; }

/// The issues that a release of now would have to cover.
Issues issues_left(Connection& db, const OrderRow& row, Instant now) {
  Issues issues = check_credit(db, row, now).issues;
  const auto released = released_amount(db, row);
  if (!released || *released < row.total.value_or(0)) return issues;
  std::erase_if(issues, [](const Issue& issue) { return credit::can_be_released(issue.code); });
  return issues;
}

}  // namespace

std::optional<std::int64_t> released_amount(Connection& db, const OrderRow& row) {
  Query find = db.query("SELECT amount FROM credit_release WHERE order_row = ?1 AND currency = ?2 "
                        "ORDER BY number DESC LIMIT 1");
  find.bind(1, row.row).bind(2, row.currency);
  return find.step() == Step::row ? std::optional(find.integer(0)) : std::nullopt;
}

CreditStep release_credit(Connection& db, OrderRow& row, const DeskDecision& decision,
                          const Sender& by) {
  const Issues issues = issues_left(db, row, by.at);
  if (db.fault() != 0) return {End::failed};
  const bool waited = has_reason_of_credit(row.reasons);
  if (decision.role == Role::finance && issues.empty() && !waited) {
    return {End::refused, make_issue(IssueCode::approval_not_of_finance, "",
                                     {{"number", say_number(row.number)}})};
  }
  const bool releasable = std::ranges::all_of(
      issues, [](const Issue& issue) { return credit::can_be_released(issue.code); });
  row.reasons = without_credit(row.reasons);
  if (!issues.empty() && (!releasable || !can_release(decision.role))) {
    row.reasons = add_reasons(row.reasons, issues);
    return {End::held_up};
  }
  if (!issues.empty()) {
    if (trim(decision.note).empty()) {
      return {End::refused, make_issue(IssueCode::credit_reason_missing, "note")};
    }
    if (!put_release(db, row, decision, by)) return {End::failed};
    row.reasons = add_reasons(row.reasons, {say_released(row, decision, by)});
  }
  const bool is_all = decision.role != Role::finance || !waits_for_more(row.reasons);
  return {is_all ? End::clear : End::released};
}

}  // namespace tally::server::orders
