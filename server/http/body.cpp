#include "server/http/body.hpp"

#include <algorithm>

#include "server/http/route.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::server::http {

namespace {

using wire::Json;

bool is_known(std::initializer_list<std::string_view> known, std::string_view name) {
  return std::ranges::find(known, name) != known.end();
}

Issue wrong_type(const std::string& name) {
  return make_issue(IssueCode::document_field_type, name,
                    {{"field", name},
                     {"expected", std::string("a text, a whole number, true or false")}});
}

/// The value as text; nullopt for what is neither text, whole number nor truth value.
std::optional<std::string> plain(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (value.is_boolean()) return std::string(value.get<bool>() ? "true" : "false");
  return std::nullopt;
}

}  // namespace

std::string Fields::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second;
}

std::optional<std::int64_t> Fields::number(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  const auto parsed = parse_decimal(found->second, 0);
  if (!parsed) return std::nullopt;
  return *parsed;
}

bool is_form(const Request& request) {
  return ascii_lower(request.header("content-type"))
      .starts_with("application/x-www-form-urlencoded");
}

Result<Fields> read_fields(const Request& request,
                           std::initializer_list<std::string_view> known) {
  Fields fields;
  if (is_form(request)) {
    for (auto& [name, value] : parse_form(request.body)) {
      if (!is_utf8(value)) {
        return std::unexpected(Issues{make_issue(IssueCode::document_not_utf8, "")});
      }
      if (is_known(known, name)) fields.values_.insert_or_assign(name, std::move(value));
    }
    return fields;
  }
  if (trim(request.body).empty()) return fields;
  const auto document = wire::parse_document(request.body, body_bytes_max);
  if (!document) return std::unexpected(document.error());
  if (!document->is_object()) {
    return std::unexpected(Issues{make_issue(
        IssueCode::document_field_type, "",
        {{"field", std::string("body")}, {"expected", std::string("an object")}})});
  }
  Issues issues;
  for (const auto& [name, value] : document->items()) {
    if (value.is_null()) continue;
    auto text = plain(value);
    if (!is_known(known, name)) {
      issues.push_back(make_issue(IssueCode::document_field_unknown, name,
                                  {{"field", name}, {"nearest", std::string(*known.begin())}}));
    } else if (!text) {
      issues.push_back(wrong_type(name));
    } else {
      fields.values_.insert_or_assign(name, *std::move(text));
    }
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return fields;
}

}  // namespace tally::server::http
