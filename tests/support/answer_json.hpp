// Answer JSON: an answer of the server as the document that it carries.
// In goes an answer; out come its JSON, its code where it is a problem, the codes of its reasons.
// A body that is no JSON is a discarded value, on which the next check of a test fails.
// It sends nothing: a Client does.
//   CHECK(code_of(client.get("/v1/orders/none")) == "order_unknown");
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/server_house.hpp"

namespace tally::tests {

using Codes = std::vector<std::string>;

inline nlohmann::json parse(const Answer& answer) {
  return nlohmann::json::parse(answer.body, nullptr, false);
}

inline std::string code_of(const Answer& answer) { return parse(answer).value("code", ""); }

/// The codes of the reasons, in their order.
inline Codes codes(const nlohmann::json& answer) {
  Codes found;
  for (const auto& reason : answer["reasons"]) found.push_back(reason["code"]);
  return found;
}

}  // namespace tally::tests
