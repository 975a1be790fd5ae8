#include "server/catalogue/history.hpp"

#include <nlohmann/json.hpp>

#include "shared/normalise/normalise.hpp"
#include "shared/wire/order_document.hpp"

namespace tally::server::catalogue {

namespace {

/// The first reason that stops the order, else the first there is; empty where there is none.
std::string first_reason(const std::string& reasons) {
  const nlohmann::json all = nlohmann::json::parse(reasons, nullptr, false);
  if (!all.is_array() || all.empty()) return {};
  for (const auto& reason : all) {
    if (reason.value("severity", "") == "error") return reason.value("code", "");
  }
  return all.front().value("code", "");
}

/// What is stored under the id already: the same document, or another one.
orders::OrderCommitted answer_known(store::Connection& db, const HistoryPrepared& order) {
  orders::OrderCommitted committed;
  auto row = orders::find_order(db, order.order.order.order_id);
  if (!row) return committed;
  const std::string digest = sha256(order.submission.order_document).text();
  const bool same = orders::read_documents(db, row->row).order_digest == digest;
  committed.result = same ? orders::OrderCommitted::Result::repeated
                          : orders::OrderCommitted::Result::id_reused;
  committed.row = *std::move(row);
  return committed;
}

}  // namespace

HistoryPrepared prepare_history_order(store::Connection& db, sync::Snapshots& snapshots,
                                      HistoryOrder order) {
  HistoryPrepared ready;
  ready.order = std::move(order);
  ready.submission.order_document = wire::write_order(ready.order.order);
  ready.submission.as_of = ready.order.day;
  if (orders::find_order(db, ready.order.order.order_id)) return ready;
  const Draft draft = normalise::normalise_order(ready.order.order);
  // Today is the order's own day: a history is not late.
  auto prepared = orders::prepare(snapshots, ready.submission, draft, ready.order.day,
                                  orders::Policies{});
  if (prepared) {
    ready.prepared = *std::move(prepared);
    ready.prepared->standing = orders::Standing::past;
  } else {
    ready.failures = std::move(prepared.error());
  }
  return ready;
}

HistoryEntry commit_history_order(store::Connection& db, const HistoryPrepared& order) {
  HistoryEntry entry;
  entry.failures = order.failures;
  if (!entry.failures.empty()) return entry;
  entry.committed = order.prepared
                        ? orders::commit_order(db, *order.prepared, order.submission,
                                               {order.order.login, order.order.at})
                        : answer_known(db, order);
  const orders::OrderRow& row = entry.committed.row;
  entry.first_state = row.state;
  if (row.revision > 1) {
    const auto events = orders::list_events(db, row.row);
    if (!events.empty()) entry.first_state = events.front().state;
  }
  entry.first_reason = first_reason(row.reasons);
  return entry;
}

}  // namespace tally::server::catalogue
