// Changes: what a device does not know yet, and messages that the desk sends.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/users.hpp"
#include "server/sync/device_heads.hpp"
#include "server/sync/feed.hpp"
#include "server/sync/notices.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

constexpr std::size_t words_bytes_max = 2'000;

std::int64_t read_number(const Request& request, std::string_view name, std::int64_t lowest,
                         std::int64_t highest, std::int64_t otherwise, Issues& issues) {
  const auto text = request.parameter(name);
  if (!text) return otherwise;
  const auto number = parse_decimal(*text, 0);
  if (number && *number >= lowest && *number <= highest) return *number;
  issues.push_back(parameter_refused(name, *text,
                          "a whole number from " + std::to_string(lowest) + " to " +
                              std::to_string(highest)));
  return otherwise;
}

Result<sync::FeedQuestion> read_question(const Request& request) {
  Issues issues;
  sync::FeedQuestion question;
  question.after = read_number(request, "after", 0, std::int64_t{1} << 53, 0, issues);
  question.limit = read_number(request, "limit", 1, device_log::changes_rows_max,
                               device_log::changes_rows, issues);
  if (const auto text = request.parameter("incarnation"); text && !text->empty()) {
    question.incarnation = device_log::Incarnation::parse(*text);
    if (!question.incarnation) {
      issues.push_back(
          parameter_refused("incarnation", *text, "32 hexadecimal digits in lower case"));
    }
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return question;
}

/// The device that asks, where it is one of the person's.
sync::Viewer viewer_of(Services& services, const Request& request) {
  sync::Viewer viewer{.login = request.person->login, .role = request.person->role, .device = {}};
  const std::string device = request.parameter("device").value_or("");
  const store::Reader db = services.store.read();
  if (sync::is_device_of(*db, device, viewer.login)) viewer.device = device;
  return viewer;
}

/// The scope that "to" names, or an issue.
Result<std::string> read_addressee(store::Connection& db, const std::string& to) {
  if (to == sync::all_scope) return to;
  if (to.starts_with("role:") && identity::find_role(std::string_view(to).substr(5))) return to;
  if (to.starts_with("login:") && identity::find_user(db, to.substr(6))) return to;
  return std::unexpected(
      Issues{parameter_refused("to", to,
                               "all, role: and a role, or login: and the login of a user")});
}

}  // namespace

void show_changes(Services& services, const Request& request, Response& response) {
  const auto question = read_question(request);
  if (!question) return answer_problem(response, question.error(), request.path);
  const auto page =
      services.feed.read(viewer_of(services, request), *question, services.clock.now());
  if (!page) {
    return answer_problem(response, store::write_issue(store::Written::undone), request.path);
  }
  response.json(200, device_log::write_changes(*page));
}

void stream_changes(Services&, const Request&, Response& response) { response.is_stream = true; }

void send_notice(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"to", "words"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  sync::Notice notice;
  notice.by = request.person->login;
  notice.what = "message";
  notice.words = trim(fields->text("words"));
  if (notice.words.empty()) {
    return answer_problem(response, make_issue(IssueCode::message_empty, "words"), request.path);
  }
  if (notice.words.size() > words_bytes_max) {
    return answer_problem(
        response,
        make_issue(IssueCode::text_too_long, "words",
                   {{"bytes", static_cast<std::int64_t>(notice.words.size())},
                    {"limit", static_cast<std::int64_t>(words_bytes_max)}}),
        request.path);
  }
  Issues issues;
  const store::Written written = services.store.write([&](store::Connection& db) {
    auto scope = read_addressee(db, fields->text("to"));
    if (!scope) {
      issues = scope.error();
      return store::Keep::no;
    }
    notice.scope = *std::move(scope);
    return sync::put_notice(db, notice, services.clock.now()) ? store::Keep::yes
                                                              : store::Keep::no;
  });
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  response.json(200, R"({"done":true})");
}

}  // namespace tally::server::http
