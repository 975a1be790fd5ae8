// Devices by HTTP: enrol, list, revoke, and the challenge that gives a token.
#include "server/http/body.hpp"
#include "server/http/dispatch.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/device_keys.hpp"
#include "server/identity/device_tokens.hpp"
#include "server/identity/devices.hpp"
#include "server/ops/log.hpp"
#include "shared/base/text.hpp"
#include "shared/device_log/token_text.hpp"
#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

using device_log::DeviceId;

constexpr std::size_t enrol_bytes_max = 64 * 1024;
constexpr std::size_t takes_over_max = 100;

Result<identity::NewDevice> read_new_device(const Request& request) {
  const auto document = wire::parse_document(request.body, enrol_bytes_max);
  if (!document) return std::unexpected(document.error());
  Issues issues;
  wire::FieldReader read(*document, "", issues);
  identity::NewDevice device;
  device.user_id = request.person->user_id;
  const std::string key = read.text("public_key", wire::Presence::required);
  device.name = squeeze(read.text("name", wire::Presence::required));
  const wire::Json& old_devices = read.array("takes_over");
  for (const wire::Json& old_device : old_devices) {
    const auto id = old_device.is_string() ? DeviceId::parse(old_device.get<std::string>())
                                           : std::nullopt;
    if (id && device.takes_over.size() < takes_over_max) device.takes_over.push_back(*id);
    else read.refuse("takes_over", quote_short(old_device.dump(-1, ' ', true)), "a device's id");
  }
  read.finish();
  if (device.name.size() > identity::device_name_bytes_max) {
    const auto limit = static_cast<std::int64_t>(identity::device_name_bytes_max);
    issues.push_back(
        make_issue(IssueCode::text_too_long, "name",
                   {{"bytes", static_cast<std::int64_t>(device.name.size())}, {"limit", limit}}));
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  const auto public_key = identity::read_public_key(key);
  if (!public_key) {
    return std::unexpected(Issues{make_issue(IssueCode::device_key_refused, "public_key")});
  }
  device.public_key = *public_key;
  return device;
}

void put_logs(wire::JsonWriter& json, const std::vector<identity::LogRow>& logs) {
  json.key("logs").open('[');
  for (const identity::LogRow& log : logs) {
    json.open('{').key("epoch").value(log.epoch).key("letter").value(log.letter);
    json.key("head").value(log.seq).key("head_hash").value(log.hash).close('}');
  }
  json.close(']').key("next_letter");
  json.value(device_log::epoch_letter(logs.size()));
}

std::optional<identity::DeviceRow> find_captured(Services& services, const Request& request,
                                                 Response& response) {
  const std::string& wanted = request.captured.front();
  const auto id = DeviceId::parse(wanted);
  const store::Reader db = services.store.read();
  auto device = id ? identity::find_device(*db, *id) : std::nullopt;
  if (!device) {
    answer_problem(response, make_issue(IssueCode::device_unknown, "", {{"device", wanted}}),
                   request.path);
  }
  return device;
}

std::string device_json(const identity::DeviceRow& device, std::size_t logs) {
  wire::JsonWriter json;
  json.open('{').key("device_id").value(device.id.text()).key("code").value(device.code);
  json.key("name").value(device.name).key("login").value(device.login);
  json.key("user_name").value(device.user_name);
  json.key("enrolled").value(print_instant(device.enrolled));
  json.key("logs").value(static_cast<std::int64_t>(logs)).key("revoked");
  if (device.revoked) json.value(print_instant(*device.revoked));
  else json.raw("null");
  json.key("revoked_by").value(device.revoked_by).key("taken_over_by");
  json.value(device.taken_over_by ? device.taken_over_by->text() : "").close('}');
  return json.take();
}

}  // namespace

void enrol_device(Services& services, const Request& request, Response& response) {
  const auto typed = read_new_device(request);
  if (!typed) return answer_bad_body(response, typed.error(), request.path);
  const Instant now = services.clock.now();
  const auto random = services.random();
  identity::Enrolled enrolled;
  const store::Written written = services.store.write([&](store::Connection& db) {
    enrolled = identity::enrol_device(db, *typed, now, random);
    return enrolled.failed || !enrolled.issues.empty() ? store::Keep::no : store::Keep::yes;
  });
  if (!enrolled.issues.empty()) return answer_problem(response, enrolled.issues, request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  const std::string id = enrolled.device.id.text();
  ops::log_event(ops::Level::info, "device.enrolled",
                 {{"device", id},
                  {"code", enrolled.device.code},
                  {"login", request.person->login},
                  {"takes_over", std::to_string(typed->takes_over.size())}});
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{').key("device_id").value(id).key("code").value(enrolled.device.code);
  json.key("name").value(enrolled.device.name);
  put_logs(json, identity::list_logs(*db, enrolled.device.id));
  json.close('}');
  response.json(200, json.take());
}

void list_devices(Services& services, const Request& request, Response& response) {
  const Role role = request.person->role;
  std::optional<std::int64_t> only;
  if (role != Role::admin && role != Role::desk) only = request.person->user_id;
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{').key("devices").open('[');
  for (const identity::DeviceRow& device : identity::list_devices(*db, only)) {
    json.raw(device_json(device, identity::list_logs(*db, device.id).size()));
  }
  json.close(']').close('}');
  response.json(200, json.take());
}

void revoke_device(Services& services, const Request& request, Response& response) {
  const auto device = find_captured(services, request, response);
  if (!device) return;
  const Instant now = services.clock.now();
  const store::Written written = services.store.write([&](store::Connection& db) {
    const Issues issues = identity::revoke_device(db, device->id, request.person->login, now);
    return issues.empty() ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::warning, "device.revoked",
                 {{"device", device->id.text()},
                  {"code", device->code},
                  {"login", device->login},
                  {"by", request.person->login}});
  const store::Reader db = services.store.read();
  const auto row = identity::find_device(*db, device->id);
  response.json(200, device_json(row.value_or(*device),
                                 identity::list_logs(*db, device->id).size()));
}

void challenge_device(Services& services, const Request& request, Response& response) {
  const auto device = find_captured(services, request, response);
  if (!device) return;
  const identity::Challenge challenge = identity::make_challenge(
      services.token_key, device->id, services.clock.now(), services.random);
  wire::JsonWriter json;
  json.open('{').key("nonce").value(challenge.nonce);
  json.key("expires").value(print_instant(challenge.expires)).close('}');
  response.json(200, json.take());
}

void give_device_token(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"nonce", "signature"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const auto device = find_captured(services, request, response);
  if (!device) return;
  const std::string nonce = fields->text("nonce");
  const Instant now = services.clock.now();
  const auto made = identity::check_challenge(services.token_key, device->id, nonce, now);
  if (!made) {
    return answer_problem(response, make_issue(IssueCode::challenge_refused, ""), request.path);
  }
  const std::string text = device_log::token_text_to_sign(device->id, nonce);
  if (!identity::verify_signature(device->public_key, text, fields->text("signature"))) {
    const std::string reference = make_reference();
    ops::log_event(ops::Level::warning, "device.signature_refused",
                   {{"device", device->id.text()}, {"reference", reference}});
    return answer_problem(response,
                          make_issue(IssueCode::signature_refused, "",
                                     {{"device", device->id.text()}, {"reference", reference}}),
                          request.path);
  }
  if (!device->is_trusted()) {
    const Instant since = device->revoked.value_or(now);
    return answer_problem(
        response,
        make_issue(IssueCode::device_revoked, "",
                   {{"code", device->code}, {"at", print_instant(since)}}),
        request.path);
  }
  const identity::DeviceToken token =
      identity::token_of(services.token_key, device->id, nonce, *made);
  const store::Written written = services.store.write([&](store::Connection& db) {
    return identity::keep_token(db, device->id, token, now) ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  wire::JsonWriter json;
  json.open('{').key("token").value(token.token);
  json.key("expires").value(print_instant(token.expires)).close('}');
  response.json(200, json.take());
}

}  // namespace tally::server::http
