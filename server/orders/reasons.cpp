#include "server/orders/reasons.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "shared/credit/credit.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::server::orders {

namespace {

/// What is parsed here was written here: it is JSON.
nlohmann::json parse_reasons(std::string_view reasons) {
  nlohmann::json all = nlohmann::json::parse(reasons, nullptr, false);
  return all.is_array() ? all : nlohmann::json::array();
}

/// Whether the issue says anew what the reason said. Two rules may want the same thing of two
/// teams; of everything else there is one of a code.
bool is_said_again(const nlohmann::json& reason, const Issue& issue) {
  const CodeRow& row = code_row(issue.code);
  if (reason.value("code", "") != row.name) return false;
  return row.room != "rules" || reason == nlohmann::json::parse(reason_json(issue));
}

bool is_of_credit(const nlohmann::json& reason) {
  const auto code = find_code(reason.value("code", ""));
  return code && credit::is_of_credit(*code);
}

}  // namespace

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
  nlohmann::json all = parse_reasons(reasons);
  nlohmann::json kept = nlohmann::json::array();
  for (nlohmann::json& reason : all) {
    const bool said_again = std::ranges::any_of(more, [&](const Issue& issue) {
      return is_said_again(reason, issue);
    });
    if (!said_again) kept.push_back(std::move(reason));
  }
  for (const Issue& issue : more) {
    if (kept.size() < reasons_max) kept.push_back(nlohmann::json::parse(reason_json(issue)));
  }
  return kept.dump();
}

bool has_reason_of_credit(std::string_view reasons) {
  return std::ranges::any_of(parse_reasons(reasons), is_of_credit);
}

std::string without_credit(std::string_view reasons) {
  nlohmann::json all = parse_reasons(reasons);
  nlohmann::json kept = nlohmann::json::array();
  for (nlohmann::json& reason : all) {
    if (!is_of_credit(reason)) kept.push_back(std::move(reason));
  }
  return kept.dump();
}

bool waits_for_more(std::string_view reasons) {
  return std::ranges::any_of(parse_reasons(reasons), [](const nlohmann::json& reason) {
    return reason.value("severity", "") != "note";
  });
}

}  // namespace tally::server::orders
