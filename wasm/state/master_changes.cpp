// What two versions of a record of master data have differently, in words.
#include <utility>

#include "wasm/state/json_answer.hpp"
#include "wasm/state/master_form.hpp"

namespace tally::app {

namespace {

using answer::Json;

Json object_of(std::string_view text) {
  Json json = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json::object();
}

std::string say_column(const MasterField& column, const Json& row) {
  return row.is_object() ? say_value(column, member_of(row, column.name)) : "";
}

/// The record among these whose first field says this; null where there is none.
const Json& find_block(const MasterField& field, const Json& all, const std::string& code) {
  static const Json none;
  for (const Json& each : all) {
    if (say_column(field.columns.front(), each) == code) return each;
  }
  return none;
}

/// "MAIN, 1 Dock Road, Oakland": what its filled fields say.
std::string say_block(const MasterField& field, const Json& block) {
  std::string words;
  for (const MasterField& column : field.columns) {
    const std::string text = column.kind == ValueKind::choice ? "" : say_column(column, block);
    if (!text.empty()) words += (words.empty() ? "" : ", ") + text;
  }
  return words;
}

/// What two versions of the records within a record have differently, one by one.
void changes_of_blocks(const MasterField& field, const Json& was, const Json& is,
                       std::vector<FieldChange>& changes) {
  const Json none = Json::array();
  const Json &old = was.is_array() ? was : none, &now = is.is_array() ? is : none;
  const std::string one(field.one);
  for (const Json& before : old) {
    const std::string code = say_column(field.columns.front(), before);
    const Json& after = find_block(field, now, code);
    if (after.is_null()) {
      changes.push_back({one, say_block(field, before), ""});
      continue;
    }
    for (const MasterField& column : field.columns) {
      FieldChange change{one + " " + code + ", " + std::string(column.label),
                         say_column(column, before), say_column(column, after)};
      if (change.before != change.after) changes.push_back(std::move(change));
    }
  }
  for (const Json& after : now) {
    const bool is_new =
        find_block(field, old, say_column(field.columns.front(), after)).is_null();
    if (is_new) changes.push_back({one, "", say_block(field, after)});
  }
}

}  // namespace

std::string say_value(const MasterField& field, const Json& value) {
  if (field.has_lines()) {
    std::string out;
    for (const Json& row : value.is_array() ? value : Json::array()) {
      std::string line;
      for (const MasterField& column : field.columns) {
        const std::string text = row.is_object() ? plain_text(row, column.name) : "";
        if (text.empty()) continue;
        line += line.empty() ? "" : ", ";
        line.append(column.label).append(" ").append(text);
      }
      out += (out.empty() ? "" : "; ") + line;
    }
    return out;
  }
  std::string text = json_text(value);
  if (field.kind == ValueKind::yes_no) return text.empty() ? "no" : "yes";
  if (field.kind == ValueKind::percent && !text.empty()) return text + " %";
  for (const MasterOption& option : field.options) {
    const bool is_first = &option == &field.options.front();
    if (field.kind == ValueKind::choice && (text == option.value || (text.empty() && is_first))) {
      return std::string(option.words);
    }
  }
  return text;
}

std::vector<FieldChange> changes_between(const MasterKind& kind, std::string_view before,
                                         std::string_view after) {
  const Json old = object_of(before), now = object_of(after);
  std::vector<FieldChange> changes;
  const auto compare = [&](const MasterField& field) {
    const Json &was = member_of(old, field.name), &is = member_of(now, field.name);
    if (was == is) return;
    if (field.kind == ValueKind::blocks) return changes_of_blocks(field, was, is, changes);
    FieldChange change{std::string(field.name_alone()), say_value(field, was),
                       say_value(field, is)};
    if (change.before != change.after) changes.push_back(std::move(change));
  };
  for (const MasterSection& section : kind.sections) {
    for (const MasterField& field : section.fields) compare(field);
  }
  return changes;
}

std::string say_change(const FieldChange& change) {
  const std::string before = change.before.empty() ? "nothing" : change.before;
  return change.label + " " + before + " → " + (change.after.empty() ? "nothing" : change.after);
}

}  // namespace tally::app
