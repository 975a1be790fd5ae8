// The lines of a case about parts of an order: what was shipped with which invoice, what came back.
#include "tests/support/case_run.hpp"

namespace tally::tests {

namespace {

/// "1 of line 2, 3 of line 1, freight 5.00"; also "freight with the goods" and "the rest of the
/// freight".
void read_part_items(Words& words, CasePart& part) {
  do {
    if (words.take("freight with the goods")) {
      part.request.freight_share = refund::FreightShare::goods;
    } else if (words.take("the rest of the freight")) {
      part.request.freight_share = refund::FreightShare::rest;
    } else if (words.take("freight")) {
      part.freight = words.next();
    } else {
      const auto quantity = parse_quantity(words.next());
      if (!quantity) complain(words.line(), "a quantity");
      words.expect("of line");
      part.request.lines.push_back({words.next(), *quantity});
    }
  } while (words.take(","));
}

std::string kind_of(const CasePart& part) {
  return part.kind == CasePartKind::shipped ? "invoice" : "refund";
}

void put_part(const std::string& name, const refund::Part& part,
              std::map<std::string, std::string>& into) {
  into[name + "net"] = print_amount(part.net);
  into[name + "tax"] = print_amount(part.tax);
  into[name + "total"] = print_amount(part.total);
  if (part.cash_rounding) into[name + "cash-rounding"] = print_amount(*part.cash_rounding);
  if (part.freight) into[name + "freight"] = print_amount(part.freight->net);
  if (part.freight) into[name + "freight-tax"] = print_amount(part.freight->tax);
  for (const refund::PartAmount& line : part.lines) {
    into[name + "line " + line.id + " net"] = print_amount(line.net);
    into[name + "line " + line.id + " tax"] = print_amount(line.tax);
  }
  for (std::size_t i = 0; i < part.groups.size(); ++i) {
    into[name + "group" + std::to_string(i + 1)] = print_group(part.groups[i]);
  }
}

}  // namespace

bool read_part_line(const CaseLine& line, std::vector<CasePart>& into) {
  Words words(line);
  CasePart part;
  if (words.take("returned")) part.kind = CasePartKind::returned;
  else if (!words.take("shipped")) return false;
  read_part_items(words, part);
  if (!words.at_end()) complain(line, "nothing more");
  into.push_back(std::move(part));
  return true;
}

void take_parts(const Case& wanted, CaseResult& result) {
  std::vector<refund::Part> shipped, returned;
  for (const CasePart& part : wanted.parts) {
    refund::PartRequest request = part.request;
    if (!part.freight.empty() && result.outcome->currency) {
      const auto money = parse_money(part.freight, *result.outcome->currency);
      if (!money) throw CaseMistake(wanted.name + ": no amount of freight " + part.freight);
      request.freight_minor = money->minor;
    }
    auto& earlier = part.kind == CasePartKind::shipped ? shipped : returned;
    auto taken = refund::take_part(*result.outcome, earlier, request);
    if (!taken) {
      for (Issue& issue : taken.error()) result.issues.push_back(std::move(issue));
      return;
    }
    earlier.push_back(*taken);
    result.parts.push_back(*std::move(taken));
  }
}

void put_parts(const Case& wanted, const CaseResult& result,
               std::map<std::string, std::string>& into) {
  int invoices = 0;
  int refunds = 0;
  for (std::size_t i = 0; i < result.parts.size(); ++i) {
    const CasePart& part = wanted.parts[i];
    const int number = part.kind == CasePartKind::shipped ? ++invoices : ++refunds;
    put_part(kind_of(part) + " " + std::to_string(number) + " ", result.parts[i], into);
  }
}

}  // namespace tally::tests
