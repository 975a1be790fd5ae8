// The rule book on the server: drafts, what goes live and back, words, marks and explanations.
#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "server/rulebook/live_book.hpp"
#include "tests/support/rule_house.hpp"

namespace tally::tests {

namespace {

using Json = nlohmann::json;
using server::store::Connection;
using server::store::Keep;

constexpr std::string_view over_500 =
    "Decide approval.\n"
    "Rule large: When the order total is at least $500, send the order to manager for approval.\n";
constexpr std::string_view over_200 =
    "Decide approval.\n"
    "Rule medium: When the order total is at least $200, send the order to manager for approval.\n";
constexpr std::string_view contradicting =
    "Decide service.\n"
    "Rule heavy: When the order weight is at least 10 kg, send by ground.\n"
    "Rule dear: When the order total is at least $100, send by express.\n"
    "Otherwise send by ground.\n";

Json send_body(Client& client, const std::string& path, const Json& body) {
  return parse(client.post(path, body.dump()));
}

std::string save(Client& rita, std::string_view text, std::string_view name = "next") {
  const Json saved =
      send_body(rita, "/v1/rules/drafts", {{"name", name}, {"text", text}, {"note", "why"}});
  return saved.value("digest", "");
}

/// Publishes, and lets the devices have it.
Json go_live(ServerHouse& house, Client& rita, const std::string& digest, Json more = {}) {
  Json body = {{"digest", digest}};
  if (more.is_object()) body.update(more);
  const Json answer = send_body(rita, "/v1/rules/publish", body);
  house.publish();
  return answer;
}

Codes issue_codes(const Json& problem) {
  Codes found;
  for (const auto& issue : problem["issues"]) found.push_back(issue["code"]);
  return found;
}

}  // namespace

TEST_CASE("a draft becomes live, decides orders, and one step back restores what was before") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  Client kim = house.client("kim");
  CHECK(send_order(house, kim, 1, "AB-4", "2")["state"] == "accepted");
  const std::string digest = save(rita, over_200);
  REQUIRE(digest.size() == 64);
  Json book = parse(rita.get("/v1/rules"));
  CHECK(book["live"].size() == 1);
  CHECK(book["sets"][0]["state"] == "draft");
  book = go_live(house, rita, digest);
  REQUIRE(book["live"].size() == 1);
  CHECK(book["live"][0]["digest"] == digest);
  CHECK(book["stages"][0]["what"] == "live");
  CHECK(book["stages"][1]["what"] == "loaded");
  const Json waiting = send_order(house, kim, 2, "AB-4", "2");
  CHECK(codes(waiting) == Codes{"rules_want_approval"});
  CHECK(send_body(rita, "/v1/rules/step-back", {{"note", "too strict"}})["stages"][0]["what"] ==
        "taken back");
  house.publish();
  CHECK(send_order(house, kim, 3, "AB-4", "2")["state"] == "accepted");
  CHECK(codes(send_order(house, kim, 4, "AB-4", "6")) == Codes{"rules_want_approval"});
  // What was loaded came first: there is nothing before it.
  const Json nothing = send_body(rita, "/v1/rules/step-back", Json::object());
  CHECK(nothing["code"] == "rules_nothing_before");
  CHECK(parse(rita.get("/v1/rules/sets/" + digest))["state"] == "replaced");
}

TEST_CASE("two steps back pass over what was taken back before") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  const std::string second = save(rita, over_200);
  const std::string third = save(rita, "Decide notices.\nRule all: When the order total is at "
                                       "least $1, notify rep.\n", "third");
  go_live(house, rita, second);
  go_live(house, rita, third);
  Json book = send_body(rita, "/v1/rules/step-back", Json::object());
  CHECK(book["live"][0]["digest"] == second);
  book = send_body(rita, "/v1/rules/step-back", Json::object());
  CHECK(book["live"][0]["name"] == "house rules");
  book = go_live(house, rita, third);
  book = send_body(rita, "/v1/rules/step-back", Json::object());
  CHECK(book["live"][0]["name"] == "house rules");
}

TEST_CASE("rules that contradict each other do not go live, and the answer says which") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  const std::string digest = save(rita, contradicting);
  const Answer refused = rita.post("/v1/rules/publish", Json{{"digest", digest}}.dump());
  CHECK(refused.status == 422);
  const Json problem = parse(refused);
  CHECK(problem["code"] == "rule_set_blocked");
  CHECK(issue_codes(problem) == Codes{"rule_set_blocked", "finding_conflict"});
  CHECK(parse(rita.get("/v1/rules"))["live"][0]["name"] == "house rules");
  const std::string wrong = save(
      rita, std::string(over_200) + "Example: the order total is $100 -> manager.\n", "wrong");
  CHECK(issue_codes(send_body(rita, "/v1/rules/publish", {{"digest", wrong}})) ==
        Codes{"rule_set_blocked", "example_differs"});
}

TEST_CASE("a text that does not read is no draft, and its place is named") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  const Answer refused = rita.post(
      "/v1/rules/drafts",
      Json{{"name", "x"}, {"text", "Decide approval.\nRule a: When the order totl is at least "
                                   "$5, send the order to manager for approval.\n"}}
          .dump());
  CHECK(refused.status == 422);
  CHECK(parse(refused)["code"] == "rule_phrase_unknown");
  CHECK(house.count("SELECT count(*) FROM rule_set") == 0);
  const Json check = send_body(rita, "/v1/rules/check", {{"text", over_200}});
  CHECK(check["reads"] == true);
  CHECK(check["may_go_live"] == true);
  CHECK(check["printed"] == over_200);
  CHECK(check["rules"] == 1);
  const Json bad = send_body(rita, "/v1/rules/check", {{"text", "Decide nonsense.\n"}});
  CHECK(bad["reads"] == false);
  CHECK_FALSE(bad["findings"].empty());
  const std::string begun = "Decide appr";
  const Json next = send_body(rita, "/v1/rules/complete",
                              {{"text", begun}, {"cursor", begun.size()}});
  CHECK(next["words"] == Json{"approval"});
  CHECK(next["from"] == 7);
}

TEST_CASE("a set for a channel or a share stands before the others; all of it replaces them") {
  const auto set = [](std::string name, std::vector<Channel> channels, std::int32_t share) {
    return RuleSetText{std::move(name), "", std::move(channels), share};
  };
  using server::rulebook::put_first;
  const std::vector<RuleSetText> all{set("all", {}, 100)};
  const auto tenth = put_first(all, set("tenth", {}, 10));
  REQUIRE(tenth.size() == 2);
  CHECK(tenth[0].name == "tenth");
  const auto fifth = put_first(tenth, set("fifth", {}, 20));
  REQUIRE(fifth.size() == 2);
  CHECK(fifth[0].name == "fifth");
  const auto web = put_first(fifth, set("web", {Channel::web}, 100));
  CHECK(web.size() == 3);
  CHECK(put_first(web, set("rep and web", {Channel::rep, Channel::web}, 100)).size() == 3);
  CHECK(put_first(web, set("new", {}, 100)).size() == 1);
}

TEST_CASE("a set of a share of the customers decides theirs, the others keep the old one") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  Client kim = house.client("kim");
  const std::string digest = save(rita, over_200);
  const std::int32_t number = rules::share_number("C-1");
  REQUIRE(number > 1);
  go_live(house, rita, digest, {{"share", number - 1}});
  CHECK(send_order(house, kim, 1, "AB-4", "2")["state"] == "accepted");
  const Json book = go_live(house, rita, digest, {{"share", number}, {"channels", {"rep"}}});
  CHECK(book["live"].size() == 3);
  CHECK(codes(send_order(house, kim, 2, "AB-4", "2")) == Codes{"rules_want_approval"});
}

TEST_CASE("whoever saw other rules than those that are live is told who changed them") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  const std::string digest = save(rita, over_200);
  const std::int64_t seen = go_live(house, rita, digest)["stage"];
  const Json late = send_body(rita, "/v1/rules/step-back", {{"seen", seen - 1}});
  CHECK(late["code"] == "rules_changed_meanwhile");
  CHECK(std::string(late["detail"]).contains("by rita"));
  CHECK(send_body(rita, "/v1/rules/step-back", {{"seen", seen}})["stages"][0]["what"] ==
        "taken back");
}

TEST_CASE("a company without rules begins with a draft, in the currency of its first list") {
  ServerHouse house;
  Client rita = house.client("rita", Role::rules);
  Client kim = house.client("kim");
  Json book = parse(rita.get("/v1/rules"));
  CHECK(book["stage"] == 0);
  CHECK(book["currency"] == "USD");
  CHECK(send_body(rita, "/v1/rules/words", {{"list", "team"}, {"words", {"treasury"}}})["stage"] ==
        1);
  const std::string digest =
      save(rita, "Decide approval.\nRule big: When the order total is at least $500, send the "
                 "order to treasury for approval.\n");
  book = go_live(house, rita, digest);
  CHECK(book["live"][0]["digest"] == digest);
  // Warehouses and countries are the company's own, without anybody writing them down.
  const auto list = [&](const std::string& name) {
    for (const auto& each : book["words"]) {
      if (each["list"] == name) return each["words"];
    }
    return Json();
  };
  CHECK(list("warehouse") == Json{"MAIN", "NORTH"});
  CHECK(list("country") == Json{"US"});
  const Json waiting = send_order(house, kim, 1, "AB-4", "6");
  CHECK(waiting["reasons"][0]["sentence"] == "Goes to treasury for approval by \"big\".");
}

TEST_CASE("of changes that are made at the same time none is lost") {
  ServerHouse house(ruled_by(over_500));
  std::vector<Client> people;
  for (int i = 0; i < 4; ++i) people.push_back(house.client("r" + std::to_string(i), Role::rules));
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < people.size(); ++i) {
    threads.emplace_back([&, i] {
      const Json body = {{"list", "team"}, {"words", {"team" + std::to_string(i)}}};
      people[i].post("/v1/rules/words", body.dump());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Json book = parse(people[0].get("/v1/rules"));
  std::set<std::string> teams;
  for (const auto& list : book["words"]) {
    if (list["list"] != "team") continue;
    for (const auto& word : list["words"]) teams.insert(word);
  }
  CHECK(teams == std::set<std::string>{"credit desk", "manager", "team0", "team1", "team2",
                                       "team3"});
  CHECK(book["stages"].size() == 5);
}

TEST_CASE("a decision that is only suggested makes nobody wait") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  Client kim = house.client("kim");
  const Json book = send_body(rita, "/v1/rules/automation",
                              {{"automation", {{{"decision", "approval"}, {"mode", "suggest"}}}}});
  CHECK(book["automation"][0]["mode"] == "suggest");
  house.publish();
  CHECK(send_order(house, kim, 1, "AB-4", "6")["state"] == "accepted");
  const Json refused = send_body(rita, "/v1/rules/automation",
                                 {{"automation", {{{"decision", "weather"}, {"mode", "off"}}}}});
  CHECK(refused["code"] == "document_value_refused");
}

TEST_CASE("only who keeps the rules may see and change them; digests that are none are unknown") {
  ServerHouse house(ruled_by(over_500));
  Client kim = house.client("kim");
  Client rita = house.client("rita", Role::rules);
  CHECK(kim.get("/v1/rules").status == 403);
  CHECK(kim.post("/v1/rules/step-back", "{}").status == 403);
  CHECK(code_of(rita.get("/v1/rules/sets/none")) == "rule_set_unknown");
  CHECK(send_body(rita, "/v1/rules/publish", {{"digest", "none"}})["code"] == "rule_set_unknown");
  CHECK(send_body(rita, "/v1/rules/publish", {{"digest", "none"}, {"share", 0}})["code"] ==
        "document_value_refused");
}

TEST_CASE("two sets are compared in words") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  const std::string before = save(rita, over_500, "before");
  const Json said =
      send_body(rita, "/v1/rules/difference", {{"before", before}, {"text", over_200}});
  REQUIRE(said["decisions"].size() == 1);
  CHECK(said["decisions"][0]["decision"] == "approval");
  CHECK(said["decisions"][0]["sentences"] ==
        Json{"When the order total is from $200 to $499.99: also manager."});
}

TEST_CASE("an order is explained by the rules that decided it, whatever is live now") {
  ServerHouse house(ruled_by(over_500));
  Client rita = house.client("rita", Role::rules);
  Client kim = house.client("kim");
  send_order(house, kim, 1, "AB-4", "6");
  go_live(house, rita, save(rita, "Decide notices.\nRule all: When the order total is at least "
                                  "$1, notify rep.\n"));
  const Json why = parse(rita.get("/v1/orders/" + order_id(1) + "/rulings"));
  CHECK(why["set"] == "house rules");
  REQUIRE(why["decisions"].size() == 1);
  CHECK(why["decisions"][0]["server"] == true);
  CHECK(why["decisions"][0]["sentences"] ==
        Json{"Send the order to manager for approval.",
             "\"large\" holds: the order total is at least $500."});
  // A rep is told the answer and not the values that the server asked.
  const Json told = parse(kim.get("/v1/orders/" + order_id(1) + "/rulings"));
  CHECK(told["number"] == "S-000001");
  CHECK(told["decisions"][0]["sentences"] == Json{"The answer was manager.", "\"large\" held."});
  Client lee = house.client("lee");
  CHECK(code_of(lee.get("/v1/orders/" + order_id(1) + "/rulings")) == "order_unknown");
}

TEST_CASE("a ruling is marked as wrong once, counted by its rule, with the order behind it") {
  ServerHouse house(ruled_by(over_500));
  Client kim = house.client("kim");
  Client dana = house.client("dana", Role::desk);
  Client rita = house.client("rita", Role::rules);
  send_order(house, kim, 1, "AB-4", "6");
  send_order(house, kim, 2, "AB-4", "7");
  const std::string path = "/v1/orders/" + order_id(2) + "/rulings/wrong";
  const Json mark = {{"decision", "approval"}, {"rule", "large"}, {"note", "a known customer"}};
  CHECK(dana.post(path, mark.dump()).status == 200);
  CHECK(dana.post(path, mark.dump()).status == 200);
  const Json other = send_body(dana, path, {{"decision", "approval"}, {"rule", "small"}});
  CHECK(other["code"] == "rule_not_in_order");
  CHECK(std::string(other["mend"]) == "Name one that had: large.");
  const std::string digest = text_of(house, "SELECT digest FROM rule_set");
  const Json set = parse(rita.get("/v1/rules/sets/" + digest));
  REQUIRE(set["rules"].size() == 1);
  CHECK(set["rules"][0]["fired"] == 2);
  CHECK(set["rules"][0]["wrong"] == 1);
  const std::string of_rule =
      "/v1/rules/sets/" + digest + "/orders?decision=approval&rule=large&wrong=";
  CHECK(parse(rita.get(of_rule + "false"))["orders"].size() == 2);
  const Json wrong = parse(rita.get(of_rule + "true"))["orders"];
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0]["order_id"] == order_id(2));
  CHECK(wrong[0]["note"] == "a known customer");
  CHECK(wrong[0]["marked_by"] == "dana");
}

TEST_CASE("an order that no rules decided can be neither explained nor marked") {
  ServerHouse house;
  Client kim = house.client("kim");
  Client dana = house.client("dana", Role::desk);
  send_order(house, kim, 1, "AB-4", "1");
  CHECK(code_of(kim.get("/v1/orders/" + order_id(1) + "/rulings")) == "order_without_rules");
  CHECK(send_body(dana, "/v1/orders/" + order_id(1) + "/rulings/wrong",
                  {{"decision", "approval"}, {"rule", "large"}})["code"] == "order_without_rules");
}

}  // namespace tally::tests
