// Devices: enrolled once, signing for tokens, revoked, taken over.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "server/identity/device_keys.hpp"
#include "server/identity/devices.hpp"
#include "server/identity/users.hpp"
#include "shared/device_log/token_text.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/test_device.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

Answer enrol(Client& client, const std::string& key, const Json& takes_over = nullptr) {
  Json body{{"public_key", key}, {"name", "  Kim's   tablet "}};
  if (!takes_over.is_null()) body["takes_over"] = takes_over;
  return client.post("/v1/devices", body.dump());
}

std::string challenge(ServerHouse& house, const std::string& device) {
  Client stranger = house.stranger();
  return parse(stranger.post("/v1/devices/" + device + "/challenge", "")).value("nonce", "");
}

Answer ask_token(ServerHouse& house, const TestDevice& device, const std::string& nonce,
                 const std::string& text) {
  Client stranger = house.stranger();
  return stranger.post("/v1/devices/" + device.id() + "/token",
                       Json{{"nonce", nonce}, {"signature", device.key().sign(text)}}.dump());
}

std::string token_text(const TestDevice& device, const std::string& nonce) {
  return device_log::token_text_to_sign(*device_log::DeviceId::parse(device.id()), nonce);
}

HeaderList bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

}  // namespace

TEST_CASE("the same key is the same device, however often it is enrolled") {
  ServerHouse house;
  Client kim = house.client("kim");
  const TestKey key;
  const Json first = parse(enrol(kim, key.public_key()));
  CHECK(device_log::DeviceId::parse(first["device_id"].get<std::string>()));
  CHECK(first["name"] == "Kim's tablet");
  CHECK(first["logs"].empty());
  CHECK(first["next_letter"] == "A");
  const std::string code = first["code"];
  CHECK(code.size() == 2);
  CHECK((code.back() >= '3' && code.back() <= '9'));
  for (int again = 0; again < 5; ++again) {
    CHECK(parse(enrol(kim, key.public_key()))["device_id"] == first["device_id"]);
  }
  CHECK(house.count("SELECT count(*) FROM device") == 1);
  Client lee = house.client("lee");
  const Answer taken = enrol(lee, key.public_key());
  CHECK(taken.status == 409);
  CHECK(parse(taken)["code"] == "device_key_taken");
}

TEST_CASE("what is no key is refused with a sentence") {
  ServerHouse house;
  Client kim = house.client("kim");
  std::string off_curve = TestKey().public_key();
  off_curve[50] = off_curve[50] == 'A' ? 'B' : 'A';
  for (const std::string& key : {std::string(), std::string("AAAA"), off_curve,
                                 TestKey().public_key() + "AA", std::string(87, '!')}) {
    CAPTURE(key);
    const Answer answer = enrol(kim, key);
    CHECK(answer.status == 400);
    CHECK(parse(answer)["code"] == "device_key_refused");
  }
  Client stranger = house.stranger();
  CHECK(enrol(stranger, TestKey().public_key()).status == 401);
  Client wim = house.client("wim", Role::warehouse);
  CHECK(enrol(wim, TestKey().public_key()).status == 403);
  CHECK(house.count("SELECT count(*) FROM device") == 0);
}

TEST_CASE("codes stay short, are all different, and end in a digit") {
  ServerHouse house;
  Client kim = house.client("kim");
  std::set<std::string> codes;
  for (int number = 0; number < 150; ++number) {
    const Json device = parse(enrol(kim, TestKey().public_key()));
    const std::string code = device["code"];
    CHECK(code.size() <= 3);
    CHECK(codes.insert(code).second);
    CHECK(code.find_first_of("01258BIOLSUZ") == std::string::npos);
    CHECK(std::string_view("34679").find(code.back()) != std::string_view::npos);
  }
}

TEST_CASE("TomBursch/kitchenowl#414: the token was lost on its way: the nonce gives it again") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  const std::string nonce = challenge(house, tablet.id());
  const Answer first = ask_token(house, tablet, nonce, token_text(tablet, nonce));
  REQUIRE(first.status == 200);
  CHECK(ask_token(house, tablet, nonce, token_text(tablet, nonce)).body == first.body);
  const std::string token = parse(first)["token"];
  Client stranger = house.stranger();
  const Answer me = stranger.get("/v1/me", bearer(token));
  CHECK(me.status == 200);
  CHECK(parse(me)["login"] == "kim");
  CHECK(parse(me)["role"] == "rep");
  CHECK(stranger.get("/v1/users", bearer(token)).status == 403);
  CHECK(stranger.get("/v1/me", bearer(token + "0")).status == 401);
  // Only a hash of it lies in the database.
  CHECK(house.count("SELECT length(token_hash) FROM device_token") == 32);

  house.now_ms += 60 * 60 * 1000;
  CHECK(stranger.get("/v1/me", bearer(token)).status == 401);
}

TEST_CASE("a token is refused for another text, an old nonce, and a nonce of another device") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  TestDevice other(house, "lee");
  const std::string nonce = challenge(house, tablet.id());
  CHECK(ask_token(house, tablet, nonce, token_text(other, nonce)).status == 401);
  CHECK(ask_token(house, tablet, nonce, nonce).status == 401);
  CHECK(ask_token(house, other, nonce, token_text(other, nonce)).status == 401);
  CHECK(ask_token(house, tablet, "x", token_text(tablet, "x")).status == 401);
  const std::string later = std::to_string(house.now_ms + 1'000'000) + nonce.substr(13);
  CHECK(ask_token(house, tablet, later, token_text(tablet, later)).status == 401);
  house.now_ms += 5 * 60 * 1000;
  const Answer old = ask_token(house, tablet, nonce, token_text(tablet, nonce));
  CHECK(old.status == 401);
  CHECK(parse(old)["code"] == "challenge_refused");
  CHECK(house.count("SELECT count(*) FROM device_token") == 0);
}

TEST_CASE("a lost tablet: its token dies at once, what still arrives is set aside") {
  ServerHouse house;
  Client desk = house.client("dana", Role::desk);
  TestDevice tablet(house, "kim");
  tablet.order(make_order(order_id(1), {{"AB-1", "1"}}));
  CHECK(tablet.push().head == 1);
  const std::string nonce = challenge(house, tablet.id());
  const std::string token =
      parse(ask_token(house, tablet, nonce, token_text(tablet, nonce)))["token"];
  CHECK(tablet.client().post("/v1/devices/" + tablet.id() + "/revoke", "").status == 403);
  const Answer revoked = desk.post("/v1/devices/" + tablet.id() + "/revoke", "");
  CHECK(revoked.status == 200);
  CHECK(parse(revoked)["revoked_by"] == "dana");
  Client stranger = house.stranger();
  CHECK(stranger.get("/v1/me", bearer(token)).status == 401);
  const std::string again = challenge(house, tablet.id());
  CHECK(ask_token(house, tablet, again, token_text(tablet, again)).status == 403);
  CHECK(enrol(tablet.client(), tablet.key().public_key()).status == 403);

  tablet.order(make_order(order_id(2), {{"AB-1", "1"}}));
  tablet.cancel(order_id(1), 0);
  const auto answer = tablet.push();
  REQUIRE(answer.receipts.size() == 2);
  for (const auto& receipt : answer.receipts) {
    CHECK(receipt.result == device_log::PushResult::quarantined);
  }
  CHECK(answer.head == 3);
  CHECK(house.count("SELECT count(*) FROM orders") == 1);
  CHECK(house.count("SELECT count(*) FROM orders WHERE state = 'cancelled'") == 0);
  // What it had sent before is still answered as then; what is new is for a person.
  CHECK(tablet.push_from(1).receipts.front().result == device_log::PushResult::applied);
  const Json aside = parse(desk.get("/v1/quarantine"));
  REQUIRE(aside["entries"].size() == 2);
  CHECK(aside["entries"][0]["why"] == "revoked");
  CHECK(aside["entries"][1]["order_id"] == order_id(2));
  const std::string number = std::to_string(aside["entries"][1]["number"].get<int>());
  CHECK(desk.get("/v1/quarantine/" + number).body == tablet.entry(2));
  CHECK(desk.post("/v1/quarantine/" + number + "/resolve", R"({"note":"entered by hand"})")
            .status == 200);
  CHECK(parse(desk.get("/v1/quarantine"))["entries"].size() == 1);
  CHECK(parse(desk.get("/v1/quarantine?all=1"))["entries"][1]["note"] == "entered by hand");
  CHECK(desk.get("/v1/quarantine/999").status == 404);
  CHECK(desk.post("/v1/quarantine/x/resolve", "{}").status == 404);
  CHECK(tablet.client().get("/v1/quarantine").status == 403);
}

TEST_CASE("a person who may no longer sign in: their devices' entries are set aside, too") {
  ServerHouse house;
  TestDevice tablet(house, "kim");
  house.server().store().write([](server::store::Connection& db) {
    return server::identity::set_disabled(db, "kim", true) ? server::store::Keep::yes
                                                           : server::store::Keep::no;
  });
  tablet.order(make_order(order_id(1), {{"AB-1", "1"}}));
  CHECK(tablet.push().receipts.front().result == device_log::PushResult::quarantined);
  CHECK(house.count("SELECT count(*) FROM orders") == 0);
}

TEST_CASE("a new key takes the old one's log over and sends what is left of it") {
  ServerHouse house;
  TestDevice old_tablet(house, "kim");
  old_tablet.order(make_order(order_id(1), {{"AB-1", "1"}}));
  old_tablet.push();
  old_tablet.order(make_order(order_id(2), {{"AB-1", "1"}}));

  TestDevice stranger(house, "lee");
  const Answer not_theirs =
      enrol(stranger.client(), TestKey().public_key(), Json::array({old_tablet.id()}));
  CHECK(not_theirs.status == 404);
  CHECK(parse(not_theirs)["code"] == "device_unknown");

  TestDevice unrelated(house, "kim");
  unrelated.continue_log_of(old_tablet);
  CHECK(unrelated.send(unrelated.make_push(2, 1)).status == 401);
  TestDevice tablet(house, "kim", Role::rep, {old_tablet.id()});
  tablet.continue_log_of(old_tablet);
  const auto answer = tablet.push();
  REQUIRE(answer.receipts.size() == 1);
  CHECK(answer.receipts[0].result == device_log::PushResult::applied);
  CHECK(answer.head == 2);
  CHECK(house.count("SELECT count(*) FROM orders WHERE rep = 'kim'") == 2);
  // In two steps, too.
  TestDevice third(house, "kim", Role::rep, {tablet.id()});
  third.continue_log_of(tablet);
  third.order(make_order(order_id(3), {{"AB-1", "1"}}));
  CHECK(third.push().receipts[0].result == device_log::PushResult::applied);
  // Taking over in a circle leads nowhere and ends.
  CHECK(parse(enrol(tablet.client(), tablet.key().public_key(), Json::array({third.id()})))
            .contains("device_id"));
}

}  // namespace tally::tests
