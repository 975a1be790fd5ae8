// What two versions of a record of master data have differently, in words.
#include <algorithm>
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
    const bool is_plain = column.kind != ValueKind::choice && !column.has_lines();
    const std::string text = is_plain ? say_column(column, block) : "";
    if (!text.empty()) words += (words.empty() ? "" : ", ") + text;
  }
  return words;
}

/// How a record within the record is told from the others: "Zone West"; of one that has no code,
/// "Table" alone.
std::string named_block(std::string_view within, const MasterField& field,
                        const std::string& code) {
  std::string words(within);
  words.append(words.empty() ? "" : ", ").append(field.one);
  return code.empty() ? words : words + " " + code;
}

void changes_of_blocks(std::string_view within, const MasterField& field, const Json& was,
                       const Json& is, std::vector<FieldChange>& changes);

/// Of a table within a record: where it has as many lines as before line by line, and otherwise
/// those that came and went.
void changes_of_rows(const std::string& name, const MasterField& field, const Json& was,
                     const Json& is, std::vector<FieldChange>& changes) {
  const Json none = Json::array();
  const Json &old = was.is_array() ? was : none, &now = is.is_array() ? is : none;
  const std::string label = name + ", " + std::string(field.label);
  const auto say = [&](const Json& row) { return say_value(field, Json::array({row})); };
  if (old.size() == now.size()) {
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i] == now[i]) continue;
      changes.push_back({label + ", line " + std::to_string(i + 1), say(old[i]), say(now[i])});
    }
    return;
  }
  for (const Json& row : old) {
    if (std::ranges::find(now, row) == now.end()) changes.push_back({label, say(row), ""});
  }
  for (const Json& row : now) {
    if (std::ranges::find(old, row) == old.end()) changes.push_back({label, "", say(row)});
  }
}

/// What one record within the record has differently.
void changes_of_block(const std::string& name, const MasterField& field, const Json& before,
                      const Json& after, std::vector<FieldChange>& changes) {
  for (const MasterField& column : field.columns) {
    const Json &was = member_of(before, column.name), &is = member_of(after, column.name);
    if (column.kind == ValueKind::blocks) {
      changes_of_blocks(name, column, was, is, changes);
      continue;
    }
    if (was == is) continue;
    if (column.kind == ValueKind::rows) {
      changes_of_rows(name, column, was, is, changes);
      continue;
    }
    FieldChange change{name + ", " + std::string(column.label), say_value(column, was),
                       say_value(column, is)};
    if (change.before != change.after) changes.push_back(std::move(change));
  }
}

/// What two versions of the records within a record have differently, one by one.
void changes_of_blocks(std::string_view within, const MasterField& field, const Json& was,
                       const Json& is, std::vector<FieldChange>& changes) {
  if (was == is) return;
  const Json none = Json::array();
  const Json &old = was.is_array() ? was : none, &now = is.is_array() ? is : none;
  const std::string one = named_block(within, field, "");
  for (const Json& before : old) {
    const std::string code = say_column(field.columns.front(), before);
    const Json& after = find_block(field, now, code);
    if (after.is_null()) {
      changes.push_back({one, say_block(field, before), ""});
      continue;
    }
    changes_of_block(named_block(within, field, code), field, before, after, changes);
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
        std::string text = row.is_object() ? plain_text(row, column.name) : "";
        if (text.empty()) continue;
        if (!column.options.empty()) text = say_value(column, Json(text));
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
    if (field.kind == ValueKind::blocks) return changes_of_blocks("", field, was, is, changes);
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
