// The warehouse reads: notes that are open, and acknowledging them one by one.
#include <utility>

#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/ops/log.hpp"
#include "server/orders/delivery_notes.hpp"
#include "server/orders/order_json.hpp"
#include "shared/base/ids.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

constexpr std::int64_t notes_limit = 100;

void put_open_note(wire::JsonWriter& json, const orders::OpenNote& open) {
  json.open('{').key("order_id").value(open.order_id);
  json.key("number").value(orders::say_number(open.number));
  json.key("customer_name").value(open.customer_name);
  json.key("since").value(print_instant(open.since));
  orders::put_delivery_note(json, open.note);
  json.close('}');
}

}  // namespace

void list_open_notes(Services& services, const Request& request, Response& response) {
  const std::string after = request.parameter("after").value_or("");
  const store::Reader db = services.store.read();
  const auto notes = orders::list_open_notes(*db, after, notes_limit + 1);
  if (!notes) {
    return answer_problem(response, parameter_refused("after", after, "the \"next\" of a page"),
                          request.path);
  }
  const bool more = std::cmp_greater(notes->size(), notes_limit);
  const std::size_t shown = more ? static_cast<std::size_t>(notes_limit) : notes->size();
  wire::JsonWriter json;
  json.open('{').key("notes").open('[');
  for (std::size_t index = 0; index < shown; ++index) put_open_note(json, (*notes)[index]);
  json.close(']').key("open").value(orders::count_open_notes(*db)).key("next");
  if (more) json.value((*notes)[shown - 1].place);
  else json.raw("null");
  json.close('}');
  response.json(200, json.take());
}

void acknowledge_delivery_note(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"note"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  if (!fields->has("note")) {
    return answer_bad_body(response,
                           {make_issue(IssueCode::document_field_missing, "",
                                       {{"field", std::string("note")}})},
                           request.path);
  }
  const auto order_id = OrderId::parse(request.captured.front());
  const std::string wanted = order_id ? order_id->text() : request.captured.front();
  const orders::Sender by{request.person->login, services.clock.now()};
  std::optional<Issue> issue;
  const store::Written written = services.store.write([&](store::Connection& db) {
    auto row = orders::find_order(db, wanted);
    if (!row) {
      issue = make_issue(IssueCode::order_unknown, "", {{"order", wanted}});
      return store::Keep::no;
    }
    auto done = orders::acknowledge_note(db, *row, request.captured[1], fields->text("note"), by);
    issue = std::move(done.issue);
    return issue || done.failed ? store::Keep::no : store::Keep::yes;
  });
  if (issue) return answer_problem(response, *issue, request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "order.note_acknowledged",
                 {{"order", wanted}, {"ship_to", request.captured[1]}, {"by", by.login}});
  const store::Reader db = services.store.read();
  const auto row = orders::find_order(*db, wanted);
  response.json(200, orders::order_detail_json(*db, row.value_or(orders::OrderRow{}),
                                               request.person->role, services.clock.now()));
}

}  // namespace tally::server::http
