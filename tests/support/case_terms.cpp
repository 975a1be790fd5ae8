// The lines of a case that is payment terms, and what comes of them.
#include "tests/support/case_run.hpp"

namespace tally::tests {

namespace {

Money read_amount(Words& words) {
  const std::string amount = words.next();
  const auto currency = Currency::parse(words.next());
  if (!currency) complain(words.line(), "a currency behind the amount");
  const auto money = parse_money(amount, *currency);
  if (!money) complain(words.line(), "an amount, such as 1000.00 USD");
  return *money;
}

Date read_day(Words& words) {
  const auto day = Date::parse(words.next());
  if (!day) complain(words.line(), "a day, such as 2026-03-02");
  return *day;
}

/// "5 6": Friday and Saturday; "none".
terms::Weekdays read_weekend(Words& words) {
  terms::Weekdays days;
  if (words.take("none")) return days;
  while (!words.at_end()) {
    const std::string day = words.next();
    if (day.size() != 1 || day < "1" || day > "7") complain(words.line(), "days from 1 to 7");
    days = days.with(day.front() - '0');
  }
  return days;
}

}  // namespace

bool open_terms(Words& words, Case& into) {
  if (!words.take("payment terms")) return false;
  into.input = CaseInput::terms;
  into.terms.text = words.rest();
  return true;
}

void read_terms_line(const CaseLine& line, CaseTerms& into) {
  Words words(line);
  if (words.take("on")) into.date = read_day(words);
  else if (words.take("total")) into.total = read_amount(words);
  else if (words.take("tax")) into.tax = read_amount(words);
  else if (words.take("holiday")) into.calendar.holidays.push_back(read_day(words));
  else if (words.take("weekend")) into.calendar.weekend = read_weekend(words);
  else if (words.take("discount without tax"))
    into.options.discount_base = terms::DiscountBase::amount_without_tax;
  else if (words.take("next business day"))
    into.options.day_rule = terms::DayRule::next_business_day;
  else if (words.take("previous business day"))
    into.options.day_rule = terms::DayRule::previous_business_day;
  else complain(line, "a line of an invoice");
  if (!words.at_end()) complain(line, "nothing more");
}

CaseResult run_terms(const Case& wanted) {
  const CaseTerms& invoice = wanted.terms;
  CaseResult result;
  result.terms.emplace();
  const auto read = terms::read_terms(invoice.text);
  if (!read) {
    result.issues = read.error();
    return result;
  }
  result.terms->written = terms::print_terms(*read);
  const Money tax = invoice.tax == Money{} ? Money{0, invoice.total.currency} : invoice.tax;
  auto schedule = terms::compute_due(*read, invoice.total, tax, invoice.date, invoice.calendar,
                                     invoice.options);
  if (schedule) result.terms->schedule = *std::move(schedule);
  else result.issues = std::move(schedule.error());
  return result;
}

std::map<std::string, std::string> figures_of(const TermsOutcome& outcome) {
  std::map<std::string, std::string> figures{{"written", outcome.written}};
  if (!outcome.schedule) return figures;
  for (std::size_t i = 0; i < outcome.schedule->instalments.size(); ++i) {
    const terms::Instalment& part = outcome.schedule->instalments[i];
    const std::string name = "instalment " + std::to_string(i + 1) + " ";
    figures[name + "due"] = part.due.print();
    figures[name + "amount"] = print_amount(part.amount);
    for (std::size_t j = 0; j < part.discounts.size(); ++j) {
      const terms::Discount& discount = part.discounts[j];
      const std::string number = std::to_string(j + 1);
      figures[name + "discount-" + number] =
          print_amount(discount.off) + " off until " + discount.until.print();
      figures[name + "pay-" + number] = print_amount(discount.pay);
    }
  }
  return figures;
}

}  // namespace tally::tests
