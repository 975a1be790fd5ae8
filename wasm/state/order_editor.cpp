#include "wasm/state/order_editor.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

bool is_empty_line(const RawLine& line) {
  return line.sku.empty() && line.quantity.empty() && line.unit.empty() &&
         line.agreed_price.empty() && line.agreed_reason.empty() && line.note.empty() &&
         line.ship_to.empty() && line.requested_date.empty();
}

/// What a hand moves by: the case where there is one, otherwise the step; one case as cases.
Quantity pack_of(const RawLine& line, const Product* product) {
  if (product == nullptr || line.unit == "case") return units(1);
  if (product->case_pack && is_multiple(*product->case_pack, product->step)) {
    return *product->case_pack;
  }
  return product->step;
}

}  // namespace

OrderEditor::OrderEditor(OrderSheet sheet, Catalogue& catalogue, Clock clock)
    : sheet_(std::move(sheet)), catalogue_(&catalogue), clock_(std::move(clock)),
      live_(catalogue) {}

void OrderEditor::use(Catalogue& catalogue) {
  catalogue_ = &catalogue;
  live_ = LiveDecision(catalogue);
  decided_revision_ = known_.revision = 0;
}

const LiveDecision& OrderEditor::live() {
  const std::string today = clock_.today();
  if (decided_revision_ == sheet_.revision() && decided_today_ == today) return live_;
  const auto date = Date::parse(today);
  live_.decide(order(), AsOf{date.value_or(Date{})});
  decided_revision_ = sheet_.revision();
  decided_today_ = today;
  return live_;
}

bool OrderEditor::is_empty() const {
  const RawOrder& order = this->order();
  return order.customer.empty() && order.po_number.empty() && order.note.empty() &&
         order.freight.empty() && order.coupons.empty() && order.new_ship_tos.empty() &&
         !order.new_customer && std::ranges::all_of(order.lines, is_empty_line);
}

void OrderEditor::choose_customer(std::string_view code) {
  const Customer* customer = catalogue_->find_customer(code);
  if (customer == nullptr) return;
  const std::string ship_to =
      customer->ship_tos.size() == 1 ? customer->ship_tos.front().code.text() : std::string();
  const Change to_customer{.header = HeaderField::customer, .text = customer->code.text()};
  const Change to_ship_to{.header = HeaderField::ship_to, .text = ship_to};
  SheetStep step{.name = "choice of the customer",
                 .place = {.header = HeaderField::customer},
                 .changes = {to_customer, to_ship_to}};
  if (order().new_customer) {
    // Whoever is chosen takes the place of the one that was captured.
    Extras extras = extras_of(order());
    extras.new_customer.reset();
    step.changes.push_back({.extras = std::move(extras)});
  }
  sheet_.change(std::move(step));
}

void OrderEditor::type(std::size_t line, LineField field, std::string_view text) {
  if (line >= lines()) {
    if (!text.empty()) sheet_.begin_line(field, text);
    return;
  }
  sheet_.set_cell(line, field, text);
}

void OrderEditor::leave_cell(std::size_t line, LineField field) {
  if (line >= lines()) return;
  const RawLine& left = order().lines[line];
  if (field == LineField::sku) {
    const Product* product = answer_for(left.sku).product;
    if (product != nullptr) sheet_.set_cell(line, field, product->sku.text());
  }
  if (field == LineField::ship_to && !left.ship_to.empty()) {
    sheet_.set_cell(line, field, ship_to_meant(left.ship_to));
  }
  sheet_.end_typing();
  if (line + 1 == lines()) drop_blank_end();
}

void OrderEditor::drop_blank_end() {
  if (lines() > 0 && is_empty_line(order().lines.back())) {
    sheet_.delete_lines(lines() - 1, 1, "typing");
  }
}

void OrderEditor::choose_product(std::size_t line, std::string_view sku) {
  type(line, LineField::sku, sku);
  sheet_.end_typing();
}

SkuAnswer OrderEditor::answer_for(std::string_view typed) const {
  const std::string_view text = trim(typed);
  if (text.empty()) return {};
  if (const Product* exact = catalogue_->find_product(text)) return {.product = exact};
  const bool one_word = text.find(' ') == std::string_view::npos;
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;
  if (one_word && has_digit) return {};  // a SKU, though none of ours
  const auto hits = catalogue_->search_products(text, 2);
  if (hits.size() > 1) return {.several = true};
  if (hits.empty() || hits[0].match != wire::MatchKind::words) return {};
  return {.product = catalogue_->find_product(hits[0].product.sku.text())};
}

void OrderEditor::insert_line(std::size_t at) {
  sheet_.insert_lines(std::min(at, lines()), {RawLine{}}, "new line");
  sheet_.end_typing();
}

void OrderEditor::delete_line(std::size_t line) { sheet_.delete_lines(line, 1, "deleted line"); }

void OrderEditor::copy_down(std::size_t line, LineField field) {
  if (line == 0 || line > lines()) return;
  const std::string above = line_text(order().lines[line - 1], field);
  type(line, field, above);
  sheet_.end_typing();
}

void OrderEditor::step_pack(std::size_t line, int direction) {
  if (line >= lines()) return;
  RawLine changed = order().lines[line];
  const Product* product = catalogue_->find_product(changed.sku);
  const std::int64_t pack = pack_of(changed, product).thousandths;
  const auto now = parse_quantity(trim(changed.quantity));
  const std::int64_t present = now && now->thousandths > 0 ? now->thousandths : 0;
  if (present > 1'000'000'000'000 - pack) return;
  // Up to the next whole pack, or down to the one below.
  const std::int64_t packs = direction > 0 ? present / pack + 1 : (present + pack - 1) / pack - 1;
  std::int64_t next = packs * pack;
  const bool by_unit = changed.unit != "case";
  if (by_unit && product != nullptr && next > 0 && next < product->minimum.thousandths) {
    const auto least = round_up_to_multiple(product->minimum, product->step);
    next = direction > 0 && least ? least->thousandths : 0;
  }
  if (next <= 0) return;
  changed.quantity = print_quantity(Quantity{next});
  sheet_.replace_line(line, std::move(changed), "packs");
}

void OrderEditor::set_unit(std::size_t line, OrderUnit unit) {
  if (line >= lines()) return;
  RawLine changed = order().lines[line];
  changed.unit = unit == OrderUnit::case_pack ? "case" : "";
  sheet_.replace_line(line, std::move(changed), "unit");
}

std::optional<std::size_t> OrderEditor::line_to_raise(const Product& product) {
  for (std::size_t line = lines(); line-- > 0;) {
    const RawLine& each = order().lines[line];
    if (each.unit == "case" || !each.agreed_price.empty()) continue;
    const Product* its = catalogue_->find_product(each.sku);
    if (its != nullptr && its->sku == product.sku) return line;
  }
  return std::nullopt;
}

Scanned OrderEditor::scan(std::string_view code) {
  const auto scan = intake::read_scan(code);
  if (!scan) return {.words = "Nothing was scanned."};
  const Product* product = catalogue_->find_product(scan->text);
  if (product == nullptr) return {.words = "No product has the code " + scan->text + "."};
  const std::string name = product->sku.text() + " " + product->name;
  drop_blank_end();  // the code itself may have been typed into it and taken back
  if (const auto line = line_to_raise(*product)) {
    RawLine raised = order().lines[*line];
    const auto now = parse_quantity(trim(raised.quantity));
    const std::int64_t present = now && now->thousandths > 0 ? now->thousandths : 0;
    raised.quantity = print_quantity(Quantity{present + 1000});
    std::string words = name + ": " + raised.quantity;
    sheet_.replace_line(*line, std::move(raised), "scan");
    return {ScanResult::raised, *line, std::move(words)};
  }
  RawLine added{.sku = product->sku.text(), .quantity = "1"};
  added.origin.kind = OriginKind::scanned;
  sheet_.insert_lines(lines(), {std::move(added)}, "scan");
  return {ScanResult::added, lines() - 1, name + ": 1"};
}

void OrderEditor::append(std::vector<RawLine> lines, std::string name) {
  sheet_.insert_lines(this->lines(), std::move(lines), std::move(name));
}

Place OrderEditor::apply(const Fix& fix) {
  const Place place =
      fix.kind == FixKind::set_header || fix.on_header
          ? Place{.header = fix.header, .captured = fix.captured}
          : Place{.line = fix.line, .field = fix.field};
  if (fix.kind == FixKind::take_step) {
    sheet_.change(fix.step);
    return {.header = fix.header};  // the form stays shut: what it would show is mended
  }
  if (fix.kind == FixKind::set_header) sheet_.set_header(fix.header, fix.text);
  if (fix.kind == FixKind::go_there || fix.kind == FixKind::set_header) return place;
  if (fix.line >= lines()) return place;
  if (fix.kind == FixKind::delete_line) {
    delete_line(fix.line);
    return place;
  }
  if (fix.kind == FixKind::set_cell) {
    RawLine mended = order().lines[fix.line];
    line_text(mended, fix.field) = fix.text;
    sheet_.replace_line(fix.line, std::move(mended), "mend");
    return place;
  }
  if (fix.other >= lines() || fix.other == fix.line) return place;
  const RawLine& goes = order().lines[fix.line];
  RawLine stays = order().lines[fix.other];
  const auto left = parse_quantity(trim(goes.quantity));
  const auto right = parse_quantity(trim(stays.quantity));
  if (!left || !right) return place;
  stays.quantity = print_quantity(Quantity{left->thousandths + right->thousandths});
  const Change put{.at = fix.other, .removed = 1, .inserted = {std::move(stays)}};
  sheet_.change({.name = "put together",
                 .place = {.line = std::min(fix.other, fix.line), .field = LineField::quantity},
                 .changes = {put, {.at = fix.line, .removed = 1}}});
  return {.line = fix.other > fix.line ? fix.other - 1 : fix.other, .field = LineField::quantity};
}

RawOrder new_order(const Edge& edge, std::string_view channel) {
  const std::string hex = edge.random_id();
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size() && 2 * i + 2 <= hex.size(); ++i) {
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, bytes[i], 16);
  }
  RawOrder order;
  order.order_id = OrderId::from_random(bytes).text();
  order.channel = channel;
  return order;
}

}  // namespace tally::app
