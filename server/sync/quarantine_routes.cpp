// What was set aside, for the desk: list, look at the bytes, say what was done.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/ops/log.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

constexpr std::int64_t resolved_note_bytes_max = 2000;

std::optional<std::int64_t> read_row_number(const Request& request) {
  const auto number = parse_decimal(request.captured.front(), 0);
  if (!number || *number < 1) return std::nullopt;
  return *number;
}

void answer_unknown(const Request& request, Response& response) {
  answer_problem(response,
                 make_issue(IssueCode::quarantine_unknown, "",
                            {{"number", quote_short(request.captured.front())}}),
                 request.path);
}

}  // namespace

void list_quarantine(Services& services, const Request& request, Response& response) {
  const std::string all = request.parameter("all").value_or("");
  const store::Reader db = services.store.read();
  store::Query select = db->query(
      "SELECT id, at_ms, device, epoch, seq, why, who, order_id, reasons, resolved_ms, "
      "coalesce(resolved_by, ''), resolved_note FROM quarantine "
      "WHERE ?1 OR resolved_ms IS NULL ORDER BY id DESC LIMIT 200");
  select.bind(1, std::int64_t{all == "1" || all == "true"});
  wire::JsonWriter json;
  json.open('{').key("entries").open('[');
  while (select.step() == wire::Step::row) {
    json.open('{').key("number").value(select.integer(0));
    json.key("at").value(print_instant(Instant{select.integer(1)}));
    json.key("device").value(select.text(2)).key("epoch").value(select.text(3));
    json.key("seq").value(select.integer(4)).key("why").value(select.text(5));
    json.key("who").value(select.text(6)).key("order_id").value(select.text(7));
    json.key("reasons").raw(select.text(8)).key("resolved");
    if (select.is_null(9)) json.raw("null");
    else json.value(print_instant(Instant{select.integer(9)}));
    json.key("resolved_by").value(select.text(10)).key("note").value(select.text(11)).close('}');
  }
  json.close(']').close('}');
  response.json(200, json.take());
}

void show_quarantined(Services& services, const Request& request, Response& response) {
  const auto number = read_row_number(request);
  if (!number) return answer_unknown(request, response);
  const store::Reader db = services.store.read();
  store::Query find = db->query("SELECT bytes FROM quarantine WHERE id = ?1");
  find.bind(1, *number);
  if (find.step() != wire::Step::row) return answer_unknown(request, response);
  response.content_type = "application/octet-stream";
  response.set("Content-Disposition", "attachment; filename=\"entry-" + std::to_string(*number) +
                                          ".tallystick\"");
  response.body = find.blob(0);
}

void resolve_quarantined(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"note"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const std::string note(trim(fields->text("note")));
  if (note.size() > static_cast<std::size_t>(resolved_note_bytes_max)) {
    return answer_bad_body(response,
                           {make_issue(IssueCode::text_too_long, "note",
                                       {{"bytes", static_cast<std::int64_t>(note.size())},
                                        {"limit", resolved_note_bytes_max}})},
                           request.path);
  }
  const auto number = read_row_number(request);
  if (!number) return answer_unknown(request, response);
  const Instant now = services.clock.now();
  bool found = false;
  const store::Written written = services.store.write([&](store::Connection& db) {
    store::Query update = db.query("UPDATE quarantine SET resolved_ms = ?2, resolved_by = ?3, "
                                   "resolved_note = ?4 WHERE id = ?1");
    update.bind(1, *number).bind(2, now.unix_ms).bind(3, request.person->login);
    if (!update.bind(4, note).run()) return store::Keep::no;
    found = db.changed_rows() == 1;
    return found ? store::Keep::yes : store::Keep::no;
  });
  if (written == store::Written::undone && !found) return answer_unknown(request, response);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "quarantine.resolved",
                 {{"number", std::to_string(*number)}, {"by", request.person->login}});
  response.json(200, R"({"done":true})");
}

}  // namespace tally::server::http
