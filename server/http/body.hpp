// Body: the fields of a small JSON object or form, as text.
// In go a request and the names of the fields; out come their texts, or the issues of a body that
// is no object, has a field of another type, or one that is not known. For orders and other
// documents wire/ has readers of its own.
//   auto fields = read_fields(request, {"login", "password"});  fields->text("login")
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::http {

class Fields {
 public:
  /// Empty where it is missing.
  std::string text(std::string_view name) const;
  bool has(std::string_view name) const { return values_.contains(std::string(name)); }
  /// A whole number (JSON or text); nullopt where it is missing.
  std::optional<std::int64_t> number(std::string_view name) const;
  bool flag(std::string_view name) const { return text(name) == "true"; }

 private:
  friend Result<Fields> read_fields(const Request&, std::initializer_list<std::string_view>);
  std::map<std::string, std::string, std::less<>> values_;
};

/// Texts, whole numbers and true or false; an empty body has no fields.
Result<Fields> read_fields(const Request& request, std::initializer_list<std::string_view> known);

bool is_form(const Request& request);

}  // namespace tally::server::http
