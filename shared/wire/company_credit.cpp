#include "shared/wire/company_credit.hpp"

#include <algorithm>

#include "shared/wire/json_writer.hpp"

namespace tally::wire {

namespace {

constexpr std::int64_t overdue_days_highest = 3650;

std::optional<Money> read_limit(FieldReader& read, Currency currency) {
  const std::string text = read.figure("limit");
  if (text.empty()) return std::nullopt;
  const auto limit = parse_money(text, currency);
  if (limit && limit->minor >= 0) return *limit;
  read.refuse("limit", text, "an amount of zero or more with at most " +
                                 std::to_string(currency.decimals()) + " decimals");
  return std::nullopt;
}

std::optional<std::int32_t> read_overdue_days(FieldReader& read) {
  const std::string text = read.figure("overdue_days_max");
  if (text.empty()) return std::nullopt;
  const auto days = parse_decimal(text, 0);
  if (days && *days >= 0 && *days <= overdue_days_highest) return static_cast<std::int32_t>(*days);
  read.refuse("overdue_days_max", text, "a whole number from 0 to 3650");
  return std::nullopt;
}

CreditAccount read_account(FieldReader& read) {
  CreditAccount account;
  const auto currency = read_currency(read, "currency");
  account.currency = currency.value_or(Currency{});
  if (currency) account.limit = read_limit(read, *currency);
  else read.figure("limit");
  const std::string action = read.text("action");
  account.action = parse_credit_action(action);
  if (!account.action && !action.empty()) read.refuse("action", action, "route or hold");
  account.overdue_days_max = read_overdue_days(read);
  read.finish();
  return account;
}

}  // namespace

void read_credit(CompanyReader& reader, const Json& json, const std::string& path) {
  FieldReader read(json, path, reader.issues);
  CustomerCredit credit;
  credit.customer =
      read_code<CustomerCode>(read, "customer", Presence::required).value_or(CustomerCode{});
  credit.hold = read.text("hold");
  CodeSet currencies;
  std::size_t index = 0;
  for (const Json& item : read.array("accounts")) {
    const std::string place = read.path("accounts") + "[" + std::to_string(index++) + "]";
    FieldReader one(item, place, reader.issues);
    credit.accounts.push_back(read_account(one));
    reader.note_code(currencies, std::string(credit.accounts.back().currency.code()),
                     "credit account", place);
  }
  read.finish();
  // As the database holds them, so that a document that comes back is the same.
  std::ranges::stable_sort(credit.accounts, {},
                           [](const CreditAccount& account) { return account.currency.code(); });
  reader.expect(reader.customers, credit.customer.text(), "customer", read.path("customer"));
  reader.note_code(reader.credit, credit.customer.text(), "credit of customer", path);
  reader.company.credit.push_back(std::move(credit));
}

std::string credit_record(const CustomerCredit& credit) {
  JsonWriter json;
  json.open('{').key("customer").value(credit.customer.text()).text_field("hold", credit.hold);
  if (!credit.accounts.empty()) {
    json.key("accounts").open('[');
    for (const CreditAccount& account : credit.accounts) {
      json.open('{').key("currency").value(account.currency.code());
      if (account.limit) json.key("limit").value(print_amount(*account.limit));
      if (account.action) json.key("action").value(credit_action_name(*account.action));
      if (account.overdue_days_max) {
        json.key("overdue_days_max").value(std::int64_t{*account.overdue_days_max});
      }
      json.close('}');
    }
    json.close(']');
  }
  return json.close('}').take();
}

}  // namespace tally::wire
