#include "server/cli/rules_orders.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/reader.hpp"

namespace tally::server::cli {

namespace {

Issue unknown_field(const rules::Vocabulary& vocabulary, const std::string& name) {
  std::vector<std::string> known;
  for (const rules::Field& field : vocabulary.fields) known.push_back(field.phrase);
  const auto near = rules::nearest(name, known, 3);
  if (near.empty()) {
    known.resize(std::min<std::size_t>(known.size(), 5));
    return make_issue(
        IssueCode::rule_phrase_unheard, quote_short(name),
        {{"word", quote_short(name)}, {"known", rules::join_suggestions(known)}});
  }
  return make_issue(
      IssueCode::rule_phrase_unknown, quote_short(name),
      {{"word", quote_short(name)}, {"suggestions", rules::join_suggestions(near)}});
}

/// Text as it stands, truth as "yes" and "no", whole numbers in digits: the reader judges them.
std::string text_of(const nlohmann::json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "missing" : value.dump();
}

}  // namespace

Result<std::vector<std::int64_t>> read_rules_order(const rules::Vocabulary& vocabulary,
                                                   std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) {
    return std::unexpected(Issues{make_issue(
        IssueCode::document_not_json, "",
        {{"offset", std::int64_t{0}}, {"reason", std::string("an object was expected")}})});
  }
  std::vector<std::int64_t> values(vocabulary.fields.size(), rules::missing_value);
  Issues issues;
  for (const auto& [name, value] : json.items()) {
    const auto field = rules::find_field(vocabulary, name);
    if (!field) {
      issues.push_back(unknown_field(vocabulary, name));
      continue;
    }
    auto read = rules::read_value(vocabulary, *field, text_of(value));
    if (read) {
      values[*field] = *read;
      continue;
    }
    for (Issue& issue : read.error()) {
      issue.path = name;
      issues.push_back(std::move(issue));
    }
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return values;
}

}  // namespace tally::server::cli
