// Health for supervisors: alive, and ready to take orders.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

void show_health(Services&, const Request&, Response& response) {
  response.json(200, R"({"status":"ok"})");
}

void show_readiness(Services& services, const Request& request, Response& response) {
  if (services.store.writer().disk_is_full()) {
    return answer_problem(response, make_issue(IssueCode::disk_full, ""), request.path);
  }
  const auto current = services.snapshots.current();
  if (!current) {
    return answer_problem(response, make_issue(IssueCode::company_missing, ""), request.path);
  }
  wire::JsonWriter json;
  json.open('{').key("status").value("ok").key("snapshot").value(current->number);
  json.key("commits").value(static_cast<std::int64_t>(services.store.writer().groups()));
  json.key("changes").value(static_cast<std::int64_t>(services.store.writer().changes_kept()));
  json.close('}');
  response.json(200, json.take());
}

}  // namespace tally::server::http
