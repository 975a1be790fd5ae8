#include "tests/support/schema_check.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>

namespace tally::tests {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 21> known_words{
    "$schema", "$defs",    "$ref",       "title",    "description",          "type",  "const",
    "enum",    "pattern",  "minLength",  "maxLength", "properties",          "required",
    "additionalProperties", "items",     "minItems", "oneOf", "allOf", "if", "then", "default"};

class Checker {
 public:
  explicit Checker(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& place) {
    for (const auto& [word, unused] : schema.items()) {
      if (std::ranges::find(known_words, word) == known_words.end()) say(place, "keyword " + word);
    }
    if (schema.contains("$ref")) check(resolve(schema["$ref"]), value, place);
    check_value(schema, value, place);
    if (value.is_object()) check_object(schema, value, place);
    if (value.is_array()) check_array(schema, value, place);
    check_combinations(schema, value, place);
  }

  std::vector<std::string> found;

 private:
  void say(const std::string& place, const std::string& what) {
    found.push_back(place + ": " + what);
  }

  const json& resolve(const std::string& reference) const {
    return root_.at(json::json_pointer(reference.substr(1)));
  }

  static bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    return type == "boolean" && value.is_boolean();
  }

  void check_value(const json& schema, const json& value, const std::string& place) {
    if (schema.contains("type")) {
      const json& type = schema["type"];
      bool good = type.is_string() && has_type(value, type);
      if (type.is_array()) {
        for (const json& each : type) good = good || has_type(value, each);
      }
      if (!good) say(place, "not of type " + type.dump());
    }
    if (schema.contains("const") && value != schema["const"]) say(place, "another constant");
    if (schema.contains("enum")) {
      bool good = false;
      for (const json& each : schema["enum"]) good = good || each == value;
      if (!good) say(place, value.dump() + " is none of " + schema["enum"].dump());
    }
    if (!value.is_string()) return;
    const std::string text = value;
    if (schema.contains("pattern") &&
        !std::regex_search(text, std::regex(schema["pattern"].get<std::string>()))) {
      say(place, "\"" + text + "\" does not fit the pattern");
    }
    if (text.size() < schema.value("minLength", std::size_t{0})) say(place, "too short");
    if (text.size() > schema.value("maxLength", text.size())) say(place, "too long");
  }

  void check_object(const json& schema, const json& value, const std::string& place) {
    for (const json& name : schema.value("required", json::array())) {
      if (!value.contains(name)) say(place, "without " + name.get<std::string>());
    }
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, member] : value.items()) {
      const std::string inside = place + "/" + name;
      if (properties.contains(name)) {
        check(properties[name], member, inside);
      } else if (schema.contains("additionalProperties")) {
        const json& others = schema["additionalProperties"];
        if (others.is_object()) check(others, member, inside);
        else if (!others.get<bool>()) say(inside, "not known");
      }
    }
  }

  void check_array(const json& schema, const json& value, const std::string& place) {
    if (value.size() < schema.value("minItems", std::size_t{0})) say(place, "too few");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(schema["items"], value[i], place + "/" + std::to_string(i));
    }
  }

  bool fits(const json& schema, const json& value) {
    Checker inner(root_);
    inner.check(schema, value, "");
    return inner.found.empty();
  }

  void check_combinations(const json& schema, const json& value, const std::string& place) {
    for (const json& each : schema.value("allOf", json::array())) check(each, value, place);
    if (schema.contains("oneOf")) {
      int fitting = 0;
      for (const json& each : schema["oneOf"]) fitting += fits(each, value) ? 1 : 0;
      if (fitting != 1) say(place, "fits " + std::to_string(fitting) + " of the forms");
    }
    if (schema.contains("if") && fits(schema["if"], value)) check(schema["then"], value, place);
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> check_schema(const json& schema, const json& document) {
  Checker checker(schema);
  checker.check(schema, document, "");
  return checker.found;
}

}  // namespace tally::tests
