#include "server/orders/reasons.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "shared/explain/explain.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::server::orders {

std::string reason_json(const Issue& issue) {
  const explain::Said said = explain::say_issue(issue);
  wire::JsonWriter words;
  words.open('{').key("mend").value(said.mend).key("sentence").value(said.sentence).close('}');
  // The canonical object, with the words put in before its end.
  std::string json = wire::issue_bytes(issue);
  json.back() = ',';
  return json + words.take().substr(1);
}

std::string reasons_json(const Issues& issues) {
  wire::JsonWriter json;
  json.open('[');
  for (std::size_t index = 0; index < std::min(issues.size(), reasons_max); ++index) {
    json.raw(reason_json(issues[index]));
  }
  json.close(']');
  return json.take();
}

std::string add_reasons(std::string_view reasons, const Issues& more) {
  // What is parsed here was written here: it is JSON.
  nlohmann::json all = nlohmann::json::parse(reasons, nullptr, false);
  if (!all.is_array()) all = nlohmann::json::array();
  nlohmann::json kept = nlohmann::json::array();
  for (nlohmann::json& reason : all) {
    const bool said_again = std::ranges::any_of(more, [&](const Issue& issue) {
      return reason.value("code", "") == code_row(issue.code).name;
    });
    if (!said_again) kept.push_back(std::move(reason));
  }
  for (const Issue& issue : more) {
    if (kept.size() < reasons_max) kept.push_back(nlohmann::json::parse(reason_json(issue)));
  }
  return kept.dump();
}

}  // namespace tally::server::orders
