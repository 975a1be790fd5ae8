#include "wasm/screens/entry_delivery.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/data/incoterm.hpp"
#include "wasm/state/delivery_words.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::array delivery_fields{HeaderField::ship_from, HeaderField::ship_until,
                                     HeaderField::delivery, HeaderField::incoterm};

/// Something is set, or something is wrong: then it must be seen.
bool has_reason_to_show(OrderEditor& editor) {
  return std::ranges::any_of(delivery_fields, [&editor](HeaderField field) {
    return !header_text(editor.order(), field).empty() || !editor.header_error(field).empty();
  });
}

std::string usual_delivery(const OrderEditor& editor) {
  const Customer* customer = editor.customer();
  return delivery_words(customer == nullptr ? DeliveryRule::partial : customer->delivery);
}

std::string usual_incoterm(const OrderEditor& editor) {
  const Customer* customer = editor.customer();
  if (customer != nullptr && !customer->incoterm.empty()) return customer->incoterm;
  return editor.catalogue().policy().incoterm;
}

/// What is set, for the folded line.
std::string set_words(const OrderEditor& editor) {
  const RawOrder& order = editor.order();
  std::string words = window_words(order.ship_from, order.ship_until);
  for (const std::string* part : {&order.delivery, &order.incoterm}) {
    if (!part->empty()) words += (words.empty() ? "" : " · ") + *part;
  }
  return words;
}

/// One of the texts that the cell may hold; what else stands there is shown as it is.
void choose_header(OpenOrder& open, HeaderField field, const char* label,
                   std::vector<std::string> values, std::vector<std::string> words) {
  OrderEditor& editor = open.editor();
  const std::string now = field == HeaderField::delivery
                              ? ascii_lower(trim(header_text(editor.order(), field)))
                              : ascii_upper(trim(header_text(editor.order(), field)));
  auto found = std::ranges::find(values, now);
  if (found == values.end()) {
    values.push_back(now);
    words.push_back(now);
    found = values.end() - 1;
  }
  int chosen = static_cast<int>(found - values.begin());
  const int before = chosen;
  ui::select(header_key(field), label, words, chosen,
             {.error = editor.header_error(field),
              .disabled_why = open.may_edit() ? "" : "The order is being saved."});
  if (chosen == before) return;
  editor.set_header(field, values[static_cast<std::size_t>(chosen)]);
  editor.end_typing();
}

void draw_incoterm(OpenOrder& open) {
  const std::string usual = usual_incoterm(open.editor());
  std::vector<std::string> values{""}, words{usual.empty() ? "None" : "As usual: " + usual};
  for (const std::string_view each : incoterms) {
    values.emplace_back(each);
    words.push_back(incoterm_words(each));
  }
  choose_header(open, HeaderField::incoterm, "Incoterm", std::move(values), std::move(words));
}

}  // namespace

std::string header_key(HeaderField field) { return "order/" + std::string(field_name(field)); }

void draw_header_text(OpenOrder& open, HeaderField field, const char* label,
                      ui::FieldOptions options) {
  OrderEditor& editor = open.editor();
  std::string typed = header_text(editor.order(), field);
  options.error_floats = true;  // the summary says it too, and the lines keep their place
  options.error = ui::is_focused(header_key(field)) && !typed.empty() ? ""
                                                                      : editor.header_error(field);
  if (!open.may_edit()) options.disabled_why = "The order is being saved.";
  const ui::Typed result = ui::text_field(header_key(field), label, typed, options);
  if (result.changed) editor.set_header(field, typed);
  if (result.left) editor.end_typing();
}

bool EntryDelivery::has(HeaderField field) {
  return std::ranges::find(delivery_fields, field) != delivery_fields.end();
}

void EntryDelivery::unfold() { show(HeaderField::ship_from); }

void EntryDelivery::show(HeaderField field) {
  open_ = true;
  ui::focus(header_key(field));
  ui::redraw();
}

void EntryDelivery::fields(OpenOrder& open) {
  const auto from = [&] {
    draw_header_text(open, HeaderField::ship_from, "Ship from",
                     {.placeholder = "2026-03-31", .icon = ui::Icon::calendar});
  };
  const auto until = [&] {
    draw_header_text(open, HeaderField::ship_until, "Ship until",
                     {.placeholder = "2026-03-31", .icon = ui::Icon::calendar});
  };
  const auto rule = [&] {
    choose_header(open, HeaderField::delivery, "Delivery", {"", "partial", "complete"},
                  {"As usual: " + usual_delivery(open.editor()), "In parts", "Complete"});
  };
  const auto incoterm = [&] { draw_incoterm(open); };
  if (ui::available_width() < 560) {
    ui::columns({{ui::grow(), from}, {ui::grow(), until}}, {.gap = ui::space::medium});
    ui::gap(ui::space::medium);
    ui::columns({{ui::grow(), rule}, {ui::grow(), incoterm}}, {.gap = ui::space::medium});
    return;
  }
  ui::columns({{ui::fixed(148), from}, {ui::fixed(148), until}, {ui::grow(), rule},
               {ui::grow(1.4F), incoterm}},
              {.gap = ui::space::medium});
}

void EntryDelivery::draw(OpenOrder& open) {
  OrderEditor& editor = open.editor();
  if (std::exchange(order_id_, open.order_id()) != open.order_id()) open_ = had_reason_ = false;
  const bool has_reason = has_reason_to_show(editor);
  if (has_reason && !std::exchange(had_reason_, has_reason)) open_ = true;
  had_reason_ = has_reason;
  if (!open_ && !has_reason) return;  // a plain order gives no room to it
  const std::string words = set_words(editor);
  const bool says = !open_ && !words.empty();
  ui::gap(ui::space::tight);
  ui::flow(ui::space::small, [&] {
    ui::disclosure("order/days", "Days and delivery", open_, [] {});
    if (says) ui::badge(words, ui::Tone::neutral, ui::Icon::truck);
  });
  if (open_) fields(open);
}

}  // namespace tally::app
