// Users by HTTP: an administrator lists and adds them.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/new_user.hpp"
#include "server/identity/person_json.hpp"
#include "server/ops/log.hpp"

namespace tally::server::http {

void list_users(Services& services, const Request&, Response& response) {
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{').key("users").open('[');
  for (const identity::UserRow& user : identity::list_users(*db)) {
    json.open('{').key("login").value(user.login).key("name").value(user.name);
    json.key("role").value(identity::role_name(user.role));
    json.key("disabled").raw(user.disabled ? "true" : "false").close('}');
  }
  json.close(']').close('}');
  response.json(200, json.take());
}

void add_user(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"login", "name", "role", "password"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const identity::NewUser typed{fields->text("login"), fields->text("name"), fields->text("role"),
                                fields->text("password")};
  const auto user = identity::add_user(services.store, typed, services.clock.now());
  if (!user) return answer_problem(response, user.error(), request.path);
  ops::log_event(ops::Level::info, "user.added",
                 {{"login", user->login},
                  {"role", std::string(identity::role_name(user->role))},
                  {"by", request.person->login}});
  response.json(201, identity::person_json({user->id, user->login, user->name, user->role}));
}

}  // namespace tally::server::http
