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

std::string say_field(std::string_view field) {
  if (field.starts_with("coupons")) return "coupons";
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
