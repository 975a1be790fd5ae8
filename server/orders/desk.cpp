#include "server/orders/desk.hpp"

#include "server/orders/adopt.hpp"
#include "server/orders/credit_release.hpp"
#include "server/orders/events.hpp"
#include "server/orders/order_parts.hpp"
#include "server/orders/reasons.hpp"
#include "server/sync/device_heads.hpp"
#include "server/sync/notices.hpp"
#include "shared/base/text.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;

namespace {

Issue say_stale(Connection& db, const OrderRow& row) {
  const std::vector<OrderEvent> events = list_events(db, row.row);
  const OrderEvent last = events.empty() ? OrderEvent{} : events.back();
  return make_issue(IssueCode::order_revision_stale, "",
                    {{"number", say_number(row.number)},
                     {"by", last.by},
                     {"at", print_instant(last.at)}});
}

std::optional<Issue> check(Connection& db, const OrderRow& row, const DeskDecision& decision) {
  if (decision.revision && *decision.revision != row.revision) return say_stale(db, row);
  if (!next_state(row.state, decision.action)) {
    return make_issue(IssueCode::order_state_refuses, "",
                      {{"number", say_number(row.number)},
                       {"state", std::string(say_state(row.state))},
                       {"wanted", std::string(say_action(decision.action))}});
  }
  if (decision.action == Action::send_back && trim(decision.note).empty()) {
    return make_issue(IssueCode::note_missing, "note");
  }
  return std::nullopt;
}

/// Moves the goods as the action wants; what is short comes back. False where the store failed.
bool move_stock(Connection& db, const OrderRow& row, const DeskDecision& decision,
                const stock::MovedBy& by, stock::Reserved& reserved) {
  if (decision.action == Action::cancel) return stock::release(db, row.row, by);
  if (decision.action != Action::approve || !stock::keeps_stock(db)) return true;
  // An order that was accepted before and waits again may still hold its goods.
  if (!stock::release(db, row.row, by)) return false;
  reserved = stock::reserve(db, row.row, wanted_lines(db, row.row), decision.backorder,
                            {.login = row.rep, .device = sync::device_of_order(db, row.row)}, by);
  return reserved.result != stock::Reserved::Result::failed;
}

/// What a decision comes to before it is written.
struct Applied {
  /// As the history says it.
  std::string what;
  /// False where the order stays in its state, for the reasons that its row has now.
  bool moves_on = true;
  /// Why it cannot be done at all: nothing is written then.
  std::optional<Issue> issue = std::nullopt;
};

/// Credit, then goods; the row's reasons follow. nullopt where the store failed.
std::optional<Applied> apply_decision(Connection& db, OrderRow& row, const DeskDecision& decision,
                                      const Sender& by) {
  if (decision.action == Action::approve) {
    CreditStep credit = release_credit(db, row, decision, by);
    switch (credit.end) {
      case CreditStep::End::clear: break;
      case CreditStep::End::released: return Applied{"credit released", false};
      case CreditStep::End::held_up: return Applied{"approval held up: credit", false};
      case CreditStep::End::refused: return Applied{"", false, std::move(credit.issue)};
      case CreditStep::End::failed: return std::nullopt;
    }
  }
  stock::Reserved reserved;
  if (!move_stock(db, row, decision, {by.login, by.at}, reserved)) return std::nullopt;
  if (reserved.result == stock::Reserved::Result::short_of_stock) {
    row.reasons = add_reasons(row.reasons, stock_issues(reserved.shortages));
    return Applied{"approval held up: goods are short", false};
  }
  const bool owes = reserved.result == stock::Reserved::Result::some;
  return Applied{owes ? "approved with a backorder" : std::string(say_action(decision.action))};
}

/// What the rep has to know at once; that an order was approved its state says.
bool tell_rep(Connection& db, const OrderRow& row, const DeskDecision& decision,
              const Sender& by) {
  if (decision.action == Action::approve || row.rep == by.login) return true;
  const bool is_sent_back = decision.action == Action::send_back;
  sync::Notice notice;
  notice.scope = sync::login_scope(row.rep);
  notice.by = by.login;
  notice.what = is_sent_back ? "order_sent_back" : "order_cancelled";
  notice.subject = row.order_id;
  notice.words = "Order " + say_number(row.number) + " for " + row.customer_name + " was " +
                 std::string(say_action(decision.action)) + ".";
  if (!trim(decision.note).empty()) notice.words += " " + decision.note;
  return sync::put_notice(db, notice, by.at);
}

}  // namespace

DecisionCommitted commit_decision(Connection& db, const DeskDecision& decision,
                                  const Sender& by) {
  DecisionCommitted committed;
  auto found = find_order(db, decision.order_id);
  if (!found) {
    committed.issues.push_back(
        make_issue(IssueCode::order_unknown, "", {{"order", decision.order_id}}));
    return committed;
  }
  OrderRow& row = committed.row = *std::move(found);
  if (auto issue = check(db, row, decision)) {
    committed.issues.push_back(*std::move(issue));
    return committed;
  }
  auto applied = apply_decision(db, row, decision, by);
  committed.failed = !applied;
  if (committed.failed) return committed;
  if (applied->issue) {
    committed.issues.push_back(*std::move(applied->issue));
    return committed;
  }
  if (applied->moves_on) {
    row.state = *next_state(row.state, decision.action);
    row.state_since = by.at;
    row.state_by = by.login;
  }
  row.revision += 1;
  OrderEvent event;
  event.at = by.at;
  event.by = by.login;
  event.what = std::move(applied->what);
  event.words = decision.note;
  event.state = row.state;
  event.revision = row.revision;
  committed.failed = !update_state(db, row) || !put_event(db, row.row, event) ||
                     !tell_rep(db, row, decision, by);
  const bool is_approved = applied->moves_on && decision.action == Action::approve;
  if (!committed.failed && is_approved) committed.failed = !adopt_parties(db, row, by);
  return committed;
}

}  // namespace tally::server::orders
