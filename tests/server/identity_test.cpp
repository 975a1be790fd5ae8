// Who gets in, and as what: passwords, sessions, the first administrator, other sites.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/http/dispatch.hpp"
#include "server/identity/login_limit.hpp"
#include "server/identity/new_user.hpp"
#include "server/identity/roles.hpp"
#include "server/identity/secrets.hpp"
#include "server/identity/setup_link.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::identity;
using Json = nlohmann::json;

const std::string password = "four plain words";

void add_kim(ServerHouse& house) {
  REQUIRE(add_user(house.server().store(), {"kim", "Kim Lee", "rep", password}, Instant{1}));
}

/// The cookie that an answer sets, as a browser sends it back.
std::string cookie_of(const Answer& answer) {
  const std::string cookie = answer.header("set-cookie");
  return cookie.substr(0, cookie.find(';'));
}

}  // namespace

TEST_CASE("roles have names, and a set of them says who") {
  for (const Role role : {Role::rep, Role::desk, Role::warehouse, Role::finance, Role::rules,
                          Role::admin}) {
    CHECK(find_role(role_name(role)) == role);
    CHECK(Roles::everyone().contains(role));
    CHECK_FALSE(Roles().contains(role));
  }
  CHECK_FALSE(find_role("boss"));
  CHECK(Roles{Role::desk, Role::admin}.say() == "desk or admin");
}

TEST_CASE("a password is stored as argon2id, and only the right one fits") {
  const std::string hash = hash_password(password);
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(hash.find(password) == std::string::npos);
  CHECK(verify_password(hash, password));
  CHECK_FALSE(verify_password(hash, "Four plain words"));
  CHECK_FALSE(verify_password("*", password));
  CHECK_FALSE(refuse_password(password));
  CHECK(check_password("7 chars").front().code == IssueCode::password_too_short);
  CHECK(check_password(std::string(257, 'x')).front().code == IssueCode::password_too_long);
  CHECK(check_password("ümlaute!").empty());
  CHECK(random_token() != random_token());
  CHECK(random_token().size() == 43);
}

TEST_CASE("signing in gives a cookie that scripts and other sites cannot have") {
  ServerHouse house;
  add_kim(house);
  Client stranger = house.stranger();
  const Answer answer =
      stranger.post("/v1/login", R"({"login":" Kim ","password":"four plain words"})");
  REQUIRE(answer.status == 200);
  CHECK(parse(answer) == Json{{"login", "kim"}, {"name", "Kim Lee"}, {"role", "rep"}});
  const std::string cookie = answer.header("set-cookie");
  CHECK(cookie.find("; HttpOnly") != std::string::npos);
  CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
  CHECK(cookie.find("; Path=/") != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);
  Client kim(house.port(), cookie_of(answer));
  CHECK(parse(kim.get("/v1/me"))["name"] == "Kim Lee");
  CHECK(house.count("SELECT length(token_hash) FROM session") == 32);
  CHECK(kim.post("/v1/logout", "").status == 200);
  CHECK(kim.get("/v1/me").status == 401);
  CHECK(house.count("SELECT count(*) FROM session") == 0);
}

TEST_CASE("the page's form signs in and leads to the app, or back with a code") {
  ServerHouse house;
  add_kim(house);
  Client stranger = house.stranger();
  const std::string form = "application/x-www-form-urlencoded";
  const Answer in = stranger.post("/login", "login=kim&password=four+plain%20words", {}, form);
  CHECK(in.status == 303);
  CHECK(in.header("location") == "/");
  CHECK_FALSE(cookie_of(in).empty());
  const Answer back = stranger.post("/login", "login=kim&password=wrong+one", {}, form);
  CHECK(back.status == 303);
  CHECK(back.header("location") == "/login?error=login_refused");
  CHECK(stranger.get("/login?error=login_refused").body.find("role=\"alert\"") !=
        std::string::npos);
}

TEST_CASE("a wrong password, an unknown login and a disabled user get the same answer") {
  ServerHouse house;
  add_kim(house);
  REQUIRE(add_user(house.server().store(), {"lou", "Lou", "rep", password}, Instant{1}));
  house.server().store().write([](server::store::Connection& db) {
    return set_disabled(db, "lou", true) ? server::store::Keep::yes : server::store::Keep::no;
  });
  Client stranger = house.stranger();
  const auto try_in = [&](const std::string& login, const std::string& typed) {
    return stranger.post("/v1/login",
                         "{\"login\":\"" + login + "\",\"password\":\"" + typed + "\"}");
  };
  const Answer wrong = try_in("kim", "wrong password");
  CHECK(wrong.status == 401);
  CHECK(try_in("nobody", password).body == wrong.body);
  CHECK(try_in("lou", password).body == wrong.body);
  CHECK(try_in("no login at all", password).body == wrong.body);
}

TEST_CASE("who guesses is paused, by login and by address, and let in again later") {
  LoginLimit limit;
  const Instant start{1'000'000};
  const auto later = [&](std::int64_t seconds) { return Instant{start.unix_ms + seconds * 1000}; };
  for (int guess = 0; guess < 5; ++guess) {
    CHECK_FALSE(limit.seconds_to_wait("kim", "a", start));
    limit.note_failure("kim", "a", start);
  }
  CHECK(limit.seconds_to_wait("kim", "b", start) == 30);
  CHECK_FALSE(limit.seconds_to_wait("lou", "a", start));
  CHECK_FALSE(limit.seconds_to_wait("kim", "a", later(30)));
  limit.note_failure("kim", "a", later(30));
  CHECK(limit.seconds_to_wait("kim", "a", later(30)) == 60);
  limit.note_success("kim");
  CHECK_FALSE(limit.seconds_to_wait("kim", "a", later(30)));
  for (int guess = 0; guess < 20; ++guess) {
    limit.note_failure("login" + std::to_string(guess), "c", start);
  }
  CHECK(limit.seconds_to_wait("anyone", "c", start) == 30);
  CHECK_FALSE(limit.seconds_to_wait("anyone", "d", start));
  CHECK_FALSE(limit.seconds_to_wait("anyone", "c", later(3'600)));
}

TEST_CASE("five wrong passwords answer 429 with the seconds to wait, even for the right one") {
  ServerHouse house;
  add_kim(house);
  Client stranger = house.stranger();
  for (int guess = 0; guess < 5; ++guess) {
    CHECK(stranger.post("/v1/login", R"({"login":"kim","password":"wrong one"})").status == 401);
  }
  const Answer paused =
      stranger.post("/v1/login", R"({"login":"kim","password":"four plain words"})");
  CHECK(paused.status == 429);
  CHECK(paused.header("retry-after") == "30");
  CHECK(parse(paused)["code"] == "login_paused");
  house.now_ms += 31'000;
  CHECK(stranger.post("/v1/login", R"({"login":"kim","password":"four plain words"})").status ==
        200);
}

TEST_CASE("a session ends with its time, with a new password, and with a disabled user") {
  ServerHouse house;
  add_kim(house);
  const auto change = [&](auto what) {
    house.server().store().write([&](server::store::Connection& db) {
      return what(db) ? server::store::Keep::yes : server::store::Keep::no;
    });
  };
  Client first = house.client("kim");
  CHECK(first.get("/v1/me").status == 200);
  house.now_ms += session_seconds * 1000;
  CHECK(first.get("/v1/me").status == 401);
  Client second = house.client("kim");
  change([](server::store::Connection& db) {
    UserRow user = *find_user(db, "kim");
    user.password_hash = "another";
    return put_user(db, user, Instant{2});
  });
  CHECK(second.get("/v1/me").status == 401);
  Client third = house.client("kim");
  change([](server::store::Connection& db) { return set_disabled(db, "kim", true); });
  CHECK(third.get("/v1/me").status == 401);
}

TEST_CASE("the set-up link makes one administrator, once, within a day") {
  ServerHouse house;
  std::string token;
  house.server().store().write([&](server::store::Connection& db) {
    token = *make_setup_link(db, Instant{house.now_ms});
    return server::store::Keep::yes;
  });
  Client stranger = house.stranger();
  const std::string form = "application/x-www-form-urlencoded";
  CHECK(stranger.get("/setup?token=wrong").status == 403);
  CHECK(stranger.get("/setup?token=" + token).status == 200);
  const std::string typed = "&login=ada&name=Ada&password=";
  const Answer too_short = stranger.post("/setup", "token=" + token + typed + "short", {}, form);
  CHECK(too_short.status == 422);
  CHECK(too_short.body.find("at least 8 characters") != std::string::npos);
  const Answer made =
      stranger.post("/setup", "token=" + token + typed + "four+plain+words", {}, form);
  CHECK(made.status == 303);
  Client ada(house.port(), cookie_of(made));
  CHECK(parse(ada.get("/v1/me"))["role"] == "admin");
  CHECK(stranger.post("/setup", "token=" + token + "&login=eve&name=Eve&password=four+plain+words",
                      {}, form).status == 403);
  CHECK(house.count("SELECT count(*) FROM user") == 1);
  std::string second;
  house.server().store().write([&](server::store::Connection& db) {
    second = *make_setup_link(db, Instant{house.now_ms});
    return server::store::Keep::yes;
  });
  house.now_ms += setup_link_seconds * 1000;
  CHECK(stranger.get("/setup?token=" + second).status == 403);
}

TEST_CASE("an administrator adds users; every mistake is named; a rep may not") {
  ServerHouse house;
  Client ada = house.client("ada", Role::admin);
  Client kim = house.client("kim");
  const std::string lou =
      R"({"login":"Lou","name":"Lou Ray","role":"desk","password":"four plain words"})";
  CHECK(kim.post("/v1/users", lou).status == 403);
  const Answer added = ada.post("/v1/users", lou);
  CHECK(added.status == 201);
  CHECK(parse(added) == Json{{"login", "lou"}, {"name", "Lou Ray"}, {"role", "desk"}});
  CHECK(parse(ada.post("/v1/users", lou))["code"] == "login_taken");
  const Answer wrong = ada.post(
      "/v1/users", R"({"login":"a b","name":" ","role":"boss","password":"short"})");
  CHECK(wrong.status == 422);
  CHECK(parse(wrong)["issues"].size() == 4);
  CHECK(parse(ada.get("/v1/users"))["users"].size() == 3);
  CHECK(parse(kim.get("/v1/users"))["code"] == "role_not_allowed");
}

TEST_CASE("a request that another site caused is not carried out") {
  using server::http::is_same_origin;
  using server::http::Site;
  const Site plain;
  CHECK(is_same_origin("", "", "127.0.0.1:8080", plain));
  CHECK(is_same_origin("http://127.0.0.1:8080", "same-origin", "127.0.0.1:8080", plain));
  CHECK_FALSE(is_same_origin("http://evil.example", "", "127.0.0.1:8080", plain));
  CHECK_FALSE(is_same_origin("http://127.0.0.1:9090", "", "127.0.0.1:8080", plain));
  CHECK_FALSE(is_same_origin("null", "", "127.0.0.1:8080", plain));
  CHECK_FALSE(is_same_origin("", "cross-site", "127.0.0.1:8080", plain));
  CHECK_FALSE(is_same_origin("", "same-site", "127.0.0.1:8080", plain));
  const Site proxied{"https://orders.example.com", {}};
  CHECK(is_same_origin("https://orders.example.com", "", "inner:8080", proxied));

  ServerHouse house;
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
  const Answer refused = kim.post("/v1/orders", push, {{"Origin", "http://evil.example"}});
  CHECK(refused.status == 403);
  CHECK(parse(refused)["code"] == "origin_refused");
  CHECK(house.count("SELECT count(*) FROM orders") == 0);
  const std::string own = "http://127.0.0.1:" + std::to_string(house.port());
  CHECK(kim.post("/v1/orders", push, {{"Origin", own}}).status == 200);
}

TEST_CASE("a company document's users keep the passwords they have, and demo logins are shown") {
  ServerHouse house;
  std::vector<User> users{{"Rita", "Rita Rep", Role::rep, "demo words one"},
                          {"dora", "Dora Desk", Role::desk, "demo words two"}};
  auto& store = house.server().store();
  CHECK(put_company_users(store, users, DemoLogins::show, Instant{1}).empty());
  const auto hash = [&] { return find_user(*store.read(), "rita")->password_hash; };
  const std::string before = hash();
  CHECK(put_company_users(store, users, DemoLogins::show, Instant{2}).empty());
  CHECK(hash() == before);
  const auto logins = demo_logins(*store.read());
  REQUIRE(logins.size() == 2);
  CHECK(logins[0].role == "rep");
  CHECK(logins[1].password == "demo words two");
  users.push_back({"two words", "X", Role::rep, "demo words"});
  CHECK(put_company_users(store, users, DemoLogins::keep_secret, Instant{3}).front().code ==
        IssueCode::login_malformed);
}

}  // namespace tally::tests
