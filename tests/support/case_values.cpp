// Values in the lines of a case.
#include "tests/support/case_values.hpp"

namespace tally::tests {

Date read_date(Words& words) {
  const auto date = Date::parse(words.next());
  if (!date) complain(words.line(), "a date such as 2026-03-31");
  return *date;
}

Currency read_currency(Words& words) {
  const auto currency = Currency::parse(words.next());
  if (!currency) complain(words.line(), "a currency such as USD");
  return *currency;
}

Quantity read_quantity(Words& words) {
  const auto quantity = parse_quantity(words.next());
  if (!quantity) complain(words.line(), "a quantity");
  return *quantity;
}

Money read_money(Words& words) {
  const Currency currency = read_currency(words);
  const auto money = parse_money(words.next(), currency);
  if (!money) complain(words.line(), "an amount");
  return *money;
}

Rate read_rate(Words& words) {
  const auto rate = parse_rate(words.next());
  if (!rate) complain(words.line(), "a percentage");
  words.take("%");
  return *rate;
}

/// ", since 2026-01-01, until 2026-06-30", each where it stands.
Validity read_validity(Words& words) {
  Validity validity;
  while (words.take(",")) {
    if (words.take("since")) {
      validity.from = read_date(words);
    } else {
      words.expect("until");
      validity.until = read_date(words);
    }
  }
  if (!words.at_end()) complain(words.line(), "nothing more");
  return validity;
}

Channel read_channel(Words& words) {
  const std::string name = words.next();
  if (const auto channel = parse_channel(name)) return *channel;
  complain(words.line(), "rep, desk, web or import");
}

}  // namespace tally::tests
