// Signing in and out, for the page (a form) and for programs (JSON).
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "server/identity/cookie.hpp"
#include "server/identity/person_json.hpp"
#include "server/identity/secrets.hpp"
#include "server/identity/users.hpp"
#include "server/ops/log.hpp"
#include "server/store/facts.hpp"
#include "shared/base/decimal.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

/// A form goes back to the page that posted it, which says the sentence of the code.
void refuse_sign_in(const Request& request, const Issue& issue, Response& response) {
  if (!is_form(request)) return answer_problem(response, issue, request.path);
  response.see_other("/login?error=" + std::string(code_row(issue.code).name));
}

/// The user, where login and password are right. Takes as long where the login does not exist.
std::optional<identity::UserRow> check_credentials(Services& services, std::string_view typed,
                                                   const std::string& password) {
  const auto login = identity::parse_login(typed);
  std::optional<identity::UserRow> user;
  if (login) {
    const store::Reader db = services.store.read();
    user = identity::find_user(*db, *login);
  }
  if (!user || user->disabled) {
    identity::refuse_password(password);
    return std::nullopt;
  }
  if (!identity::verify_password(user->password_hash, password)) return std::nullopt;
  return user;
}

}  // namespace

void show_login(Services& services, const Request& request, Response& response) {
  if (answer_file(services.web_folder, "/login.html", request, response)) return;
  const std::string error =
      request.parameter("error") ? "<p role=\"alert\">The login or the password is not right, or "
                                   "signing in is paused for a moment.</p>"
                                 : "";
  response.html(200,
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width\">"
                "<title>Sign in · Tallystick</title><link rel=\"stylesheet\" href=\"/help.css\">"
                "</head><body><main><h1>Sign in</h1>" + error +
                "<form method=\"post\" action=\"/login\">"
                "<label>Login <input name=\"login\" autocomplete=\"username\" required></label>"
                "<label>Password <input name=\"password\" type=\"password\" "
                "autocomplete=\"current-password\" required></label>"
                "<button>Sign in</button></form></main></body></html>");
}

void sign_in(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"login", "password"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const std::string login = identity::parse_login(fields->text("login")).value_or("?");
  const Instant now = services.clock.now();
  const auto wait = services.login_limit.seconds_to_wait(login, request.remote_address, now);
  if (wait) {
    return refuse_sign_in(request,
                          make_issue(IssueCode::login_paused, "", {{"seconds", *wait}}),
                          response);
  }
  const auto place = services.sign_ins.take();
  if (!place) {
    return refuse_sign_in(request, store::write_issue(store::Written::busy), response);
  }
  const auto user = check_credentials(services, fields->text("login"), fields->text("password"));
  if (!user) {
    services.login_limit.note_failure(login, request.remote_address, now);
    ops::log_event(ops::Level::warning, "login.refused",
                   {{"login", login}, {"address", request.remote_address}});
    return refuse_sign_in(request, make_issue(IssueCode::login_refused, ""), response);
  }
  services.login_limit.note_success(login);
  if (const Issues issues = identity::begin_session(services, user->id, response);
      !issues.empty()) {
    return refuse_sign_in(request, issues.front(), response);
  }
  ops::log_event(ops::Level::info, "login.accepted",
                 {{"login", login}, {"address", request.remote_address}});
  if (is_form(request)) return response.see_other("/");
  response.json(200, identity::person_json({user->id, user->login, user->name, user->role}));
}

void sign_out(Services& services, const Request& request, Response& response) {
  const std::string token(request.cookie(services.site.cookie_name));
  if (!token.empty()) {
    const store::Written written = services.store.write([&](store::Connection& db) {
      return identity::close_session(db, token) ? store::Keep::yes : store::Keep::no;
    });
    if (written != store::Written::kept) {
      return answer_problem(response, store::write_issue(written), request.path);
    }
  }
  response.set("Set-Cookie", identity::ended_cookie(services.site));
  response.json(200, R"({"done":true})");
}

void show_me(Services& services, const Request& request, Response& response) {
  const store::Reader db = services.store.read();
  const auto hours = parse_decimal(store::read_setting(*db, "duplicate_window_hours"), 0);
  wire::JsonWriter field;
  field.key("duplicate_window_hours").value(hours.value_or(0));
  std::string person = identity::person_json(*request.person);
  person.insert(person.size() - 1, "," + field.take());
  response.json(200, std::move(person));
}

}  // namespace tally::server::http
