#include "server/http/problem.hpp"

#include <algorithm>

#include "server/orders/reasons.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

struct StatusRow {
  IssueCode code;
  int status;
};

constexpr StatusRow status_rows[] = {
    {IssueCode::request_not_understood, 400},
    {IssueCode::parameter_refused, 400},
    {IssueCode::digest_malformed, 400},
    {IssueCode::push_unreadable, 400},
    {IssueCode::device_key_refused, 400},
    {IssueCode::login_needed, 401},
    {IssueCode::login_refused, 401},
    {IssueCode::signer_unknown, 401},
    {IssueCode::signature_refused, 401},
    {IssueCode::challenge_refused, 401},
    {IssueCode::role_not_allowed, 403},
    {IssueCode::origin_refused, 403},
    {IssueCode::setup_link_invalid, 403},
    {IssueCode::record_beyond_reach, 403},
    {IssueCode::password_link_void, 403},
    {IssueCode::device_revoked, 403},
    {IssueCode::approval_not_of_finance, 403},
    {IssueCode::route_unknown, 404},
    {IssueCode::order_unknown, 404},
    {IssueCode::user_unknown, 404},
    {IssueCode::snapshot_not_here, 404},
    {IssueCode::allotment_unknown, 404},
    {IssueCode::device_unknown, 404},
    {IssueCode::quarantine_unknown, 404},
    {IssueCode::record_unknown, 404},
    {IssueCode::credit_customer_unknown, 404},
    {IssueCode::delivery_note_unknown, 404},
    {IssueCode::rule_set_unknown, 404},
    {IssueCode::backtest_unknown, 404},
    {IssueCode::order_without_rules, 404},
    {IssueCode::method_not_allowed, 405},
    {IssueCode::order_id_reused, 409},
    {IssueCode::order_state_refuses, 409},
    {IssueCode::order_revision_stale, 409},
    {IssueCode::login_taken, 409},
    {IssueCode::allotment_over, 409},
    {IssueCode::goods_not_free, 409},
    {IssueCode::allotment_id_reused, 409},
    {IssueCode::device_key_taken, 409},
    {IssueCode::devices_too_many, 409},
    {IssueCode::record_changed_since, 409},
    {IssueCode::credit_changed_since, 409},
    {IssueCode::delivery_note_changed, 409},
    {IssueCode::rules_changed_meanwhile, 409},
    {IssueCode::rules_nothing_before, 409},
    {IssueCode::backtest_running, 409},
    {IssueCode::request_too_large, 413},
    {IssueCode::document_too_large, 413},
    {IssueCode::media_type_refused, 415},
    {IssueCode::login_paused, 429},
    {IssueCode::push_paused, 429},
    {IssueCode::quarantine_full, 429},
    {IssueCode::server_fault, 500},
    {IssueCode::database_damaged, 500},
};

/// Seconds after which trying again makes sense; 0 where it does not.
std::int64_t retry_seconds(const Issue& issue) {
  if (code_row(issue.code).retry != Retry::later) return 0;
  const auto found = std::ranges::find(issue.arguments, "seconds", &Argument::name);
  if (found != issue.arguments.end()) {
    if (const auto* seconds = std::get_if<std::int64_t>(&found->value)) return *seconds;
  }
  return issue.code == IssueCode::server_stopping ? 30 : 10;
}

}  // namespace

Issue parameter_refused(std::string_view name, std::string value, std::string_view expected) {
  return make_issue(IssueCode::parameter_refused, "",
                    {{"name", std::string(name)},
                     {"value", std::move(value)},
                     {"expected", std::string(expected)}});
}

int status_of(IssueCode code) {
  const auto row = std::ranges::find(status_rows, code, &StatusRow::code);
  if (row != std::end(status_rows)) return row->status;
  // Everything of the server that passes by itself, then what the request itself got wrong.
  return code_row(code).retry == Retry::later ? 503 : 422;
}

std::string problem_title(std::string_view code_name) {
  std::string title(code_name);
  std::ranges::replace(title, '_', ' ');
  if (!title.empty()) title.front() = ascii_upper(title.substr(0, 1)).front();
  return title;
}

void answer_problem(Response& response, const Issues& issues, std::string_view instance) {
  const Issue& first = issues.front();
  const CodeRow& row = code_row(first.code);
  const explain::Said said = explain::say_issue(first);
  wire::JsonWriter json;
  json.open('{').key("type").value("/help#" + std::string(row.name));
  json.key("title").value(problem_title(row.name));
  response.status = status_of(first.code);
  json.key("status").value(response.status).key("detail").value(said.sentence);
  json.key("instance").value(instance).key("code").value(row.name).key("mend").value(said.mend);
  json.key("retry").value(row.retry == Retry::later ? "later" : "never");
  if (issues.size() > 1 || !first.path.empty()) {
    json.key("issues").raw(orders::reasons_json(issues));
  }
  json.close('}');
  response.content_type = "application/problem+json";
  response.body = json.take();
  response.file.clear();
  const std::int64_t seconds = retry_seconds(first);
  if (seconds > 0 && (response.status == 503 || response.status == 429)) {
    response.set("Retry-After", std::to_string(seconds));
  }
}

void answer_problem(Response& response, const Issue& issue, std::string_view instance) {
  answer_problem(response, Issues{issue}, instance);
}

void answer_bad_body(Response& response, const Issues& issues, std::string_view instance) {
  answer_problem(response, issues, instance);
  if (response.status != 422) return;
  response.status = 400;
  // The member repeats the status, so both say 400.
  const std::string_view member = "\"status\":422";
  response.body.replace(response.body.find(member), member.size(), "\"status\":400");
}

}  // namespace tally::server::http
