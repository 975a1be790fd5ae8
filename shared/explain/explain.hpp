// Explain: the product's one voice. Turns issues and figures into sentences.
// In go values of data/; out comes English text, the same on screens, in mails, on the command
// line and in problem details. Every sentence and mend of an issue stands in base/codes.def.
// It decides nothing and knows no screen.
//   say_issue(issue).sentence == "There is no product AB-104."
#pragma once

#include <string>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"

namespace tally::explain {

struct Said {
  std::string sentence;
  /// How to mend it; empty where nothing is to be done.
  std::string mend;
};

Said say_issue(const Issue& issue);
/// Where it is, in people's words: "line 4, quantity"; empty for the whole order.
std::string say_path(std::string_view path);
/// An argument's value as it stands in a sentence.
std::string say_value(const Argument::Value& value);

/// Why a line costs what it costs: "List price USD 12.50 from 24 on (list WHOLESALE); …".
std::vector<std::string> say_price(const LineOutcome& line);
/// Each step of promotions on a line: "Less USD 1.25 by promotion SPRING: USD 11.25."
std::vector<std::string> say_discounts(const LineOutcome& line);
/// "Promotion SPRING takes USD 1.25 off." or "Promotion SPRING: 4 more and it applies (10 %)."
std::string say_promotion(const PromotionOutcome& promotion);
/// What a rate card charged: the goods, the base, each surcharge and the charge, a sentence each.
std::vector<std::string> say_freight(const FreightLeg& leg);
/// What one decision of the rules came to, by which rules, and what the company adds.
std::string say_ruling(const Ruling& ruling);
/// Those that a rule made, that a person makes, or to which the company adds something.
std::vector<std::string> say_rulings(const RulesOutcome& rules);
/// "19 % VAT of DE on STANDARD" or "Exempt by certificate X-12".
std::string say_tax(const TaxWhy& why);
/// Nothing, or that the rates are those of a demo table: every print says so.
std::string say_tax_table(const Outcome& outcome);
/// The rounding policy in a sentence.
std::string say_rounding(const Outcome& outcome);
/// "Accepted.", "A person looks at it: …", "Cannot go on: …".
std::string say_verdict(const Outcome& outcome);
/// The whole outcome, for `tallystick decide --explain`: some lines of text per order line.
std::string say_outcome(const Outcome& outcome);

}  // namespace tally::explain
