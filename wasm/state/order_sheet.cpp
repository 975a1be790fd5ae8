#include "wasm/state/order_sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tally::app {

namespace {

constexpr std::array<std::string_view, header_fields> header_names = {
    "customer", "ship_to",   "po_number",  "requested_date", "note",    "freight",
    "coupons",  "ship_from", "ship_until", "delivery",       "incoterm"};
constexpr std::array<std::string_view, line_fields> line_names = {
    "sku",           "quantity", "unit",    "agreed_price",
    "agreed_reason", "note",     "ship_to", "requested_date"};

template <typename Field, std::size_t count>
std::optional<Field> find_name(const std::array<std::string_view, count>& names,
                               std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Field>(found - names.begin());
}

template <typename Order>
auto& text_of(Order& order, HeaderField field) {
  switch (field) {
    case HeaderField::customer: return order.customer;
    case HeaderField::ship_to: return order.ship_to;
    case HeaderField::po_number: return order.po_number;
    case HeaderField::requested_date: return order.requested_date;
    case HeaderField::freight: return order.freight;
    case HeaderField::coupons: return order.coupons;
    case HeaderField::ship_from: return order.ship_from;
    case HeaderField::ship_until: return order.ship_until;
    case HeaderField::delivery: return order.delivery;
    case HeaderField::incoterm: return order.incoterm;
    case HeaderField::note: break;
  }
  return order.note;
}

template <typename Line>
auto& text_of(Line& line, LineField field) {
  switch (field) {
    case LineField::sku: return line.sku;
    case LineField::quantity: return line.quantity;
    case LineField::unit: return line.unit;
    case LineField::agreed_price: return line.agreed_price;
    case LineField::agreed_reason: return line.agreed_reason;
    case LineField::ship_to: return line.ship_to;
    case LineField::requested_date: return line.requested_date;
    case LineField::note: break;
  }
  return line.note;
}

std::string typing_name(const std::string& line_id, LineField field) {
  return "line:" + line_id + "/" + std::string(field_name(field));
}

std::int64_t line_number(const std::string& id) {
  std::int64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number;
}

}  // namespace

std::string& header_text(RawOrder& order, HeaderField field) { return text_of(order, field); }
const std::string& header_text(const RawOrder& order, HeaderField field) {
  return text_of(order, field);
}
std::string& line_text(RawLine& line, LineField field) { return text_of(line, field); }
const std::string& line_text(const RawLine& line, LineField field) {
  return text_of(line, field);
}

std::string_view field_name(HeaderField field) {
  return header_names[static_cast<std::size_t>(field)];
}
std::string_view field_name(LineField field) { return line_names[static_cast<std::size_t>(field)]; }
std::optional<HeaderField> header_field(std::string_view name) {
  return find_name<HeaderField>(header_names, name.substr(0, name.find('[')));
}
std::optional<LineField> line_field(std::string_view name) {
  return find_name<LineField>(line_names, name);
}

Extras extras_of(const RawOrder& order) {
  return {order.new_ship_tos, order.new_customer, order.overrides};
}

OrderSheet::OrderSheet(RawOrder order) : OrderSheet(std::move(order), {}, {}, 1) {}

OrderSheet::OrderSheet(RawOrder order, std::deque<SheetStep> undo, std::deque<SheetStep> redo,
                       std::int64_t next_line)
    : order_(std::move(order)),
      undo_(std::move(undo)),
      redo_(std::move(redo)),
      next_line_(std::max<std::int64_t>(1, next_line)) {
  for (const RawLine& line : order_.lines) {
    next_line_ = std::max(next_line_, line_number(line.id) + 1);
  }
}

void OrderSheet::set_header(HeaderField field, std::string_view text) {
  if (header_text(order_, field) == text) return;
  const std::string typing = "header/" + std::string(field_name(field));
  const Change change{.header = field, .text = std::string(text)};
  if (goes_on(typing)) {
    apply(change);
    ++revision_;
    return;
  }
  this->change({.name = "typing", .place = {.header = field}, .changes = {change}});
  typing_ = typing;
}

void OrderSheet::set_cell(std::size_t line, LineField field, std::string_view text) {
  if (line >= order_.lines.size() || line_text(order_.lines[line], field) == text) return;
  const std::string typing = typing_name(order_.lines[line].id, field);
  if (goes_on(typing)) {
    line_text(order_.lines[line], field) = text;
    ++revision_;
    return;
  }
  RawLine changed = order_.lines[line];
  line_text(changed, field) = text;
  change({.name = "typing",
          .place = {.line = line, .field = field},
          .changes = {{.at = line, .removed = 1, .inserted = {std::move(changed)}}}});
  typing_ = typing;
}

void OrderSheet::insert_lines(std::size_t at, std::vector<RawLine> lines, std::string name) {
  if (lines.empty()) return;
  at = std::min(at, order_.lines.size());
  for (RawLine& line : lines) line.id = std::to_string(next_line_++);
  change({.name = std::move(name),
          .place = {.line = at},
          .changes = {{.at = at, .inserted = std::move(lines)}}});
}

void OrderSheet::begin_line(LineField field, std::string_view text) {
  RawLine line;
  line_text(line, field) = text;
  const std::size_t at = order_.lines.size();
  insert_lines(at, {std::move(line)}, "typing");
  undo_.back().place.field = field;
  // It is one step with the rest of the word.
  typing_ = typing_name(order_.lines[at].id, field);
}

void OrderSheet::delete_lines(std::size_t at, std::size_t count, std::string name) {
  if (at >= order_.lines.size() || count == 0) return;
  count = std::min(count, order_.lines.size() - at);
  change({.name = std::move(name),
          .place = {.line = at},
          .changes = {{.at = at, .removed = count}}});
}

void OrderSheet::replace_line(std::size_t at, RawLine line, std::string name) {
  if (at >= order_.lines.size() || order_.lines[at] == line) return;
  change({.name = std::move(name),
          .place = {.line = at, .field = LineField::quantity},
          .changes = {{.at = at, .removed = 1, .inserted = {std::move(line)}}}});
}

void OrderSheet::change(SheetStep step) {
  for (Change& each : step.changes) {
    for (RawLine& line : each.inserted) {
      if (line.id.empty()) line.id = std::to_string(next_line_++);
    }
  }
  typing_.clear();
  redo_.clear();
  remember(apply(step));
}

std::optional<Place> OrderSheet::undo() {
  if (undo_.empty()) return std::nullopt;
  typing_.clear();
  const SheetStep step = std::move(undo_.back());
  undo_.pop_back();
  redo_.push_back(apply(step));
  return step.place;
}

std::optional<Place> OrderSheet::redo() {
  if (redo_.empty()) return std::nullopt;
  typing_.clear();
  const SheetStep step = std::move(redo_.back());
  redo_.pop_back();
  remember(apply(step));
  return step.place;
}

Change OrderSheet::apply(const Change& change) {
  Change inverse;
  if (change.header) {
    inverse.header = change.header;
    inverse.text = std::exchange(header_text(order_, *change.header), change.text);
    return inverse;
  }
  if (change.extras) {
    inverse.extras = extras_of(order_);
    order_.new_ship_tos = change.extras->new_ship_tos;
    order_.new_customer = change.extras->new_customer;
    order_.overrides = change.extras->overrides;
    return inverse;
  }
  auto& lines = order_.lines;
  const std::size_t at = std::min(change.at, lines.size());
  const std::size_t removed = std::min(change.removed, lines.size() - at);
  const auto from = lines.begin() + static_cast<std::ptrdiff_t>(at);
  const auto until = from + static_cast<std::ptrdiff_t>(removed);
  inverse.at = at;
  inverse.removed = change.inserted.size();
  inverse.inserted.assign(from, until);
  const auto behind = lines.erase(from, until);
  lines.insert(behind, change.inserted.begin(), change.inserted.end());
  return inverse;
}

SheetStep OrderSheet::apply(const SheetStep& step) {
  SheetStep inverse{.name = step.name, .place = step.place, .changes = {}};
  for (const Change& change : step.changes) {
    inverse.changes.insert(inverse.changes.begin(), apply(change));
  }
  ++revision_;
  return inverse;
}

void OrderSheet::remember(SheetStep inverse) {
  undo_.push_back(std::move(inverse));
  if (undo_.size() > steps_max) undo_.pop_front();
}

bool OrderSheet::goes_on(const std::string& typing) { return typing_ == typing && !undo_.empty(); }

}  // namespace tally::app
