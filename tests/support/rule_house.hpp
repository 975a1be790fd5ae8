// Rule house: a small company with rules on a real server, and what tests ask of it.
// In go the text of a rule set; out come the options of a house whose orders it decides, and short
// ways to send orders and to read what was recorded of them.
// Teams are manager and credit desk; the warehouses are MAIN and NORTH.
//   ServerHouse house(ruled_by("Decide approval.\n…"));   send_order(house, kim, 1, "AB-4", "6")
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

inline Company company_ruled_by(std::string_view text) {
  Company company = small_company();
  RuleBookText book;
  book.currency = *Currency::parse("USD");
  book.words = {{"team", {"manager", "credit desk"}}, {"warehouse", {"MAIN", "NORTH"}}};
  book.sets = {{"house rules", std::string(text)}};
  company.rules = book;
  return company;
}

inline ServerHouseOptions ruled_by(std::string_view text) {
  ServerHouseOptions options;
  options.company = company_ruled_by(text);
  return options;
}

inline nlohmann::json send_order(ServerHouse& house, Client& rep, int number, std::string_view sku,
                                 std::string_view quantity) {
  const RawOrder order =
      make_order(order_id(number), {{std::string(sku), std::string(quantity)}});
  return parse(rep.post("/v1/orders", house.push(order)));
}

inline std::string text_of(ServerHouse& house, const char* sql) {
  const server::store::Reader db = house.server().store().read();
  server::store::Query find = (*db).query(sql);
  return find.step() == wire::Step::row ? find.text(0) : std::string();
}

/// Of the newest ruling of the server: each recorded value by its field; words as they are.
inline std::map<std::string, std::string> last_inputs(ServerHouse& house) {
  const auto ruling = nlohmann::json::parse(
      text_of(house, "SELECT ruling FROM order_ruling ORDER BY id DESC LIMIT 1"), nullptr, false);
  std::map<std::string, std::string> inputs;
  if (!ruling.is_object()) return inputs;
  for (const auto& input : ruling["inputs"]) {
    const std::string word = input.value("word", "");
    inputs[input["field"]] = word.empty() ? input["value"].dump() : word;
  }
  return inputs;
}

}  // namespace tally::tests
