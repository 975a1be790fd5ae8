// Users as an administrator sees them: added with a link, changed, refused in the server's words.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/app_state.hpp"
#include "wasm/state/user_desk.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

struct UserFixture {
  app::test::MemoryStorage storage;
  app::test::PatientServer server;
  UserDesk desk{app::test::edge_of(storage, server)};

  static std::string users() {
    return R"({"users":[{"login":"ada","name":"Ada Fox","role":"admin","disabled":false},
      {"login":"kim","name":"Kim Lee","role":"rep","disabled":true}]})";
  }
  static std::string refusal(const char* path, const char* sentence) {
    const Json issue{{"code", "x"}, {"path", path}, {"severity", "error"},
                     {"sentence", sentence}, {"mend", "Do it so."}};
    return Json{{"detail", sentence}, {"issues", Json::array({issue})}}.dump();
  }
};

}  // namespace

TEST_CASE("users come as a list; what is no list says so") {
  UserFixture all;
  all.desk.refresh();
  CHECK_FALSE(all.desk.has_answer());
  CHECK(all.server.answer(200, UserFixture::users()).path == "/v1/users");
  REQUIRE(all.desk.users().size() == 2);
  CHECK(all.desk.find("kim")->disabled);
  CHECK(all.desk.find("nobody") == nullptr);
  all.desk.refresh();
  all.server.answer(200, "<html>");
  CHECK_FALSE(all.desk.failure().empty());
  CHECK(all.desk.users().size() == 2);
}

TEST_CASE("whoever is added gets a link at once, and the list is asked for anew") {
  UserFixture all;
  all.desk.add({.login = "Lou", .name = "Lou Ray", .role = "desk"});
  const Question added =
      all.server.answer(201, R"({"login":"lou","name":"Lou Ray","role":"desk"})");
  CHECK(Json::parse(added.body) ==
        Json{{"login", "Lou"}, {"name", "Lou Ray"}, {"role", "desk"}});
  CHECK(all.desk.done() == 1);
  const Question link = all.server.answer(
      200, R"({"login":"lou","path":"/password?token=t",
               "valid_until":"2026-04-01T10:42:00.000Z"})");
  CHECK(link.path == "/v1/users/lou/password-link");
  REQUIRE(all.desk.link());
  CHECK(all.desk.link()->path == "/password?token=t");
  CHECK(all.server.answer(200, UserFixture::users()).path == "/v1/users");
  const auto news = all.desk.take_news();
  REQUIRE(news.size() == 1);
  CHECK(news[0].is_good);
  all.desk.forget_link();
  CHECK_FALSE(all.desk.link());
}

TEST_CASE("a refusal stands at its field, and nothing counts as done") {
  UserFixture all;
  all.desk.add({.login = "a b", .name = "", .role = "rep"});
  all.server.answer(422, UserFixture::refusal("login", "That cannot be a login."));
  CHECK(all.desk.refused_at("login") == "That cannot be a login. Do it so.");
  CHECK(all.desk.refused_at("name").empty());
  CHECK(all.desk.done() == 0);
  CHECK_FALSE(all.desk.take_news()[0].is_good);
  all.desk.forget_refusal();
  CHECK(all.desk.refused_at("login").empty());
  all.desk.change("ada", {.disabled = true});
  const Question question =
      all.server.answer(422, UserFixture::refusal("disabled", "Nobody takes it away."));
  CHECK(question.path == "/v1/users/ada");
  CHECK(Json::parse(question.body) == Json{{"disabled", true}});
  CHECK(all.desk.take_news()[0].words == "That was not done. Nobody takes it away. Do it so.");
  all.desk.change("ada", {.name = "Ada", .role = "desk"});
  all.server.answer(0);
  CHECK_FALSE(all.desk.refused_at("").empty());
}

TEST_CASE("a change names only what is changed, and is said when it holds") {
  UserFixture all;
  all.desk.change("kim@x.example", {.role = "desk"});
  const Question question = all.server.answer(
      200, R"({"login":"kim@x.example","name":"Kim","role":"desk","disabled":false})");
  CHECK(question.path == "/v1/users/kim%40x.example");
  CHECK(Json::parse(question.body) == Json{{"role", "desk"}});
  CHECK(all.desk.done() == 1);
  CHECK(all.desk.take_news()[0].words == "kim@x.example is changed; it holds at once.");
  all.desk.ask_link("kim");
  all.server.answer(200, UserFixture::users());
  all.server.answer(404, R"({"detail":"There is no user."})");
  CHECK_FALSE(all.desk.link());
  CHECK(all.desk.take_news()[0].words == "No link was made. There is no user.");
}
