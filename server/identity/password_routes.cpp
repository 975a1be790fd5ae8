// The page behind a password link: somebody chooses a password that nobody else has seen.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/password_link.hpp"
#include "server/ops/log.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::http {

namespace {

std::string password_page(std::string_view content) {
  return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width\">"
         "<title>Choose a password · Tallystick</title>"
         "<link rel=\"stylesheet\" href=\"/help.css\"></head>"
         "<body><main><h1>Choose a password</h1>" +
         std::string(content) + "</main></body></html>";
}

std::string say_refusal(const Issues& issues) {
  std::string html;
  for (const Issue& issue : issues) {
    const explain::Said said = explain::say_issue(issue);
    html += "<p role=\"alert\">" + escape_html(said.sentence) + " " + escape_html(said.mend) +
            "</p>";
  }
  return html;
}

std::string password_form(std::string_view login, std::string_view token, const Issues& refused) {
  return password_page(
      say_refusal(refused) + "<p>For " + escape_html(login) +
      ". Nobody else learns it; this page works once.</p>"
      "<form method=\"post\" action=\"/password\">"
      "<input type=\"hidden\" name=\"token\" value=\"" + escape_html(token) + "\">"
      "<input type=\"hidden\" name=\"username\" autocomplete=\"username\" value=\"" +
      escape_html(login) + "\">"
      "<label>New password (8 characters or more) <input name=\"password\" type=\"password\" "
      "autocomplete=\"new-password\" required></label><button>Set the password</button></form>");
}

void answer_void(Response& response) {
  response.html(403, password_page(say_refusal({make_issue(IssueCode::password_link_void, "")}) +
                                   "<p><a href=\"/login\">Sign in</a></p>"));
}

}  // namespace

void show_password_page(Services& services, const Request& request, Response& response) {
  const std::string token = request.parameter("token").value_or("");
  std::optional<std::string> login;
  {
    const store::Reader db = services.store.read();
    login = identity::find_password_link(*db, token, services.clock.now());
  }
  if (!login) return answer_void(response);
  response.html(200, password_form(*login, token, {}));
}

void set_password(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"token", "username", "password"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const auto place = services.sign_ins.take();
  if (!place) return answer_problem(response, store::write_issue(store::Written::busy),
                                    request.path);
  const std::string token = fields->text("token");
  const auto login = identity::use_password_link(services.store, token, fields->text("password"),
                                                 services.clock.now());
  if (!login) {
    const IssueCode code = login.error().front().code;
    if (code == IssueCode::password_link_void) return answer_void(response);
    response.html(status_of(code), password_form(fields->text("username"), token, login.error()));
    return;
  }
  ops::log_event(ops::Level::info, "user.password_chosen", {{"login", *login}});
  response.see_other("/login");
}

}  // namespace tally::server::http
