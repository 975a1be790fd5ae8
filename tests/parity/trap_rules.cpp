// The rules of the parity test's companies: every kind of decision, and every way of not deciding.
#include "shared/wire/rule_book_text.hpp"
#include "tests/parity/generator.hpp"

namespace tally::tests {

namespace {

constexpr std::string_view rules_of_traps = R"rules(Decide promotions.
Rule on Mondays: When the weekday is Monday and the sales channel is import, leave out the
  promotions.
Otherwise apply the promotions.

Decide discount.
Rule many: When the total quantity is at least 500, give a discount of 2.5%.
Rule web: When the sales channel is web, give a discount of 1.25%.
Rule dear: When the goods total is at least $2,000 and the largest line discount is less than 10%,
  give a discount of 7%.
Otherwise give a discount of 0%.

Decide tax.
Rule far: When the shipping country is JP and the number of lines is at most 3, exempt.
Otherwise charge tax.

Decide approval.
Rule large: When the order total is at least $30,000, send the order to manager for approval.
Rule many agreed: When the number of agreed prices is at least 2, send the order to director for
  approval.
Rule credit: When the credit used is more than 100%, send the order to manager for approval.

Decide fraud check.
Rule abroad: When the billing country differs from the shipping country, mark the order for fraud
  review.
Rule bulk: When the number of lines is at least 7 and the order total is at least $100, mark the
  order for fraud review.
Rule new and abroad: When the customer is new and the order total is at least $10, mark the order
  for fraud hold.
Otherwise mark the order for fraud none.

Decide problems.
Rule no PO: When the PO number is missing and the number of lines is at least 8, report PO number
  missing.
Rule soon: When the days until the requested date is less than 2, report delivery too soon.

Decide address step.
Rule doubt: When the address check is doubtful, handle the address by ask the customer.
Otherwise handle the address by none.

Decide payment step.
Rule web prepays: When the sales channel is web and the order total is less than $40, handle the
  payment by ask for prepayment.
Otherwise handle the payment by none.

Decide carrier.
Rule alpha: When the number of lines is at least 1, use alpha.
Rule beta: When the number of lines is at least 12, use beta.

Decide service.
Rule light: When the order weight is less than 20,000 kg, send by express.

Decide notices.
Rule heavy: When the order weight is at least 50 kg, notify manager.
Rule freight: When the freight charge is at least $1, notify customer.
)rules";

constexpr std::string_view short_rules = R"rules(Decide approval.
Rule any: When the number of lines is at least 9, send the order to director for approval.
Decide discount.
Rule all: When the number of lines is at least 1, give a discount of 3.33%.
Otherwise give a discount of 0%.
)rules";

}  // namespace

void add_rule_traps(Company& company, int number) {
  // The others show what orders come to without any.
  if (number != 5 && number != 7) return;
  RuleBookText book;
  book.currency = *Currency::parse("USD");
  wire::add_words(book, "team", {"manager", "director"});
  wire::add_words(book, "carrier", {"alpha", "beta"});
  RuleSetText part{"half of the customers", std::string(short_rules)};
  part.customer_share_percent = 30;
  if (number % 2 == 1) part.channels = {Channel::web, Channel::import};
  book.sets = {std::move(part), {"all", std::string(rules_of_traps)}};
  AutomationRow tried{.decision = "notices"};
  tried.mode = RuleMode::suggest;
  AutomationRow off{.decision = "service"};
  off.channel = Channel::web;
  off.mode = RuleMode::off;
  book.automation = {std::move(tried), std::move(off)};
  wire::complete_words(book, company);
  company.rules = std::move(book);
  // One company has no rate for orders in units of account (CLF): their amounts are missing.
  const auto to_dollars = [&](std::string_view from, std::int64_t billionths) {
    ExchangeRate rate;
    rate.from = *Currency::parse(from);
    rate.to = *Currency::parse("USD");
    rate.billionths = billionths;
    company.exchange_rates.push_back(rate);
  };
  to_dollars("JPY", 6'512'345);
  to_dollars("EUR", 1'082'500'001);
  to_dollars("KWD", 3'251'000'000);
  if (number == 7) to_dollars("CLF", 41'200'000'000);
}

}  // namespace tally::tests
