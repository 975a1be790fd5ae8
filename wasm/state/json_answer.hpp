#pragma once
// Fields of a server's answer, read without trust: what is missing or of another type is empty.
// In: parsed JSON and a name. Out: a text, a number, a list of what its objects say; and JSON as it
// is sent or kept.
// Only who reads or writes JSON includes this: it brings the whole of nlohmann/json along.
//
//     const Json json = answer::read_object(body);   answer::text(json, "number");

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tally::app::answer {

using Json = nlohmann::json;

/// The object a body holds; null where it holds something else.
inline Json read_object(std::string_view body) {
  Json json = Json::parse(body, nullptr, false);
  return json.is_object() ? json : Json();
}

/// What is not UTF-8 in it is replaced.
inline std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A text and nothing else.
inline std::string text_alone(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A whole number reads as a text too.
inline std::string text(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? std::to_string(found->get<std::int64_t>()) : std::string();
}

inline std::int64_t integer(const Json& json, const char* name, std::int64_t otherwise = 0) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                           : otherwise;
}

inline bool is_true(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_boolean() && found->get<bool>();
}

/// An empty one where there is none.
inline const Json& list(const Json& json, const char* name) {
  static const Json none = Json::array();
  const auto found = json.find(name);
  return found != json.end() && found->is_array() ? *found : none;
}

/// What the objects of a list say; nullopt where the answer has no such list.
template <typename ReadOne>
auto read_list(const Json& json, const char* name, ReadOne read_one) {
  using Item = decltype(read_one(json));
  std::optional<std::vector<Item>> items;
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array()) return items;
  items.emplace();
  for (const Json& each : *found) {
    if (each.is_object()) items->push_back(read_one(each));
  }
  return items;
}

}  // namespace tally::app::answer
