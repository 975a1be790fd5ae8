#include "server/orders/outcome_of_record.hpp"

#include <nlohmann/json.hpp>

namespace tally::server::orders {

namespace {

using Json = nlohmann::json;

std::optional<std::int64_t> number(const Json& object, const char* field) {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::string text(const Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::optional<Money> money(const Json& object, const char* field,
                           const std::optional<Currency>& currency) {
  const auto minor = number(object, field);
  if (!minor || !currency) return std::nullopt;
  return Money{*minor, *currency};
}

LineOutcome read_line(const Json& json, const std::optional<Currency>& currency) {
  LineOutcome line;
  line.id = text(json, "id");
  line.sku = Sku::parse(text(json, "sku"));
  if (const auto quantity = number(json, "quantity")) line.quantity = Quantity{*quantity};
  line.net = money(json, "net", currency);
  line.tax = money(json, "tax", currency);
  return line;
}

}  // namespace

std::optional<Outcome> read_outcome_of_record(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || text(json, "verdict") != verdict_name(Verdict::accept)) {
    return std::nullopt;
  }
  const auto snapshot = Digest::parse(text(json, "snapshot"));
  const auto as_of = Date::parse(text(json, "as_of"));
  const auto order_id = OrderId::parse(text(json, "order_id"));
  const auto lines = json.find("lines");
  if (!snapshot || !as_of || !order_id || lines == json.end() || !lines->is_array()) {
    return std::nullopt;
  }
  Outcome outcome;
  outcome.core_version = text(json, "core_version");
  outcome.snapshot = *snapshot;
  outcome.as_of = *as_of;
  outcome.order_id = *order_id;
  outcome.customer = CustomerCode::parse(text(json, "customer"));
  outcome.po_number = text(json, "po_number");
  outcome.verdict = Verdict::accept;
  outcome.currency = Currency::parse(text(json, "currency"));
  outcome.net = money(json, "net", outcome.currency);
  outcome.tax = money(json, "tax", outcome.currency);
  outcome.total = money(json, "total", outcome.currency);
  for (const Json& line : *lines) {
    if (!line.is_object()) return std::nullopt;
    outcome.lines.push_back(read_line(line, outcome.currency));
  }
  return outcome;
}

}  // namespace tally::server::orders
