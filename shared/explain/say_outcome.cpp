// The whole outcome as text for a terminal: verdict, lines, tax, totals, issues.
#include "shared/explain/explain.hpp"

namespace tally::explain {

namespace {

void say_line(std::string& out, const LineOutcome& line, std::size_t index) {
  out += "  " + std::to_string(index + 1) + ". " + (line.sku ? line.sku->text() : "(no product)");
  if (line.ordered) {
    out += "  " + say_quantity(*line.ordered) +
           (line.unit == OrderUnit::case_pack ? " case(s)" : "");
  }
  if (line.net) out += "  " + say_money(*line.net);
  out += "\n";
  for (const std::string& why : say_price(line)) out += "       " + why + "\n";
  for (const std::string& step : say_discounts(line)) out += "       " + step + "\n";
  if (line.tax && line.tax_why) {
    out += "       Tax " + say_money(*line.tax) + ": " + say_tax(*line.tax_why) + "\n";
  }
}

void say_freight(std::string& out, const FreightOutcome& freight) {
  out += "Freight " + say_money(freight.net);
  if (freight.discount.minor != 0) {
    out += " (" + say_money(freight.charge) + " less " + say_money(freight.discount) + ")";
  }
  if (freight.tax) out += ", tax " + say_money(*freight.tax);
  out += "\n";
  for (const FreightLeg& leg : freight.legs) {
    if (freight.legs.size() > 1) out += "       To " + leg.ship_to.text() + ":\n";
    for (const std::string& step : explain::say_freight(leg)) out += "       " + step + "\n";
  }
  for (const FreightPart& part : freight.parts) {
    out += "       Tax " + say_money(part.tax) + " on " + say_money(part.net) + ": " +
           say_tax(part.why) + "\n";
  }
}

void say_totals(std::string& out, const Outcome& outcome) {
  if (outcome.net) out += "Net    " + say_money(*outcome.net) + "\n";
  if (outcome.freight) say_freight(out, *outcome.freight);
  for (const TaxGroup& group : outcome.tax_groups) {
    out += "Tax    " + say_money(group.tax) + " on " + say_money(group.taxable) + ": " +
           say_tax(group.why) + "\n";
    for (std::size_t i = 0; i < group.shares.size(); ++i) {
      const Money share{group.shares[i], group.tax.currency};
      out += "       " + group.why.authorities[i].name + " " + say_money(share) + "\n";
    }
  }
  if (outcome.total) out += "Total  " + say_money(*outcome.total) + "\n";
  if (outcome.payable && outcome.cash_rounding) {
    out += "To pay " + say_money(*outcome.payable) + " (rounded to coins by " +
           say_money(*outcome.cash_rounding) + ")\n";
  }
  if (outcome.total) out += say_rounding(outcome) + "\n";
  const std::string table = say_tax_table(outcome);
  if (!table.empty()) out += table + "\n";
}

void say_issues(std::string& out, const Outcome& outcome) {
  for (const Issue& issue : outcome.issues) {
    const Said said = say_issue(issue);
    const std::string place = say_path(issue.path);
    out += std::string(severity_name(issue.severity)) + ": ";
    if (!place.empty()) out += place + ": ";
    out += said.sentence;
    if (!said.mend.empty()) out += " " + said.mend;
    out += "\n";
  }
}

}  // namespace

std::string say_outcome(const Outcome& outcome) {
  std::string out = "Order " + outcome.order_id.text();
  if (outcome.customer) out += " of customer " + outcome.customer->text();
  out += ", decided as of " + outcome.as_of.print() + "\n" + say_verdict(outcome) + "\n";
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) say_line(out, outcome.lines[i], i);
  for (const PromotionOutcome& promotion : outcome.promotions) {
    out += say_promotion(promotion) + "\n";
  }
  say_totals(out, outcome);
  if (outcome.rules) {
    for (const Ruling& ruling : outcome.rules->rulings) out += say_ruling(ruling) + "\n";
  }
  say_issues(out, outcome);
  return out;
}

}  // namespace tally::explain
