// The desk decides: approve, send back, cancel.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/ops/log.hpp"
#include "server/orders/desk.hpp"
#include "server/orders/order_json.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

constexpr std::int64_t note_bytes_max = 2000;

Result<orders::DeskDecision> read_decision(const Request& request, orders::Action action) {
  const auto fields = read_fields(request, {"note", "revision", "backorder"});
  if (!fields) return std::unexpected(fields.error());
  orders::DeskDecision decision;
  decision.order_id = request.captured.front();
  if (const auto id = OrderId::parse(decision.order_id)) decision.order_id = id->text();
  decision.action = action;
  decision.note = trim(fields->text("note"));
  if (decision.note.size() > static_cast<std::size_t>(note_bytes_max)) {
    return std::unexpected(Issues{make_issue(
        IssueCode::text_too_long, "note",
        {{"bytes", static_cast<std::int64_t>(decision.note.size())}, {"limit", note_bytes_max}})});
  }
  decision.revision = fields->number("revision");
  if (fields->has("revision") && !decision.revision) {
    return std::unexpected(Issues{make_issue(
        IssueCode::document_field_type, "revision",
        {{"field", std::string("revision")}, {"expected", std::string("a whole number")}})});
  }
  if (fields->flag("backorder")) decision.backorder = stock::Backorder::yes;
  return decision;
}

void decide_order(Services& services, const Request& request, Response& response,
                  orders::Action action) {
  auto decision = read_decision(request, action);
  if (!decision) return answer_bad_body(response, decision.error(), request.path);
  decision->role = request.person->role;
  const orders::Sender by{request.person->login, services.clock.now()};
  orders::DecisionCommitted committed;
  const store::Written written = services.store.write([&](store::Connection& db) {
    committed = orders::commit_decision(db, *decision, by);
    return committed.failed || !committed.issues.empty() ? store::Keep::no : store::Keep::yes;
  });
  if (!committed.issues.empty()) {
    return answer_problem(response, committed.issues, request.path);
  }
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "order.decided",
                 {{"number", orders::say_number(committed.row.number)},
                  {"action", std::string(orders::action_name(action))},
                  {"state", std::string(orders::state_name(committed.row.state))},
                  {"by", by.login}});
  const store::Reader db = services.store.read();
  const auto row = orders::find_order(*db, decision->order_id);
  response.json(200, orders::order_detail_json(*db, row.value_or(committed.row),
                                               request.person->role, services.clock.now()));
}

}  // namespace

void approve_order(Services& services, const Request& request, Response& response) {
  decide_order(services, request, response, orders::Action::approve);
}

void send_back_order(Services& services, const Request& request, Response& response) {
  decide_order(services, request, response, orders::Action::send_back);
}

void cancel_order(Services& services, const Request& request, Response& response) {
  decide_order(services, request, response, orders::Action::cancel);
}

}  // namespace tally::server::http
