// Person as JSON: {"login","name","role"}, the same in every answer.
// In goes a person; out comes the object.
// It holds no id and no secret.
#pragma once

#include <string>

#include "server/identity/roles.hpp"
#include "server/identity/sessions.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::identity {

inline std::string person_json(const Person& person) {
  wire::JsonWriter json;
  json.open('{').key("login").value(person.login).key("name").value(person.name);
  json.key("role").value(role_name(person.role)).close('}');
  return json.take();
}

}  // namespace tally::server::identity
