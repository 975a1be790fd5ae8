#include "server/http/openapi.hpp"

#include <algorithm>
#include <vector>

#include "server/http/route.hpp"
#include "server/http/schemas.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

using wire::JsonWriter;

std::string schema_reference(std::string_view name) {
  return R"({"$ref":"#/components/schemas/)" + std::string(name) + "\"}";
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::vector<std::string_view> places(std::string_view path) {
  std::vector<std::string_view> found;
  for (std::size_t open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1)) {
    found.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return found;
}

void put_parameters(JsonWriter& json, const Route& route) {
  json.key("parameters").open('[');
  for (const std::string_view name : places(route.path)) {
    json.open('{').key("name").value(name).key("in").value("path").key("required").raw("true");
    json.key("schema").raw(R"({"type":"string"})").close('}');
  }
  for (const std::string_view name : words(route.shape.parameters)) {
    json.open('{').key("name").value(name).key("in").value("query");
    json.key("schema").raw(name == "sku" ? R"({"type":"array","items":{"type":"string"}})"
                                         : R"({"type":"string"})");
    json.close('}');
  }
  json.close(']');
}

void put_body(JsonWriter& json, const Route& route) {
  if (route.shape.body == Body::none) return;
  const std::string schema = route.shape.request_schema.empty()
                                 ? std::string(R"({"type":"object"})")
                                 : schema_reference(route.shape.request_schema);
  json.key("requestBody").open('{').key("content").open('{');
  if (route.shape.body == Body::bytes) {
    json.key("application/octet-stream").raw("{}").close('}').close('}');
    return;
  }
  if (route.shape.body != Body::form) {
    json.key("application/json").open('{').key("schema").raw(schema).close('}');
  }
  if (route.shape.body != Body::json) {
    json.key("application/x-www-form-urlencoded").open('{');
    json.key("schema").raw(schema).close('}');
  }
  json.close('}').close('}');
}

std::string_view success_status(const Route& route) {
  const bool page = route.method == Method::post && route.shape.response_type == "text/html";
  if (page) return "303";
  return route.path == "/v1/users" && route.method == Method::post ? "201" : "200";
}

void put_responses(JsonWriter& json, const Route& route) {
  json.key("responses").open('{').key(success_status(route)).open('{');
  json.key("description").value("Done");
  if (success_status(route) != "303") {
    json.key("content").open('{').key(route.shape.response_type).open('{');
    if (!route.shape.response_schema.empty()) {
      json.key("schema").raw(schema_reference(route.shape.response_schema));
    }
    json.close('}').close('}');
  }
  json.close('}').key("default").open('{').key("description").value("A problem, in a sentence");
  json.key("content").open('{').key("application/problem+json").open('{');
  json.key("schema").raw(schema_reference("Problem"));
  json.close('}').close('}').close('}').close('}');
}

void put_operation(JsonWriter& json, const Route& route) {
  json.key(ascii_lower(method_name(route.method))).open('{').key("summary").value(route.doc);
  std::string id = ascii_lower(method_name(route.method));
  for (const char letter : route.path) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (plain) id += letter;
    else if (id.back() != '_') id += '_';
  }
  while (id.back() == '_') id.pop_back();
  json.key("operationId").value(id).key("x-roles").value(
      route.roles.is_empty() ? std::string("everyone, without signing in") : route.roles.say());
  json.key("security").open('[');
  if (!route.roles.is_empty()) json.raw(R"({"session":[]})");
  json.close(']');
  put_parameters(json, route);
  put_body(json, route);
  put_responses(json, route);
  json.close('}');
}

/// Each path once, in the order of the table.
std::vector<std::string_view> paths() {
  std::vector<std::string_view> found;
  for (const Route& route : routes()) {
    if (std::ranges::find(found, route.path) == found.end()) found.push_back(route.path);
  }
  return found;
}

}  // namespace

std::string openapi_document() {
  JsonWriter json;
  json.open('{').key("openapi").value("3.1.0").key("info").open('{');
  json.key("title").value("Tallystick").key("version").value("1");
  json.key("description")
      .value("Order entry and order automation. Money is in minor units, quantities in "
             "thousandths. Problems are application/problem+json.");
  json.close('}').key("paths").open('{');
  for (const std::string_view path : paths()) {
    json.key(path).open('{');
    for (const Route& route : routes()) {
      if (route.path == path) put_operation(json, route);
    }
    json.close('}');
  }
  json.close('}').key("components").open('{').key("schemas").open('{');
  for (const Schema& schema : schemas()) json.key(schema.name).raw(schema.json);
  json.close('}').key("securitySchemes").open('{').key("session").raw(
      R"({"type":"apiKey","in":"cookie","name":"tallystick",)"
      R"("description":"Set by POST /v1/login; behind http its name ends in the port"})");
  json.close('}').close('}').close('}');
  return json.take();
}

}  // namespace tally::server::http
