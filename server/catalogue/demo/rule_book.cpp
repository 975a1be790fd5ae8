// The rules of the demo company: those of a wholesaler of its size, as its owner would write them.
#include "server/catalogue/demo/demo_parts.hpp"
#include "server/catalogue/demo/places.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::server::catalogue::demo {

namespace {

constexpr std::string_view rules_text = R"rules(# Before anything is priced.
Decide promotions.
Rule history pays what it paid: When the sales channel is import, leave out the promotions because
  "an order of the past was priced in the past".
Otherwise apply the promotions.

# Before tax. The highest that holds is given, off each line.
Decide discount.
Rule full truck: When the order weight is at least 5,000 kg, give a discount of 2% because
  "one truck is cheaper than ten parcels".
Rule large basket: When the goods before discounts is at least $15,000, give a discount of 1.5%.
Rule large basket of a key account: When the goods before discounts is at least $12,000 and the
  customer belongs to KEY, give a discount of 2.5%.
Rule web orders serve themselves: When the sales channel is web and the goods before discounts is
  at least $2,000, give a discount of 1%.
Otherwise give a discount of 0%.
Example: the goods before discounts is $16,000 and the customer belongs to KEY -> 2.5%.

Decide approval.
Rule large order: When the order total is at least $40,000, send the order to manager for
  approval.
Rule very large order: When the order total is at least $100,000, send the order to director for
  approval because "the board wants to know".
Rule deep discount: When the largest line discount is more than 25%, send the order to manager for
  approval, unless the customer belongs to KEY.
Rule deep discount for a key account: When the largest line discount is more than 35% and the
  customer belongs to KEY, send the order to director for approval.
Rule many agreed prices: When the number of agreed prices is more than 20, send the order to
  manager for approval.
Rule heavy and soon: When the order weight is at least 2,000 kg and the days until the requested
  date is at most 2, send the order to manager for approval.
Rule far beyond the credit: When the credit used is more than 1,000%, send the order to director
  for approval.
Example: the order total is $120,000 -> manager and director.
Example: the order total is $5,000 and the largest line discount is 10% -> nothing.

Decide fraud check.
Rule first and large: When it is the customer's first order and the order total is more than
  $30,000, mark the order for fraud review.
Rule new and abroad: When the customer is new and the billing country differs from the shipping
  country, mark the order for fraud review.
Rule strange place: When goods never went to this ship-to and the billing country differs from the
  shipping country and the order total is more than $20,000, mark the order for fraud review.
Rule many in an hour: When the number of orders in the last hour is at least 12, mark the order
  for fraud hold because "somebody may be trying cards or accounts".
Otherwise mark the order for fraud none.

Decide problems.
Rule certificate lapsed: When the customer is tax exempt and the days until the tax certificate
  expires is less than 0, report tax certificate expired.
Rule the same again: When the hours since the same customer ordered the same items is at most 2
  and the order total is more than $5,000, report possible duplicate.
Rule heavy and tomorrow: When the days until the requested date is less than 2 and the order
  weight is more than 500 kg, report delivery too soon.
Rule credit is nearly used: When the credit used is from 95% to 100%, report credit nearly used.

Decide address step.
Rule bad address: When the address check is failed, handle the address by hold for staff.
Otherwise handle the address by none.

Decide payment step.
Rule large web order of a new customer: When the sales channel is web and the customer is new and
  the order total is more than $2,500, handle the payment by ask for prepayment.
Rule overdue and large: When the days overdue is from 30 to 45 and the order total is more than
  $10,000, handle the payment by hold for staff.
Rule overdue and web: When the days overdue is from 30 to 45 and the sales channel is web, handle
  the payment by hold for staff. This rule overrides large web order of a new customer.
Rule overdue stands first: When the days overdue is from 30 to 45 and the order total is more than
  $10,000 and the customer is new, handle the payment by hold for staff. This rule overrides large
  web order of a new customer.
Otherwise handle the payment by none.

Decide warehouse.
Rule Americas from Reno: When the shipping country is US or CA and the whole order is in stock at
  RENO, ship from RENO.
Rule Britain and Ireland from Leeds: When the shipping country is GB or IE and the whole order is
  in stock at LEEDS, ship from LEEDS.
Rule Europe from Rotterdam: When the shipping country is DE, FR, NL, BE, ES or IT and the whole
  order is in stock at ROTTERDAM, ship from ROTTERDAM.
Rule nothing on the shelf: When the number of out-of-stock lines is at least 1, ship from
  backorder. This rule overrides Americas from Reno, Britain and Ireland from Leeds, Europe from
  Rotterdam.
Otherwise ship from split shipment.

Decide carrier.
Rule by road in Europe: When the shipping country is DE, FR, NL, BE, ES, IT or IE, use PARCEL-EU.
Rule parcels in Britain: When the shipping country is GB, use PARCEL-UK.
Otherwise use PARCEL-US.

Decide service.
Rule urgent and light: When the days until the requested date is at most 3 and the order weight is
  less than 30 kg and the order contains no hazardous goods, send by express.
Otherwise send by ground.

Decide shortage.
Rule ship what is there: When the number of out-of-stock lines is at least 1 and the order may be
  shipped in part, handle the shortage by ship what is in stock.
Rule all or nothing: When the number of out-of-stock lines is at least 1 and the order must be
  shipped complete, handle the shortage by wait.
Otherwise handle the shortage by ship complete.

Decide notices.
Rule the rep hears of large orders: When the order total is at least $25,000, notify rep.
Rule the warehouse hears of heavy orders: When the order weight is at least 1,000 kg, notify
  warehouse lead.
Rule the warehouse hears of dangerous goods: When the order contains hazardous goods, notify
  warehouse lead.
Rule the customer hears of a delay: When the number of out-of-stock lines is at least 1, notify
  customer.
Rule the credit desk hears early: When the credit used is from 90% to 100%, notify credit desk.
)rules";

}  // namespace

RuleBookText make_rule_book(const Company& company) {
  RuleBookText book;
  book.currency = *Currency::parse("USD");
  book.sets = {{"house rules", std::string(rules_text)}};
  wire::add_words(book, "team", {"manager", "director", "credit desk", "warehouse lead"});
  // A small company may have no customer of a group or country that the rules name.
  wire::add_words(book, "group", {"KEY"});
  std::vector<std::string> places;
  for (const Country& country : countries()) places.emplace_back(country.code);
  wire::add_words(book, "country", places);
  wire::complete_words(book, company);
  return book;
}

std::vector<ExchangeRate> make_exchange_rates() {
  const auto to_dollars = [](std::string_view from, std::int64_t billionths) {
    ExchangeRate rate;
    rate.from = *Currency::parse(from);
    rate.to = *Currency::parse("USD");
    rate.billionths = billionths;
    return rate;
  };
  return {to_dollars("EUR", 1'082'500'000), to_dollars("GBP", 1'271'000'000)};
}

}  // namespace tally::server::catalogue::demo
