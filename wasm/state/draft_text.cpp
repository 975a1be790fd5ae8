// The text of a stored draft: short, because a device keeps few of them in little room.
#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "wasm/state/draft_book.hpp"

namespace tally::app {

namespace {

using Json = nlohmann::json;
/// What only stands in drafts of form 2 an older program would put elsewhere or lose.
constexpr std::int64_t plain_form = 1, whole_form = 2;
constexpr std::size_t plain_head = 9;
constexpr int plain_header_fields = 7;

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

/// [id, sku, quantity, unit, agreed price, reason, note, ship-to, date], empty ends left off.
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

/// Behind what stands there already.
void add_address(Json& json, const Address& address) {
  for (const std::string* field :
       {&address.recipient, &address.street_1, &address.street_2, &address.locality,
        &address.admin_area, &address.postal_code, &address.country}) {
    json.push_back(*field);
  }
}

Address read_address(const Json& json, std::size_t from) {
  return {text_at(json, from),     text_at(json, from + 1), text_at(json, from + 2),
          text_at(json, from + 3), text_at(json, from + 4), text_at(json, from + 5),
          text_at(json, from + 6)};
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

Json extras_json(const Extras& extras) {
  Json json = Json::object(), ship_tos = Json::array(), overrides = Json::array();
  for (const RawShipTo& each : extras.new_ship_tos) {
    Json fields = {each.code, each.delivery_note};
    add_address(fields, each.address);
    ship_tos.push_back(std::move(fields));
  }
  for (const RawOverride& each : extras.overrides) {
    overrides.push_back({each.code, each.path, each.reason});
  }
  if (extras.new_customer) {
    const RawCustomer& made = *extras.new_customer;
    Json fields = {made.name, made.email, made.phone, made.vat_id};
    add_address(fields, made.billing);
    json["customer"] = std::move(fields);
  }
  if (!ship_tos.empty()) json["ship_tos"] = std::move(ship_tos);
  if (!overrides.empty()) json["overrides"] = std::move(overrides);
  return json;
}

Extras read_extras(const Json& json) {
  Extras extras;
  if (!json.is_object()) return extras;
  const auto each_of = [&json](const char* name, const auto& take) {
    const Json& list = part(json, name);
    if (!list.is_array()) return;
    for (const Json& each : list) take(each);
  };
  each_of("ship_tos", [&extras](const Json& each) {
    extras.new_ship_tos.push_back({text_at(each, 0), read_address(each, 2), text_at(each, 1)});
  });
  each_of("overrides", [&extras](const Json& each) {
    extras.overrides.push_back({text_at(each, 0), text_at(each, 1), text_at(each, 2)});
  });
  const Json& made = part(json, "customer");
  if (!made.is_array()) return extras;
  extras.new_customer = RawCustomer{text_at(made, 0), text_at(made, 1), text_at(made, 2),
                                    text_at(made, 3), read_address(made, 4)};
  return extras;
}

Json change_json(const Change& change) {
  if (change.extras) return extras_json(*change.extras);
  if (change.header) return {static_cast<int>(*change.header), change.text};
  return {change.at, change.removed, lines_json(change.inserted)};
}

Change read_change(const Json& json) {
  Change change;
  if (json.is_object()) {
    change.extras = read_extras(json);
    return change;
  }
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

bool is_plain(const Change& change) {
  if (change.extras) return false;
  return !change.header || static_cast<int>(*change.header) < plain_header_fields;
}

bool are_plain(const std::vector<RawLine>& lines) {
  return std::ranges::all_of(lines, [](const RawLine& line) {
    return line.ship_to.empty() && line.requested_date.empty();
  });
}

/// Whether a program that knows form 1 alone would read all of it.
bool is_plain(const OrderSheet& sheet, const Json& head) {
  if (head.size() > plain_head || !extras_of(sheet.order()).empty()) return false;
  if (!are_plain(sheet.order().lines)) return false;
  for (const auto* steps : {&sheet.undo_steps(), &sheet.redo_steps()}) {
    for (const SheetStep& step : *steps) {
      for (const Change& change : step.changes) {
        if (!is_plain(change) || !are_plain(change.inserted)) return false;
      }
    }
  }
  return true;
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
  while (head.size() > plain_head && head.back() == "") head.erase(head.size() - 1);
  const bool plain = is_plain(draft.sheet, head);
  Json json = {{"form", plain ? plain_form : whole_form},
               {"opened", draft.opened_ms},
               {"head", std::move(head)},
               {"lines", lines_json(order.lines)},
               {"next", draft.sheet.next_line()},
               {"undo", steps_json(draft.sheet.undo_steps())},
               {"redo", steps_json(draft.sheet.redo_steps())}};
  const Extras extras = extras_of(order);
  if (!extras.empty()) json["extras"] = extras_json(extras);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<StoredDraft> read_draft(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const Json& form = part(json, "form");
  if (form != plain_form && form != whole_form) return std::nullopt;
  const Json& head = part(json, "head");
  RawOrder order{.order_id = text_at(head, 0), .channel = text_at(head, 1)};
  if (order.order_id.empty()) return std::nullopt;
  for (int field = 0; field < header_fields; ++field) {
    header_text(order, static_cast<HeaderField>(field)) =
        text_at(head, static_cast<std::size_t>(field) + 2);
  }
  order.lines = read_lines(part(json, "lines"));
  Extras extras = read_extras(part(json, "extras"));
  order.new_ship_tos = std::move(extras.new_ship_tos);
  order.new_customer = std::move(extras.new_customer);
  order.overrides = std::move(extras.overrides);
  const Json& next = part(json, "next");
  const Json& opened = part(json, "opened");
  return StoredDraft{.sheet = OrderSheet(std::move(order), read_steps(part(json, "undo")),
                                         read_steps(part(json, "redo")),
                                         next.is_number_integer() ? next.get<std::int64_t>() : 1),
                     .opened_ms = opened.is_number_integer() ? opened.get<std::int64_t>() : 0};
}

}  // namespace tally::app
