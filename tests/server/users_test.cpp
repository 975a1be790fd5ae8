// Users changed: roles, access, the last administrator, and passwords chosen by a link.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/identity/password_link.hpp"
#include "server/identity/user_change.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;

Json read_answer(const Answer& answer) { return Json::parse(answer.body, nullptr, false); }

std::string status_and_code(const Answer& answer) {
  const Json json = read_answer(answer);
  const std::string code = json.is_object() ? json.value("code", "") : "";
  return std::to_string(answer.status) + (code.empty() ? "" : " " + code);
}

Answer sign_in(ServerHouse& house, const std::string& login, const std::string& password) {
  return house.stranger().post("/v1/login", Json{{"login", login}, {"password", password}}.dump());
}

}  // namespace

TEST_CASE("an administrator gives another name and role, which hold at the next request") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  Client kim = house.client("kim");
  CHECK(kim.get("/v1/masters/products").status == 403);
  const Answer changed = ada.post("/v1/users/kim", R"({"name":" Kim  Lee ","role":"desk"})");
  CHECK(changed.status == 200);
  CHECK(read_answer(changed) ==
        Json{{"login", "kim"}, {"name", "Kim Lee"}, {"role", "desk"}, {"disabled", false}});
  CHECK(kim.get("/v1/masters/products").status == 200);
  CHECK(status_and_code(ada.post("/v1/users/kim", R"({"role":"boss"})")) == "422 role_unknown");
  CHECK(status_and_code(ada.post("/v1/users/kim", R"({"name":" "})")) == "422 user_name_missing");
  CHECK(status_and_code(ada.post("/v1/users/nobody", R"({"role":"rep"})")) == "404 user_unknown");
  CHECK(status_and_code(kim.post("/v1/users/kim", R"({"role":"admin"})")) ==
        "403 role_not_allowed");
  CHECK(ada.post("/v1/users/kim", R"({"password":"x"})").status == 400);
}

TEST_CASE("who is disabled is out at once, and in again when enabled") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  Client kim = house.client("kim");
  CHECK(ada.post("/v1/users/kim", R"({"disabled":true})").status == 200);
  CHECK(kim.get("/v1/me").status == 401);
  CHECK(read_answer(ada.get("/v1/users"))["users"][1]["disabled"] == true);
  CHECK(ada.post("/v1/users/kim", R"({"disabled":false})").status == 200);
  CHECK(house.client("kim").get("/v1/me").status == 200);
}

TEST_CASE("the last administrator stays, and nobody takes away their own access") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  CHECK(status_and_code(ada.post("/v1/users/ada", R"({"disabled":true})")) ==
        "422 own_access_stays");
  CHECK(status_and_code(ada.post("/v1/users/ada", R"({"role":"desk"})")) ==
        "422 last_admin_stays");
  Client ben = house.client("ben", Role::admin);
  CHECK(status_and_code(ada.post("/v1/users/ada", R"({"disabled":true})")) ==
        "422 own_access_stays");
  // A disabled administrator leads nobody.
  CHECK(ada.post("/v1/users/ben", R"({"disabled":true})").status == 200);
  CHECK(status_and_code(ada.post("/v1/users/ada", R"({"role":"desk"})")) ==
        "422 last_admin_stays");
  CHECK(ada.post("/v1/users/ben", R"({"disabled":false})").status == 200);
  CHECK(ada.post("/v1/users/ada", R"({"role":"desk"})").status == 200);
  CHECK(status_and_code(ada.get("/v1/users")) == "403 role_not_allowed");
}

TEST_CASE("a link lets its person choose a password, once") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  const Answer added =
      ada.post("/v1/users", R"({"login":"lou","name":"Lou Ray","role":"rep"})");
  CHECK(added.status == 201);
  CHECK(sign_in(house, "lou", "").status != 200);
  const Json first = read_answer(ada.post("/v1/users/lou/password-link", ""));
  const Json link = read_answer(ada.post("/v1/users/lou/password-link", ""));
  CHECK(link["login"] == "lou");
  const std::string path = link["path"];
  REQUIRE(path.starts_with("/password?token="));
  const std::string token = path.substr(path.find('=') + 1);
  Client stranger = house.stranger();
  // The one before is void, and so is any other.
  CHECK(stranger.get(first["path"].get<std::string>()).status == 403);
  CHECK(stranger.get("/password?token=x").status == 403);
  CHECK(stranger.get(path).body.find("For lou") != std::string::npos);
  const auto choose = [&](const std::string& password) {
    return stranger.post("/password", "token=" + token + "&username=lou&password=" + password, {},
                         "application/x-www-form-urlencoded");
  };
  const Answer short_one = choose("short");
  CHECK(short_one.status == 422);
  CHECK(short_one.body.find("at least 8 characters") != std::string::npos);
  CHECK(choose("four+plain+words").status == 303);
  CHECK(sign_in(house, "lou", "four plain words").status == 200);
  CHECK(choose("other+plain+words").status == 403);
  CHECK(stranger.get(path).status == 403);
  CHECK(status_and_code(ada.post("/v1/users/nobody/password-link", "")) == "404 user_unknown");
  CHECK(house.log.holds("user.password_link"));
  CHECK_FALSE(house.log.holds(token));
}

TEST_CASE("a link is void after a day, and while its person is disabled") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  house.client("kim");
  const std::string path = read_answer(ada.post("/v1/users/kim/password-link", ""))["path"];
  Client stranger = house.stranger();
  CHECK(stranger.get(path).status == 200);
  CHECK(ada.post("/v1/users/kim", R"({"disabled":true})").status == 200);
  CHECK(stranger.get(path).status == 403);
  CHECK(ada.post("/v1/users/kim", R"({"disabled":false})").status == 200);
  CHECK(stranger.get(path).status == 200);
  house.now_ms += server::identity::password_link_seconds * 1000;
  CHECK(stranger.get(path).status == 403);
}

}  // namespace tally::tests
