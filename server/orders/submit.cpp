#include "server/orders/submit.hpp"

#include <algorithm>

#include "server/ops/log.hpp"
#include "server/store/facts.hpp"
#include "shared/normalise/normalise.hpp"
#include "shared/wire/order_document.hpp"

namespace tally::server::orders {

namespace {

// Publication is debounced, so a second time is rare and a fifth is a fault.
constexpr int decisions_max = 5;

void store_aside(OrderRoom& room, const Submission& submission, const Sender& sender) {
  room.store.write([&](store::Connection& db) {
    return keep_aside(db, AsideReason::unreadable, "", submission, sender) ? store::Keep::yes
                                                                           : store::Keep::no;
  });
}

void log_stored(const OrderCommitted& committed, const Prepared& prepared) {
  const OrderRow& row = committed.row;
  ops::log_event(ops::Level::info, "order.stored",
                 {{"number", say_number(row.number)},
                  {"order", row.order_id},
                  {"state", std::string(state_name(row.state))},
                  {"by", row.rep},
                  {"lines", std::to_string(row.line_count)}});
  for (const Issue& issue : prepared.findings) {
    if (issue.code != IssueCode::outcome_differs) continue;
    ops::log_event(ops::Level::alarm, "order.outcome_differs",
                   {{"number", say_number(row.number)},
                    {"device", std::get<std::string>(issue.arguments[0].value)},
                    {"server", std::get<std::string>(issue.arguments[1].value)}});
  }
}

/// The stored answer where the same bytes were stored before: no decision is needed for it.
std::optional<Submitted> find_repeated(OrderRoom& room, const Submission& submission,
                                       const Draft& draft) {
  const store::Reader db = room.store.read();
  auto row = find_order(*db, draft.order_id.text());
  if (!row) return std::nullopt;
  OrderDocuments documents = read_first_documents(*db, row->row);
  if (documents.order_digest != sha256(submission.order_document).text()) return std::nullopt;
  return Submitted{{}, *std::move(row), std::move(documents.outcome), true};
}

Submitted answer(OrderCommitted committed) {
  Submitted submitted;
  if (committed.result == OrderCommitted::Result::id_reused) {
    submitted.issues.push_back(make_issue(IssueCode::order_id_reused, "order_id",
                                          {{"order_id", committed.row.order_id}}));
    return submitted;
  }
  submitted.row = std::move(committed.row);
  submitted.outcome = std::move(committed.outcome);
  submitted.repeated = committed.result == OrderCommitted::Result::repeated;
  return submitted;
}

}  // namespace

Policies read_policies(store::Connection& db) {
  Policies policies;
  if (store::read_setting(db, "on_deviation") == "honour") {
    policies.on_deviation = OnDeviation::honour;
  }
  const auto days = parse_decimal(store::read_setting(db, "order_age_days_max"), 0);
  if (days && *days >= 0 && *days <= 3650) {
    policies.order_age_days_max = static_cast<std::int32_t>(*days);
  }
  return policies;
}

Result<Draft> read_draft(const Submission& submission) {
  const auto raw = wire::read_order(submission.order_document);
  if (!raw) return std::unexpected(raw.error());
  Draft draft = normalise::normalise_order(*raw);
  const auto bad_id = std::ranges::find(draft.issues, IssueCode::order_id_malformed, &Issue::code);
  if (bad_id != draft.issues.end()) return std::unexpected(Issues{*bad_id});
  return draft;
}

Submitted submit(OrderRoom& room, const Submission& submission, const std::string& login) {
  const Sender sender{login, room.clock.now()};
  const auto draft = read_draft(submission);
  if (!draft) {
    store_aside(room, submission, sender);
    return {.issues = draft.error()};
  }
  if (auto repeated = find_repeated(room, submission, *draft)) return *std::move(repeated);
  Policies policies;
  {
    const store::Reader db = room.store.read();
    policies = read_policies(*db);
  }
  for (int round = 0; round < decisions_max; ++round) {
    const auto prepared =
        prepare(room.snapshots, submission, *draft, room.clock.today(), policies);
    if (!prepared) return {.issues = prepared.error()};
    OrderCommitted committed;
    const store::Written written = room.store.write([&](store::Connection& db) {
      committed = commit_order(db, *prepared, submission, sender);
      return keep_of(committed);
    });
    if (written == store::Written::undone &&
        committed.result == OrderCommitted::Result::outdated) {
      continue;
    }
    if (written != store::Written::kept) return {.issues = {store::write_issue(written)}};
    if (committed.result == OrderCommitted::Result::stored) log_stored(committed, *prepared);
    return answer(std::move(committed));
  }
  return {.issues = {store::write_issue(store::Written::busy)}};
}

}  // namespace tally::server::orders
