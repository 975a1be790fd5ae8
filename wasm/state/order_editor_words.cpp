// The words of the order editor: what cells, hints and suggestions say.
#include <algorithm>
#include <utility>

#include "shared/pipeline/pipeline.hpp"
#include "wasm/state/order_editor.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// "from 6 · by 12 · case of 24": what a hand must know before it types.
std::string quantity_hint(const Product& product) {
  std::string hint;
  const auto add = [&hint](const std::string& part) {
    if (!hint.empty()) hint += " · ";
    hint += part;
  };
  if (product.minimum > units(1)) add("from " + say_quantity(product.minimum));
  if (product.step > units(1)) add("by " + say_quantity(product.step));
  if (product.case_pack) add("case of " + say_quantity(*product.case_pack));
  return hint;
}

bool is_unfinished(IssueCode code) {
  return code == IssueCode::sku_missing || code == IssueCode::quantity_missing ||
         code == IssueCode::agreed_price_reason_missing;
}

bool is_half_typed(IssueCode code) {
  return code == IssueCode::product_unknown || code == IssueCode::quantity_below_minimum ||
         code == IssueCode::quantity_not_multiple || code == IssueCode::agreed_price_low ||
         code == IssueCode::unit_unknown;
}

std::string status_words(const Product& product) {
  switch (product.status) {
    case ProductStatus::active: return "";
    case ProductStatus::discontinued:
      return product.successor ? "replaced by " + product.successor->text() : "discontinued";
    case ProductStatus::blocked: break;
  }
  return "blocked for sale";
}

std::string detail_of(const Product& product) {
  std::string detail = product.variant;
  for (const std::string& part : {quantity_hint(product), status_words(product)}) {
    if (!part.empty()) detail += (detail.empty() ? "" : " · ") + part;
  }
  return detail;
}

}  // namespace

LineView OrderEditor::view(std::size_t line) {
  LineView view;
  const LiveDecision& live = this->live();
  if (line >= lines() || line >= live.outcome().lines.size()) return view;
  if (const Product* product = live.product(line)) {
    const ProductWords words = product_words(*product);
    view.product = words.name;
    view.variant = words.variant;
    view.quantity_hint = quantity_hint(*product);
  }
  const LineOutcome& outcome = live.outcome().lines[line];
  if (outcome.price) view.price = amount_text(*outcome.price);
  if (outcome.net) view.net = amount_text(*outcome.net);
  if (outcome.tax) view.tax = amount_text(*outcome.tax);
  if (outcome.tax_why) {
    const bool exempt = outcome.tax_why->reason == TaxReason::exempt;
    view.tax_rate = exempt ? "exempt" : print_rate(outcome.tax_why->rate) + " %";
  }
  view.price_agreed = outcome.price_why && outcome.price_why->source == PriceSource::agreed;
  return view;
}

std::string OrderEditor::cell_error(std::size_t line, LineField field,
                                    std::optional<Place> cursor) {
  if (line >= lines()) return {};
  const Issue* issue = live().issue_of(line, field);
  if (issue == nullptr || issue->severity == Severity::note) return {};
  const bool cursor_in_row = cursor && !cursor->header && cursor->line == line;
  if (cursor_in_row && is_unfinished(issue->code)) return {};
  if (cursor_in_row && cursor->field == field && is_half_typed(issue->code)) return {};
  return say_in_cell(*issue);
}

std::string OrderEditor::header_error(HeaderField field) {
  const Issue* issue = live().issue_of(field);
  // That the customer is new is no fault of the field.
  if (issue != nullptr && issue->code == IssueCode::customer_new) return {};
  return issue == nullptr || issue->severity == Severity::note ? "" : say_in_cell(*issue);
}

std::vector<ProductChoice> OrderEditor::suggest(std::string_view typed, std::size_t limit) {
  std::vector<ProductChoice> choices;
  // One small order prices them all, by the same rules as the lines.
  RawOrder asked{.customer = order().customer, .ship_to = order().ship_to};
  asked.new_ship_tos = order().new_ship_tos;
  asked.new_customer = order().new_customer;
  for (const wire::ProductHit& hit : catalogue_->search_products(typed, limit)) {
    const Product& product = hit.product;
    choices.push_back({.sku = product.sku.text(),
                       .name = product_words(product).name,
                       .detail = detail_of(product),
                       .orderable = product.status == ProductStatus::active});
    asked.lines.push_back({.id = std::to_string(choices.size()),
                           .sku = product.sku.text(),
                           .quantity = print_quantity(product.minimum)});
  }
  LiveDecision priced(*catalogue_);
  if (choices.empty() || order().customer.empty() || !priced.decide(asked, live().as_of())) {
    return choices;
  }
  for (std::size_t place = 0; place < choices.size(); ++place) {
    const auto& price = priced.outcome().lines[place].price;
    if (price) choices[place].price = money_text(*price);
  }
  return choices;
}

std::string OrderEditor::line_name(std::size_t line) {
  if (line >= lines()) return "New line";
  std::string name = "Line " + std::to_string(line + 1);
  const std::string& sku = order().lines[line].sku;
  if (!sku.empty()) name += ", " + sku;
  if (const Product* product = live().product(line)) name += " " + product->name;
  return name;
}

}  // namespace tally::app
