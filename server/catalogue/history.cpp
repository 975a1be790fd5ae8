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

/// The same document was stored before: nothing is decided again.
std::optional<orders::OrderCommitted> find_repeated(store::Connection& db, const Draft& draft,
                                                    const std::string& document) {
  auto row = orders::find_order(db, draft.order_id.text());
  if (!row) return std::nullopt;
  if (orders::read_documents(db, row->row).order_digest != sha256(document).text()) {
    return std::nullopt;
  }
  orders::OrderCommitted committed;
  committed.result = orders::OrderCommitted::Result::repeated;
  committed.row = *std::move(row);
  return committed;
}

}  // namespace

HistoryEntry commit_history_order(store::Connection& db, sync::Snapshots& snapshots,
                                  const HistoryOrder& order) {
  HistoryEntry entry;
  orders::Submission submission;
  submission.order_document = wire::write_order(order.order);
  submission.as_of = order.day;
  const Draft draft = normalise::normalise_order(order.order);
  if (auto repeated = find_repeated(db, draft, submission.order_document)) {
    entry.committed = *std::move(repeated);
  } else {
    // Today is the order's own day: a history is not late.
    const auto prepared =
        orders::prepare(snapshots, submission, draft, order.day, orders::Policies{});
    if (!prepared) {
      entry.failures = prepared.error();
      return entry;
    }
    entry.committed = orders::commit_order(db, *prepared, submission, {order.login, order.at});
  }
  const auto events = orders::list_events(db, entry.committed.row.row);
  entry.first_state = events.empty() ? entry.committed.row.state : events.front().state;
  entry.first_reason = first_reason(entry.committed.row.reasons);
  return entry;
}

}  // namespace tally::server::catalogue
