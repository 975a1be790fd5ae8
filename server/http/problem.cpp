#include "server/http/problem.hpp"

#include <algorithm>

#include "server/orders/reasons.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

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
  switch (code) {
    case IssueCode::request_not_understood:
    case IssueCode::parameter_refused:
    case IssueCode::digest_malformed:
    case IssueCode::push_unreadable:
    case IssueCode::device_key_refused:
      return 400;
    case IssueCode::login_needed:
    case IssueCode::login_refused:
    case IssueCode::signer_unknown:
    case IssueCode::signature_refused:
    case IssueCode::challenge_refused:
      return 401;
    case IssueCode::role_not_allowed:
    case IssueCode::origin_refused:
    case IssueCode::setup_link_invalid:
    case IssueCode::record_beyond_reach:
    case IssueCode::password_link_void:
    case IssueCode::device_revoked:
    case IssueCode::approval_not_of_finance:
      return 403;
    case IssueCode::route_unknown:
    case IssueCode::order_unknown:
    case IssueCode::user_unknown:
    case IssueCode::snapshot_not_here:
    case IssueCode::allotment_unknown:
    case IssueCode::device_unknown:
    case IssueCode::quarantine_unknown:
    case IssueCode::record_unknown:
    case IssueCode::credit_customer_unknown:
    case IssueCode::delivery_note_unknown:
    case IssueCode::rule_set_unknown:
    case IssueCode::backtest_unknown:
    case IssueCode::order_without_rules:
      return 404;
    case IssueCode::method_not_allowed:
      return 405;
    case IssueCode::order_id_reused:
    case IssueCode::order_state_refuses:
    case IssueCode::order_revision_stale:
    case IssueCode::login_taken:
    case IssueCode::allotment_over:
    case IssueCode::goods_not_free:
    case IssueCode::allotment_id_reused:
    case IssueCode::device_key_taken:
    case IssueCode::devices_too_many:
    case IssueCode::record_changed_since:
    case IssueCode::credit_changed_since:
    case IssueCode::delivery_note_changed:
    case IssueCode::rules_changed_meanwhile:
    case IssueCode::rules_nothing_before:
    case IssueCode::backtest_running:
      return 409;
    case IssueCode::request_too_large:
    case IssueCode::document_too_large:
      return 413;
    case IssueCode::media_type_refused:
      return 415;
    case IssueCode::login_paused:
    case IssueCode::push_paused:
    case IssueCode::quarantine_full:
      return 429;
    case IssueCode::server_fault:
    case IssueCode::database_damaged:
      return 500;
    default:
      // Everything of the server that passes by itself, then what the request itself got wrong.
      return code_row(code).retry == Retry::later ? 503 : 422;
  }
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
