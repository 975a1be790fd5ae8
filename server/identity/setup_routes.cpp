// The page behind the one-time link of the first run: it makes the first administrator.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "server/identity/cookie.hpp"
#include "server/identity/new_user.hpp"
#include "server/identity/setup_link.hpp"
#include "server/ops/log.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::http {

namespace {

std::string input(std::string_view name, std::string_view label, std::string_view attributes,
                  std::string_view value) {
  std::string html = "<label>" + std::string(label) + " <input name=\"" + std::string(name);
  html += "\" value=\"" + escape_html(value) + "\" " + std::string(attributes) + "></label>";
  return html;
}

std::string say_mistakes(const Issues& issues) {
  if (issues.empty()) return {};
  std::string html = "<div role=\"alert\"><ul>";
  for (const Issue& issue : issues) {
    const explain::Said said = explain::say_issue(issue);
    html += "<li>" + escape_html(said.sentence) + " " + escape_html(said.mend) + "</li>";
  }
  return html + "</ul></div>";
}

std::string setup_page(const Issues& mistakes, const identity::NewUser& typed,
                       std::string_view token) {
  return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width\">"
         "<title>Set up · Tallystick</title><link rel=\"stylesheet\" href=\"/help.css\"></head>"
         "<body><main><h1>Set up Tallystick</h1><p>You are the first one here. Make the "
         "administrator's account; it can then make all others.</p>" +
         say_mistakes(mistakes) + "<form method=\"post\" action=\"/setup\">" +
         "<input type=\"hidden\" name=\"token\" value=\"" + escape_html(token) + "\">" +
         input("login", "Login", "autocomplete=\"username\" required", typed.login) +
         input("name", "Your name", "autocomplete=\"name\" required", typed.name) +
         input("password", "Password (8 characters or more)",
               "type=\"password\" autocomplete=\"new-password\" required", "") +
         "<button>Make the account</button></form></main></body></html>";
}

std::string void_page(const Issue& issue) {
  return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<title>Set up · Tallystick</title><link rel=\"stylesheet\" href=\"/help.css\"></head>"
         "<body><main><h1>Set up Tallystick</h1>" +
         say_mistakes({issue}) + "<p><a href=\"/login\">Sign in</a></p></main></body></html>";
}

}  // namespace

void show_setup(Services& services, const Request& request, Response& response) {
  const std::string token = request.parameter("token").value_or("");
  bool valid = false;
  {
    const store::Reader db = services.store.read();
    valid = identity::setup_link_is_valid(*db, token, services.clock.now());
  }
  if (!valid) {
    return response.html(403, void_page(make_issue(IssueCode::setup_link_invalid, "")));
  }
  if (answer_file(services.web_folder, "/setup.html", request, response)) return;
  response.html(200, setup_page({}, {}, token));
}

void set_up(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"token", "login", "name", "password"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const identity::NewUser typed{fields->text("login"), fields->text("name"), {},
                                fields->text("password")};
  const auto admin = identity::add_first_admin(services.store, fields->text("token"), typed,
                                               services.clock.now());
  if (!admin) {
    const bool is_void = admin.error().front().code == IssueCode::setup_link_invalid;
    response.html(status_of(admin.error().front().code),
                  is_void ? void_page(admin.error().front())
                          : setup_page(admin.error(), typed, fields->text("token")));
    return;
  }
  ops::log_event(ops::Level::info, "user.first_admin", {{"login", admin->login}});
  if (const Issues issues = identity::begin_session(services, admin->id, response);
      !issues.empty()) {
    return answer_problem(response, issues, request.path);
  }
  response.see_other("/");
}

}  // namespace tally::server::http
