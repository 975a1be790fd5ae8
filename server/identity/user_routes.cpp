// Users by HTTP: an administrator lists, adds and changes them, and hands on password links.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/new_user.hpp"
#include "server/identity/password_link.hpp"
#include "server/identity/person_json.hpp"
#include "server/identity/secrets.hpp"
#include "server/identity/user_change.hpp"
#include "server/ops/log.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

void put_user_fields(wire::JsonWriter& json, const identity::UserRow& user) {
  json.open('{').key("login").value(user.login).key("name").value(user.name);
  json.key("role").value(identity::role_name(user.role));
  json.key("disabled").raw(user.disabled ? "true" : "false").close('}');
}

std::string user_json(const identity::UserRow& user) {
  wire::JsonWriter json;
  put_user_fields(json, user);
  return json.take();
}

}  // namespace

void list_users(Services& services, const Request&, Response& response) {
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{').key("users").open('[');
  for (const identity::UserRow& user : identity::list_users(*db)) put_user_fields(json, user);
  json.close(']').close('}');
  response.json(200, json.take());
}

void add_user(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"login", "name", "role", "password"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  identity::NewUser typed{fields->text("login"), fields->text("name"), fields->text("role"),
                          fields->text("password")};
  // Without a password the person chooses one by a link: until then nobody knows any.
  if (!fields->has("password")) typed.password = identity::random_token();
  const auto user = identity::add_user(services.store, typed, services.clock.now());
  if (!user) return answer_problem(response, user.error(), request.path);
  ops::log_event(ops::Level::info, "user.added",
                 {{"login", user->login},
                  {"role", std::string(identity::role_name(user->role))},
                  {"by", request.person->login}});
  response.json(201, identity::person_json({user->id, user->login, user->name, user->role}));
}

void change_user(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"name", "role", "disabled"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  identity::UserWish wish{.login = request.captured.front(), .by = request.person->login};
  if (fields->has("name")) wish.name = fields->text("name");
  if (fields->has("role")) wish.role = fields->text("role");
  if (fields->has("disabled")) wish.disabled = fields->flag("disabled");
  const auto user = identity::change_user(services.store, wish, services.clock.now());
  if (!user) return answer_problem(response, user.error(), request.path);
  ops::log_event(ops::Level::info, "user.changed",
                 {{"login", user->login},
                  {"role", std::string(identity::role_name(user->role))},
                  {"disabled", std::string(user->disabled ? "true" : "false")},
                  {"by", wish.by}});
  response.json(200, user_json(*user));
}

void give_password_link(Services& services, const Request& request, Response& response) {
  const std::string& login = request.captured.front();
  const Instant now = services.clock.now();
  std::optional<std::string> token;
  bool is_known = false;
  const store::Written written = services.store.write([&](store::Connection& db) {
    is_known = identity::find_user(db, login).has_value();
    token = identity::make_password_link(db, login, now);
    return token ? store::Keep::yes : store::Keep::no;
  });
  if (!is_known) {
    return answer_problem(response,
                          make_issue(IssueCode::user_unknown, "", {{"login", login}}),
                          request.path);
  }
  if (written != store::Written::kept || !token) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "user.password_link",
                 {{"login", login}, {"by", request.person->login}});
  const Instant until{now.unix_ms + identity::password_link_seconds * 1000};
  wire::JsonWriter json;
  json.open('{').key("login").value(login).key("path").value("/password?token=" + *token);
  json.key("valid_until").value(print_instant(until)).close('}');
  response.json(200, json.take());
}

}  // namespace tally::server::http
