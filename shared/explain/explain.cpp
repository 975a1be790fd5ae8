#include "shared/explain/explain.hpp"

#include <algorithm>

#include "shared/data/lookups.hpp"

namespace tally::explain {

namespace {

const Argument* find_argument(const Issue& issue, std::string_view name) {
  const auto found = std::ranges::find(issue.arguments, name, &Argument::name);
  return found == issue.arguments.end() ? nullptr : &*found;
}

/// Puts the arguments into the {places} of a sentence.
std::string fill(std::string_view sentence, const Issue& issue) {
  std::string out;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    out += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = sentence.find('}', open);
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    const Argument* argument = find_argument(issue, name);
    out += argument == nullptr ? std::string("?") : say_value(argument->value);
    sentence.remove_prefix(close + 1);
  }
  return out;
}

std::string say_field(std::string_view field);

/// "new ship-to 2, postal code" of "new_ship_tos[1].address.postal_code".
std::string say_captured(std::string_view path) {
  const std::size_t open = path.find('['), close = path.find(']');
  const std::size_t point = path.find_last_of('.');
  std::string said = path.starts_with("new_customer") ? "new customer"
                     : path.starts_with("overrides")  ? "warning passed over"
                                                      : "new ship-to";
  if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
    const std::string number(path.substr(open + 1, close - open - 1));
    const bool is_short = !number.empty() && number.size() < 7 &&
                          number.find_first_not_of("0123456789") == std::string::npos;
    if (is_short) said += " " + std::to_string(std::stoi(number) + 1);
  }
  if (point == std::string_view::npos) return said;
  return said + ", " + say_field(path.substr(point + 1));
}

std::string say_field(std::string_view field) {
  if (field.starts_with("coupons")) return "coupons";
  if (field.starts_with("new_ship_tos") || field.starts_with("new_customer") ||
      field.starts_with("overrides")) {
    return say_captured(field);
  }
  if (field == "street_1" || field == "street_2") return "street";
  if (field == "admin_area") return "state or province";
  if (field == "locality") return "city";
  if (field == "vat_id") return "VAT number";
  std::string said(field);
  std::ranges::replace(said, '_', ' ');
  if (said == "po number") return "PO number";
  if (said == "sku") return "SKU";
  if (said == "ship to") return "ship-to";
  return said;
}

}  // namespace

std::string say_value(const Argument::Value& value) {
  struct Visitor {
    std::string operator()(std::int64_t number) const {
      return print_decimal_grouped(number, 0, 0);
    }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Money& money) const { return say_money(money); }
    std::string operator()(const UnitPrice& price) const { return say_money(price); }
    std::string operator()(Quantity quantity) const { return say_quantity(quantity); }
    std::string operator()(Rate rate) const { return print_rate(rate); }
    std::string operator()(Date date) const { return date.print(); }
  };
  return std::visit(Visitor{}, value);
}

Said say_issue(const Issue& issue) {
  const CodeRow& row = code_row(issue.code);
  return {fill(row.sentence, issue), fill(row.mend, issue)};
}

std::string say_path(std::string_view path) {
  if (const auto line = parse_line_path(path)) {
    std::string said = "line " + std::to_string(line->index + 1);
    if (!line->field.empty()) said += ", " + say_field(line->field);
    return said;
  }
  return say_field(path);
}

std::string say_verdict(const Outcome& outcome) {
  const auto count = [&](Severity severity) {
    return std::ranges::count(outcome.issues, severity, &Issue::severity);
  };
  const auto things = [](auto n) {
    return n == 1 ? std::string("1 thing") : std::to_string(n) + " things";
  };
  switch (outcome.verdict) {
    case Verdict::accept: return "Accepted: the order goes through by itself.";
    case Verdict::review:
      return "A person decides: " + things(count(Severity::review)) + " to look at.";
    case Verdict::refuse: return "Cannot go on: " + things(count(Severity::error)) + " to mend.";
  }
  return {};
}

}  // namespace tally::explain
