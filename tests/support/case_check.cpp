// What an outcome says in the words of a case, and where it differs from the case.
#include <algorithm>
#include <array>

#include "shared/data/exchange_rate.hpp"
#include "shared/explain/explain.hpp"
#include "tests/support/case_run.hpp"

namespace tally::tests {

namespace {

using Figures = std::map<std::string, std::string>;

std::string amount(const std::optional<Money>& money) {
  return money ? print_amount(*money) : "none";
}

void put_price_why(const std::string& line, const PriceWhy& why, Figures& into) {
  into[line + "source"] = why.source == PriceSource::list ? "list" : "agreed";
  if (why.list) into[line + "list"] = why.list->text();
  if (why.list_price) into[line + "list-price"] = print_amount(*why.list_price);
  if (why.list_price) into[line + "break"] = print_quantity(why.quantity_from);
  constexpr std::array<const char*, 5> levels{"contract", "customer", "group", "standard",
                                              "fallback"};
  if (why.list) into[line + "level"] = levels[static_cast<std::size_t>(why.level)];
  if (why.percent_off) into[line + "percent-off"] = print_rate(*why.percent_off);
  if (why.base_price) into[line + "base"] = print_amount(*why.base_price);
  if (why.unit == OrderUnit::case_pack) into[line + "priced-by"] = "case";
  if (why.exchange_billionths) {
    into[line + "exchange"] = print_exchange_rate(*why.exchange_billionths);
  }
  if (why.family_quantity) into[line + "family"] = print_quantity(*why.family_quantity);
  if (why.next_break && why.next_price) {
    into[line + "next"] = print_quantity(*why.next_break) + " at " + print_amount(*why.next_price);
  }
}

void put_line(const std::string& line, const LineOutcome& outcome, Figures& into) {
  into[line + "quantity"] = outcome.quantity ? print_quantity(*outcome.quantity) : "none";
  into[line + "price"] = outcome.price ? print_amount(*outcome.price) : "none";
  into[line + "net"] = amount(outcome.net);
  into[line + "tax"] = amount(outcome.tax);
  if (outcome.extended) into[line + "extended"] = amount(outcome.extended);
  std::string steps;
  for (const LineDiscount& step : outcome.discounts) {
    steps += (steps.empty() ? "" : " then ") + step.promotion.text() + " " +
             print_amount(step.amount);
  }
  if (!steps.empty()) into[line + "steps"] = steps;
  if (outcome.price_why) put_price_why(line, *outcome.price_why, into);
  put_line_taxes(line, outcome, into);
}

/// "promotion SPRING" -> "12.50 off", "nearly 4 more", "outdone by SUMMER" or "failed".
void put_promotion(const PromotionOutcome& promotion, Figures& into) {
  std::string said = "failed";
  if (promotion.state == PromotionState::applied) said = print_amount(promotion.discount) + " off";
  if (promotion.state == PromotionState::outdone) {
    said = promotion.outdone_by ? "outdone by " + promotion.outdone_by->text() : "outdone";
  }
  if (promotion.state == PromotionState::nearly) said = "nearly";
  if (promotion.missing_amount) said += " " + print_amount(*promotion.missing_amount) + " more";
  if (promotion.missing_quantity) {
    said += " " + print_quantity(*promotion.missing_quantity) + " more";
  }
  into["promotion " + promotion.promotion.text()] = said;
}

std::string value_of(const Figures& figures, const std::string& name) {
  const auto found = figures.find(name);
  return found == figures.end() ? "none" : found->second;
}

std::string title_of(const Issue& issue) {
  return std::string(code_row(issue.code).name) + " at " + issue.path;
}

/// The expected issues with those that a case only counts ("and 9999 more"), one by one.
std::vector<ExpectedIssue> unfold(const std::vector<ExpectedIssue>& expected, const Issues& found) {
  std::vector<ExpectedIssue> all;
  for (const ExpectedIssue& issue : expected) {
    all.push_back(issue);
    for (std::size_t i = 0; i < issue.more; ++i) {
      const bool same =
          all.size() < found.size() && code_row(found[all.size()].code).name == issue.code;
      all.push_back({issue.code, same ? found[all.size()].path : "", {}, {}, 0});
    }
  }
  return all;
}

void compare_issue(const ExpectedIssue& expected, const Issue& issue,
                   std::vector<std::string>& said) {
  const std::string found = title_of(issue);
  if (found != expected.code + " at " + expected.path) {
    said.push_back("issue " + expected.code + " at " + expected.path + " came as " + found);
    return;
  }
  const auto voice = explain::say_issue(issue);
  if (expected.sentence && *expected.sentence != voice.sentence) {
    said.push_back("issue " + found + " says: " + voice.sentence);
  }
  if (expected.mend && *expected.mend != voice.mend) {
    said.push_back("issue " + found + " has the mend: " + voice.mend);
  }
}

void compare_issues(const Case& wanted, const CaseResult& result, std::vector<std::string>& said) {
  const auto expected = unfold(wanted.expected.issues, result.issues);
  for (std::size_t i = 0; i < std::max(expected.size(), result.issues.size()); ++i) {
    if (i >= result.issues.size()) {
      said.push_back("missing: issue " + expected[i].code + " at " + expected[i].path);
    } else if (i >= expected.size()) {
      said.push_back("not expected: issue " + title_of(result.issues[i]));
    } else {
      compare_issue(expected[i], result.issues[i], said);
    }
  }
}

void compare_figures(const Case& wanted, const Figures& figures, std::vector<std::string>& said) {
  for (const auto& [name, value] : wanted.expected.figures) {
    const std::string found = value_of(figures, name);
    if (found != value) said.push_back(name + " is " + found + ", expected " + value);
  }
}

/// "readable" is a company document, which has no verdict; "unreadable" has nothing.
std::string verdict_of(const Case& wanted, const CaseResult& result) {
  if (result.outcome) return std::string(verdict_name(result.outcome->verdict));
  if (result.identifier) return tests::verdict_of(*result.identifier);
  if (result.address) return tests::verdict_of(*result.address);
  if (result.freight) return verdict_of_freight(result.issues);
  if (result.terms) return result.terms->schedule ? "accept" : "refuse";
  const bool read = wanted.input == CaseInput::company_document && result.issues.empty();
  return read ? "readable" : "unreadable";
}

void compare_outcome(const Case& wanted, const CaseResult& result,
                     std::vector<std::string>& said) {
  const Expectation& expected = wanted.expected;
  const Outcome& outcome = *result.outcome;
  Figures figures = figures_of(outcome);
  put_parts(wanted, result, figures);
  compare_figures(wanted, figures, said);
  const auto groups = groups_of(outcome);
  if (!expected.groups.empty() && groups != expected.groups) {
    for (const std::string& group : groups) said.push_back("the tax groups hold: " + group);
  }
  if (expected.says.empty()) return;
  const std::string explanation = explain::say_outcome(outcome);
  for (const std::string& sentence : expected.says) {
    if (explanation.find(sentence) != std::string::npos) continue;
    said.push_back("\"" + sentence + "\" is not in the explanation:\n" + explanation);
  }
}

/// Every change must be named by the case; of the other figures those that it cares for.
void compare_address(const Case& wanted, const address::Finding& finding,
                     std::vector<std::string>& said) {
  const Figures figures = figures_of(wanted.address, finding);
  compare_figures(wanted, figures, said);
  for (const auto& [name, value] : figures) {
    if (name.starts_with("change ") && !wanted.expected.figures.contains(name)) {
      said.push_back("not expected: " + name + " to " + value);
    }
  }
}

}  // namespace

Figures figures_of(const Outcome& outcome) {
  Figures figures{{"net", amount(outcome.net)},
                  {"tax", amount(outcome.tax)},
                  {"total", amount(outcome.total)}};
  if (outcome.net) figures["currency"] = outcome.net->currency.code();
  if (outcome.ship_to) figures["ship-to"] = outcome.ship_to->text();
  put_taxes(outcome, figures);
  for (const PromotionOutcome& promotion : outcome.promotions) put_promotion(promotion, figures);
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
    put_line("line " + std::to_string(i + 1) + " ", outcome.lines[i], figures);
  }
  return figures;
}

std::vector<std::string> groups_of(const Outcome& outcome) {
  std::vector<std::string> groups;
  for (const TaxGroup& group : outcome.tax_groups) {
    groups.push_back(print_group(group));
  }
  return groups;
}

std::string print_result(const Case& wanted, const CaseResult& result) {
  std::string out = "expect " + verdict_of(wanted, result) + "\n";
  if (result.identifier) {
    for (const auto& [name, value] : figures_of(*result.identifier)) {
      out += name + " " + value + "\n";
    }
  }
  if (result.terms) {
    for (const auto& [name, value] : figures_of(*result.terms)) out += name + " " + value + "\n";
  }
  if (result.freight) {
    for (const auto& [name, value] : figures_of(*result.freight)) out += name + " " + value + "\n";
  }
  if (result.address) {
    for (const auto& [name, value] : figures_of(wanted.address, *result.address)) {
      const bool change = name.starts_with("change ");
      out += name + (change ? " to " : " ") + value + "\n";
    }
  }
  if (result.outcome) {
    Figures figures = figures_of(*result.outcome);
    put_parts(wanted, result, figures);
    for (const auto& [name, value] : figures) out += name + " " + value + "\n";
    for (const std::string& group : groups_of(*result.outcome)) out += "group " + group + "\n";
  }
  for (const Issue& issue : result.issues) {
    const auto voice = explain::say_issue(issue);
    out += "issue " + std::string(code_row(issue.code).name);
    if (!issue.path.empty()) out += " at " + issue.path;
    out += "\n  " + voice.sentence + "\n";
    if (!voice.mend.empty()) out += "  mend: " + voice.mend + "\n";
  }
  return out;
}

std::vector<std::string> differences(const Case& wanted, const CaseResult& result) {
  std::vector<std::string> said;
  const std::string verdict = verdict_of(wanted, result);
  if (verdict != wanted.expected.verdict) {
    said.push_back("the verdict is " + verdict + ", expected " + wanted.expected.verdict);
  }
  compare_issues(wanted, result, said);
  if (result.outcome) {
    compare_outcome(wanted, result, said);
  } else if (result.identifier) {
    compare_figures(wanted, figures_of(*result.identifier), said);
  } else if (result.address) {
    compare_address(wanted, *result.address, said);
  } else if (result.terms) {
    compare_figures(wanted, figures_of(*result.terms), said);
  } else if (result.freight) {
    compare_figures(wanted, figures_of(*result.freight), said);
  } else if (!wanted.expected.figures.empty()) {
    said.push_back("there is no outcome to have figures");
  }
  return said;
}

}  // namespace tally::tests
