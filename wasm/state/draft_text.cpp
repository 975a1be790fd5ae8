// The text of a stored draft: short, because a device keeps few of them in little room.
#include <utility>

#include <nlohmann/json.hpp>

#include "wasm/state/draft_book.hpp"

namespace tally::app {

namespace {

using Json = nlohmann::json;
constexpr std::int64_t form = 1;

std::string text_at(const Json& json, std::size_t place) {
  return json.is_array() && place < json.size() && json[place].is_string()
             ? json[place].get<std::string>()
             : std::string();
}

std::int64_t number_at(const Json& json, std::size_t place) {
  return json.is_array() && place < json.size() && json[place].is_number_integer()
             ? json[place].get<std::int64_t>()
             : 0;
}

const Json& part(const Json& json, const char* name) {
  static const Json none;
  const auto found = json.find(name);
  return found == json.end() ? none : *found;
}

/// [id, sku, quantity, unit, agreed price, reason, note], empty ends left off.
Json line_json(const RawLine& line) {
  Json json = {line.id};
  for (int field = 0; field < line_fields; ++field) {
    json.push_back(line_text(line, static_cast<LineField>(field)));
  }
  while (json.size() > 2 && json.back() == "") json.erase(json.size() - 1);
  return json;
}

RawLine read_line(const Json& json) {
  RawLine line{.id = text_at(json, 0)};
  for (int field = 0; field < line_fields; ++field) {
    line_text(line, static_cast<LineField>(field)) =
        text_at(json, static_cast<std::size_t>(field) + 1);
  }
  return line;
}

Json lines_json(const std::vector<RawLine>& lines) {
  Json json = Json::array();
  for (const RawLine& line : lines) json.push_back(line_json(line));
  return json;
}

std::vector<RawLine> read_lines(const Json& json) {
  std::vector<RawLine> lines;
  if (!json.is_array()) return lines;
  lines.reserve(json.size());
  for (const Json& each : json) lines.push_back(read_line(each));
  return lines;
}

Json change_json(const Change& change) {
  if (change.header) return {static_cast<int>(*change.header), change.text};
  return {change.at, change.removed, lines_json(change.inserted)};
}

Change read_change(const Json& json) {
  Change change;
  if (json.is_array() && json.size() == 2) {
    change.header = static_cast<HeaderField>(number_at(json, 0) % header_fields);
    change.text = text_at(json, 1);
    return change;
  }
  change.at = static_cast<std::size_t>(number_at(json, 0));
  change.removed = static_cast<std::size_t>(number_at(json, 1));
  if (json.is_array() && json.size() == 3) change.inserted = read_lines(json[2]);
  return change;
}

Json step_json(const SheetStep& step) {
  Json changes = Json::array();
  for (const Change& change : step.changes) changes.push_back(change_json(change));
  const int header = step.place.header ? static_cast<int>(*step.place.header) : -1;
  return {step.name, header, step.place.line, static_cast<int>(step.place.field), changes};
}

SheetStep read_step(const Json& json) {
  SheetStep step{.name = text_at(json, 0)};
  if (const std::int64_t header = number_at(json, 1); header >= 0 && header < header_fields) {
    step.place.header = static_cast<HeaderField>(header);
  }
  step.place.line = static_cast<std::size_t>(number_at(json, 2));
  step.place.field = static_cast<LineField>(number_at(json, 3) % line_fields);
  if (json.is_array() && json.size() == 5 && json[4].is_array()) {
    for (const Json& each : json[4]) step.changes.push_back(read_change(each));
  }
  return step;
}

Json steps_json(const std::deque<SheetStep>& steps) {
  Json json = Json::array();
  for (const SheetStep& step : steps) json.push_back(step_json(step));
  return json;
}

std::deque<SheetStep> read_steps(const Json& json) {
  std::deque<SheetStep> steps;
  if (!json.is_array()) return steps;
  for (const Json& each : json) steps.push_back(read_step(each));
  return steps;
}

}  // namespace

std::string write_draft(const StoredDraft& draft) {
  const RawOrder& order = draft.sheet.order();
  Json head = {order.order_id, order.channel};
  for (int field = 0; field < header_fields; ++field) {
    head.push_back(header_text(order, static_cast<HeaderField>(field)));
  }
  const Json json = {{"form", form},
                     {"opened", draft.opened_ms},
                     {"head", head},
                     {"lines", lines_json(order.lines)},
                     {"next", draft.sheet.next_line()},
                     {"undo", steps_json(draft.sheet.undo_steps())},
                     {"redo", steps_json(draft.sheet.redo_steps())}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<StoredDraft> read_draft(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || part(json, "form") != form) return std::nullopt;
  const Json& head = part(json, "head");
  RawOrder order{.order_id = text_at(head, 0), .channel = text_at(head, 1)};
  if (order.order_id.empty()) return std::nullopt;
  for (int field = 0; field < header_fields; ++field) {
    header_text(order, static_cast<HeaderField>(field)) =
        text_at(head, static_cast<std::size_t>(field) + 2);
  }
  order.lines = read_lines(part(json, "lines"));
  const Json& next = part(json, "next");
  const Json& opened = part(json, "opened");
  return StoredDraft{.sheet = OrderSheet(std::move(order), read_steps(part(json, "undo")),
                                         read_steps(part(json, "redo")),
                                         next.is_number_integer() ? next.get<std::int64_t>() : 1),
                     .opened_ms = opened.is_number_integer() ? opened.get<std::int64_t>() : 0};
}

}  // namespace tally::app
