#include "wasm/state/master_answers.hpp"

#include <algorithm>
#include <charconv>

#include "wasm/state/json_answer.hpp"

namespace tally::app {

namespace {

using answer::dump;
using answer::integer;
using answer::Json;
using answer::read_list;
using answer::read_object;
using answer::text;

/// A record's JSON; empty for null.
std::string record_text(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_object() ? dump(*found) : std::string();
}

MasterEntry read_entry(const MasterKind& kind, const Json& json) {
  MasterEntry entry{.key = text(json, "key"), .title = text(json, "title"), .cells = {},
                    .details = {}};
  const auto found = json.find("record");
  const Json record = found != json.end() && found->is_object() ? *found : Json::object();
  for (const MasterColumn& column : kind.columns) {
    entry.cells.push_back(column.text(record));
    entry.details.push_back(column.detail == nullptr ? "" : column.detail(record));
  }
  return entry;
}

std::vector<std::vector<MasterMend>> read_proposals(const Json& json) {
  std::vector<std::vector<MasterMend>> proposals;
  for (const Json& way : answer::list(json, "proposals")) {
    std::vector<MasterMend> changes;
    for (const Json& each : way.is_array() ? way : Json::array()) {
      if (!each.is_object()) continue;
      changes.push_back({text(each, "path"), text(each, "from"), text(each, "to")});
    }
    if (!changes.empty()) proposals.push_back(std::move(changes));
  }
  return proposals;
}

std::optional<std::vector<MasterIssue>> read_issues(const Json& json) {
  return read_list(json, "issues", [](const Json& each) {
    return MasterIssue{.code = text(each, "code"),
                       .path = text(each, "path"),
                       .severity = text(each, "severity"),
                       .sentence = text(each, "sentence"),
                       .mend = text(each, "mend"),
                       .proposals = read_proposals(each)};
  });
}

/// The field of that name, or the first one of the record within the record.
const MasterField* field_at(const MasterKind& kind, std::string_view name) {
  if (const MasterField* field = find_field(kind, name)) return field;
  const std::string within = std::string(name) + ".";
  for (const MasterSection& section : kind.sections) {
    for (const MasterField& field : section.fields) {
      if (field.name.starts_with(within)) return &field;
    }
  }
  return nullptr;
}

/// Reads "[2]" or "[2].name" off the path; true where the name is that of a list within the line.
bool step_into(MasterPlace& place, std::string_view& path) {
  if (!path.starts_with('[')) return false;
  const char* const last = path.data() + path.size();
  const auto number = std::from_chars(path.data() + 1, last, place.line);
  if (number.ec != std::errc{}) {
    place.line = -1;
    return false;
  }
  path.remove_prefix(std::min(path.find(']'), path.size() - 1) + 1);
  if (!path.starts_with('.')) return false;
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('['), path.size());
  const std::vector<MasterField>& columns = place.field->columns;
  const auto column = std::ranges::find(columns, path.substr(0, end), &MasterField::name);
  path.remove_prefix(end);
  if (column == columns.end()) return false;
  if (!column->has_lines()) {
    place.column = static_cast<int>(column - columns.begin());
    return false;
  }
  place.within.push_back({place.field, place.line});
  place.field = &*column;
  place.line = -1;
  return true;
}

}  // namespace

std::optional<MasterPage> read_master_page(const MasterKind& kind, std::string_view body) {
  const Json json = read_object(body);
  auto entries = read_list(json, "records", [&](const Json& each) {
    return read_entry(kind, each);
  });
  if (!entries) return std::nullopt;
  const auto count = static_cast<std::int64_t>(entries->size());
  return MasterPage{.entries = *std::move(entries),
                    .next = text(json, "next"),
                    .total = integer(json, "total", count)};
}

std::optional<MasterRecord> read_master_record(std::string_view body) {
  const Json json = read_object(body);
  if (text(json, "key").empty()) return std::nullopt;
  auto changes = read_list(json, "changes", [](const Json& each) {
    return MasterChange{.at = text(each, "at"),
                        .by = text(each, "by"),
                        .what = text(each, "what"),
                        .before = record_text(each, "before"),
                        .after = record_text(each, "after")};
  });
  return MasterRecord{.key = text(json, "key"),
                      .title = text(json, "title"),
                      .digest = text(json, "digest"),
                      .record = record_text(json, "record"),
                      .changes = std::move(changes).value_or(std::vector<MasterChange>{}),
                      .issues = read_issues(json).value_or(std::vector<MasterIssue>{})};
}

std::optional<std::vector<MasterIssue>> read_master_issues(std::string_view body) {
  return read_issues(read_object(body));
}

std::optional<MasterPlace> find_place(const MasterKind& kind, std::string_view path) {
  const std::size_t end = std::min(path.find('['), path.size());
  const MasterField* field = field_at(kind, path.substr(0, end));
  // A part of a plain field is the field.
  if (field == nullptr) field = find_field(kind, path.substr(0, path.find_first_of(".[")));
  if (field == nullptr) return std::nullopt;
  MasterPlace place{.field = field};
  path.remove_prefix(end);
  while (place.field->has_lines() && step_into(place, path)) {
  }
  return place;
}

std::string say_mend(const MasterKind& kind, const std::vector<MasterMend>& changes) {
  std::string words;
  for (const MasterMend& change : changes) {
    const auto place = find_place(kind, change.path);
    if (!place) continue;
    const bool in_line = place->line >= 0 && place->column >= 0;
    const std::string_view label =
        in_line ? place->field->columns[static_cast<std::size_t>(place->column)].label
                : place->field->label;
    if (!words.empty()) words += ", ";
    words.append(label).append(" ").append(change.to.empty() ? "empty" : change.to);
  }
  return words;
}

std::string write_master(const MasterRecord& base, std::string_view record, MasterWish wish) {
  Json json{{"record", Json::parse(record, nullptr, false)},
            {"based_on", base.digest},
            {"key", base.key}};
  json["check_only"] = wish == MasterWish::check;
  return dump(json);
}

std::string write_removal(std::string_view digest) { return dump(Json{{"based_on", digest}}); }

std::string write_master_draft(const MasterDraft& draft) {
  return dump(Json{{"kind", draft.kind},
                   {"key", draft.shown.key},
                   {"title", draft.shown.title},
                   {"digest", draft.shown.digest},
                   {"shown", draft.shown.record},
                   {"record", draft.record}});
}

std::optional<MasterDraft> read_master_draft(std::string_view kept) {
  const Json json = read_object(kept);
  if (text(json, "kind").empty()) return std::nullopt;
  return MasterDraft{.kind = text(json, "kind"),
                     .shown = {.key = text(json, "key"),
                               .title = text(json, "title"),
                               .digest = text(json, "digest"),
                               .record = text(json, "shown"),
                               .changes = {}},
                     .record = text(json, "record")};
}

}  // namespace tally::app
