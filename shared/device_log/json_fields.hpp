// JSON fields: reads the answers of the server strictly, field by field.
// In goes a JSON object; out come its fields, and the name of the first that is missing or of
// another type. Nothing is guessed: what is not exactly an answer is no answer.
// Only the formats of this room are read with it.
//   JsonFields read(json);  const auto seq = read.count("seq");  if (!read.missing().empty()) …
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shared/base/sha256.hpp"
#include "shared/device_log/entry.hpp"

namespace tally::device_log {

using Json = nlohmann::json;

inline const Json* find_field(const Json& object, const char* field) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(field);
  return found == object.end() ? nullptr : &*found;
}

class JsonFields {
 public:
  explicit JsonFields(const Json& object) : object_(object) {}

  std::string text(const char* field) {
    const Json* value = find_field(object_, field);
    if (value == nullptr || !value->is_string()) return miss(field), std::string();
    return value->get<std::string>();
  }
  std::int64_t number(const char* field) {
    const Json* value = find_field(object_, field);
    if (value == nullptr || !value->is_number_integer()) return miss(field), 0;
    return value->get<std::int64_t>();
  }
  /// Zero or more.
  std::uint64_t count(const char* field) {
    const std::int64_t value = number(field);
    if (value < 0) miss(field);
    return static_cast<std::uint64_t>(value);
  }
  bool flag(const char* field) {
    const Json* value = find_field(object_, field);
    if (value == nullptr || !value->is_boolean()) return miss(field), false;
    return value->get<bool>();
  }
  template <typename Id>
  Id id(const char* field) {
    const auto value = Id::parse(text(field));
    if (!value) miss(field);
    return value.value_or(Id{});
  }
  const Json& array(const Json& object, const char* field) {
    static const Json empty = Json::array();
    const Json* value = find_field(object, field);
    if (value != nullptr && value->is_array()) return *value;
    miss(field);
    return empty;
  }
  void miss(const char* field) {
    if (missing_.empty()) missing_ = field;
  }
  const std::string& missing() const { return missing_; }

 private:
  const Json& object_;
  std::string missing_;
};

inline EntryFault not_an_answer(const std::string& field) {
  return EntryFault{"The answer is not the company's: \"" + field + "\" is missing or wrong."};
}

/// Discarded where it is no JSON.
inline Json parse_json(std::string_view text) {
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

// A sentence may hold what a device typed, so bytes that are not UTF-8 are replaced, not thrown.
inline std::string print_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tally::device_log
