// tallystick terms: when an invoice is due by its payment terms, and what its discounts come to.
#include <algorithm>
#include <iostream>
#include <map>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "shared/base/text.hpp"
#include "shared/terms/due.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::cli {

namespace {

struct TermsOptions {
  std::string terms;
  std::string date;
  std::string amount;
  std::string currency = "USD";
  std::string tax = "0";
  std::string discount_base = "with-tax";
  std::string weekend = "as-is";
  std::vector<std::string> holidays;
  bool json = false;
};

struct Invoice {
  Money total;
  Money tax;
  Date date;
  terms::Calendar calendar;
  terms::DueOptions options;
};

std::optional<int> read_terms_options(Arguments arguments, TermsOptions& options) {
  CLI::App app{"When an invoice is due by its payment terms, and what its discounts come to"};
  app.add_option("--terms", options.terms, "As on the invoice, such as \"2/10 net 30\"")
      ->required();
  app.add_option("--date", options.date, "The day of the invoice")
      ->required()
      ->type_name("YYYY-MM-DD");
  app.add_option("--amount", options.amount, "The invoice's total, with its tax")
      ->required()
      ->type_name("AMOUNT");
  app.add_option("--currency", options.currency, "By its three letters; USD where none is named")
      ->type_name("CODE");
  app.add_option("--tax", options.tax, "The part of the total that is tax; none where not named")
      ->type_name("AMOUNT");
  app.add_option("--discount-base", options.discount_base,
                 "What a discount is a percentage of: with-tax (the total) or without-tax")
      ->type_name("BASE");
  app.add_option("--weekend", options.weekend,
                 "A day on a weekend or holiday: as-is, next or previous business day")
      ->type_name("RULE");
  app.add_option("--holiday", options.holidays, "A day on which nobody pays; may be repeated")
      ->type_name("YYYY-MM-DD")
      ->allow_extra_args(false);
  app.add_flag("--json", options.json, "Print JSON instead of a table");
  app.footer("docs/terms.md says what terms are read, and how days and amounts are computed.\n"
             "Exit status: 0 computed, 1 something is wrong with the terms or the amounts, 2 the "
             "command was not understood.");
  return parse_arguments(app, "terms", arguments);
}

using Complaint = std::string;

Complaint not_a_day(std::string_view option, std::string_view text) {
  return std::string(option) + " \"" + quote_short(text) + "\" is not a day such as 2026-03-31.";
}

Complaint not_an_amount(std::string_view option, std::string_view text, Currency currency) {
  return std::string(option) + " \"" + quote_short(text) + "\" is not an amount of " +
         std::string(currency.code()) + " such as " +
         print_amount(Money{1000 * power_of_ten(currency.decimals()), currency}) + ".";
}

/// Fills the amounts; a sentence where one cannot be read.
std::optional<Complaint> read_amounts(const TermsOptions& options, Invoice& into) {
  const auto currency = Currency::parse(options.currency);
  if (!currency) {
    return "--currency \"" + quote_short(options.currency) + "\" is not a currency such as USD.";
  }
  const auto total = parse_money(options.amount, *currency);
  if (!total) return not_an_amount("--amount", options.amount, *currency);
  const auto tax = parse_money(options.tax, *currency);
  if (!tax) return not_an_amount("--tax", options.tax, *currency);
  into.total = *total;
  into.tax = *tax;
  return std::nullopt;
}

std::optional<Complaint> read_days(const TermsOptions& options, Invoice& into) {
  const auto date = Date::parse(options.date);
  if (!date) return not_a_day("--date", options.date);
  into.date = *date;
  for (const std::string& text : options.holidays) {
    const auto holiday = Date::parse(text);
    if (!holiday) return not_a_day("--holiday", text);
    into.calendar.holidays.push_back(*holiday);
  }
  return std::nullopt;
}

std::optional<Complaint> read_choices(const TermsOptions& options, Invoice& into) {
  static const std::map<std::string_view, terms::DiscountBase> bases{
      {"with-tax", terms::DiscountBase::amount_with_tax},
      {"without-tax", terms::DiscountBase::amount_without_tax}};
  static const std::map<std::string_view, terms::DayRule> rules{
      {"as-is", terms::DayRule::as_it_falls},
      {"next", terms::DayRule::next_business_day},
      {"previous", terms::DayRule::previous_business_day}};
  const auto base = bases.find(options.discount_base);
  if (base == bases.end()) {
    return "--discount-base \"" + quote_short(options.discount_base) +
           "\" is none of with-tax, without-tax.";
  }
  const auto rule = rules.find(options.weekend);
  if (rule == rules.end()) {
    return "--weekend \"" + quote_short(options.weekend) + "\" is none of as-is, next, previous.";
  }
  into.options = {.discount_base = base->second, .day_rule = rule->second};
  return std::nullopt;
}

std::string print_json(const terms::Terms& terms, const Invoice& invoice,
                       const terms::Schedule& schedule) {
  wire::JsonWriter json;
  json.open('{').key("currency").value(invoice.total.currency.code());
  json.key("instalments").open('[');
  for (const terms::Instalment& part : schedule.instalments) {
    json.open('{').key("amount").value(print_amount(part.amount)).key("discounts").open('[');
    for (const terms::Discount& discount : part.discounts) {
      json.open('{').key("off").value(print_amount(discount.off));
      json.key("pay").value(print_amount(discount.pay));
      json.key("percent").value(print_rate(discount.percent));
      json.key("until").value(discount.until.print()).close('}');
    }
    json.close(']').key("due").value(part.due.print()).close('}');
  }
  json.close(']').key("terms").value(terms::print_terms(terms));
  return json.key("total").value(print_amount(invoice.total)).close('}').take();
}

/// One row for each day on which something can be paid; the amounts stand flush right.
std::string print_table(const terms::Terms& terms, const Invoice& invoice,
                        const terms::Schedule& schedule) {
  struct Row {
    std::string day, amount, why;
  };
  std::vector<Row> rows;
  const std::size_t count = schedule.instalments.size();
  for (std::size_t i = 0; i < count; ++i) {
    const terms::Instalment& part = schedule.instalments[i];
    const std::string which = "instalment " + std::to_string(i + 1) + " of " +
                              std::to_string(count) + ", ";
    for (const terms::Discount& discount : part.discounts) {
      rows.push_back({discount.until.print(), print_amount(discount.pay),
                      (count > 1 ? which : "") + "with " + print_rate(discount.percent) +
                          " % off: " + print_amount(discount.off)});
    }
    rows.push_back({part.due.print(), print_amount(part.amount),
                    (count > 1 ? which : "") + "in full"});
  }
  const std::string amount_title(invoice.total.currency.code());
  std::size_t width = amount_title.size();
  for (const Row& row : rows) width = std::max(width, row.amount.size());
  const auto padded = [&](const std::string& text) {
    return std::string(width - text.size(), ' ') + text;
  };
  std::string out = terms::print_terms(terms) + "\n\npay by      " + padded(amount_title) + "\n";
  for (const Row& row : rows) {
    out += row.day + "  " + padded(row.amount) + "  " + row.why + "\n";
  }
  return out;
}

}  // namespace

int run_terms(Arguments arguments) {
  TermsOptions options;
  if (const auto status = read_terms_options(arguments, options)) return *status;
  Invoice invoice;
  for (const auto read : {read_amounts, read_days, read_choices}) {
    if (const auto complaint = read(options, invoice)) return refuse_words("terms", *complaint);
  }
  const auto terms = terms::read_terms(options.terms);
  if (!terms) {
    say_issues(terms.error());
    return ExitStatus::failed;
  }
  const auto schedule = terms::compute_due(*terms, invoice.total, invoice.tax, invoice.date,
                                           invoice.calendar, invoice.options);
  if (!schedule) {
    say_issues(schedule.error());
    return ExitStatus::failed;
  }
  std::cout << (options.json ? print_json(*terms, invoice, *schedule) + "\n"
                             : print_table(*terms, invoice, *schedule));
  return ExitStatus::done;
}

}  // namespace tally::server::cli
