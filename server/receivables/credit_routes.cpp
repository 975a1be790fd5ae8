// Credit of a customer: to read, to set, to hold. Each change needs a reason and is kept.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/ops/log.hpp"
#include "server/receivables/accounts.hpp"
#include "server/receivables/credit_json.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

using receivables::ChangedBy;
using receivables::Put;

constexpr std::size_t reason_bytes_max = 2000;
constexpr std::int64_t overdue_days_highest = 3650;

Issue refuse_value(std::string_view field, std::string value, std::string_view expected) {
  return make_issue(IssueCode::document_value_refused, std::string(field),
                    {{"value", quote_short(value)}, {"expected", std::string(expected)}});
}

std::optional<receivables::NamedCustomer> find_customer(store::Connection& db,
                                                        const Request& request) {
  const auto code = CustomerCode::parse(request.captured.front());
  return code ? receivables::find_customer(db, *code) : std::nullopt;
}

Issue unknown_customer(const Request& request) {
  return make_issue(IssueCode::credit_customer_unknown, "",
                    {{"customer", quote_short(request.captured.front())}});
}

CreditAccount read_account(const Fields& fields, Issues& issues) {
  CreditAccount account;
  const auto currency = Currency::parse(fields.text("currency"));
  if (!currency) {
    issues.push_back(
        refuse_value("currency", fields.text("currency"), "a currency such as EUR"));
    return account;
  }
  account.currency = *currency;
  if (const std::string limit = fields.text("limit"); !limit.empty()) {
    const auto amount = parse_money(limit, *currency);
    if (amount && amount->minor >= 0) account.limit = *amount;
    else issues.push_back(refuse_value("limit", limit, "an amount of zero or more"));
  }
  if (const std::string action = fields.text("action"); !action.empty()) {
    account.action = parse_credit_action(action);
    if (!account.action) issues.push_back(refuse_value("action", action, "route or hold"));
  }
  if (const std::string days = fields.text("overdue_days_max"); !days.empty()) {
    const auto number = fields.number("overdue_days_max");
    if (number && *number >= 0 && *number <= overdue_days_highest) {
      account.overdue_days_max = static_cast<std::int32_t>(*number);
    } else {
      issues.push_back(
          refuse_value("overdue_days_max", days, "a whole number from 0 to 3650, or nothing"));
    }
  }
  return account;
}

/// The reason, and the issue where there is none or too much of one.
std::string read_reason(const Fields& fields, Issues& issues) {
  std::string reason(trim(fields.text("reason")));
  if (reason.empty()) issues.push_back(make_issue(IssueCode::credit_reason_missing, "reason"));
  if (reason.size() > reason_bytes_max) {
    issues.push_back(make_issue(IssueCode::text_too_long, "reason",
                                {{"bytes", static_cast<std::int64_t>(reason.size())},
                                 {"limit", std::int64_t{reason_bytes_max}}}));
  }
  return reason;
}

/// The issue where somebody else changed the credit since the revision that was seen.
std::optional<Issue> find_stale(store::Connection& db, const CustomerCode& customer,
                                const std::optional<std::int64_t>& revision) {
  if (!revision) return std::nullopt;
  const auto changes = receivables::list_credit_changes(db, customer, 1);
  if (changes.empty() ? *revision == 0 : changes.front().number == *revision) return std::nullopt;
  const receivables::CreditChange last =
      changes.empty() ? receivables::CreditChange{} : changes.front();
  return make_issue(
      IssueCode::credit_changed_since, "",
      {{"customer", customer.text()}, {"by", last.by}, {"at", print_instant(last.at)}});
}

/// Runs one change of the customer's credit and answers with what it is then.
template <typename PutIt>
void change_credit(Services& services, const Request& request, Response& response,
                   const Fields& fields, const PutIt& put) {
  const Instant now = services.clock.now();
  std::optional<receivables::NamedCustomer> customer;
  std::optional<Issue> issue;
  const store::Written written = services.store.write([&](store::Connection& db) {
    customer = find_customer(db, request);
    if (!customer) issue = unknown_customer(request);
    else issue = find_stale(db, customer->code, fields.number("revision"));
    if (issue) return store::Keep::no;
    return put(db, customer->code) == Put::failed ? store::Keep::no : store::Keep::yes;
  });
  if (issue) return answer_problem(response, *issue, request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "credit.changed",
                 {{"customer", customer->code.text()}, {"by", request.person->login}});
  const store::Reader db = services.store.read();
  response.json(200, receivables::customer_credit_json(*db, *customer, now));
}

}  // namespace

void list_credit(Services& services, const Request&, Response& response) {
  const store::Reader db = services.store.read();
  response.json(200, receivables::waiting_credit_json(*db, services.clock.now()));
}

void show_credit(Services& services, const Request& request, Response& response) {
  const store::Reader db = services.store.read();
  const auto customer = find_customer(*db, request);
  if (!customer) return answer_problem(response, unknown_customer(request), request.path);
  response.json(200, receivables::customer_credit_json(*db, *customer, services.clock.now()));
}

void set_credit(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(
      request, {"currency", "limit", "action", "overdue_days_max", "reason", "revision"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  Issues issues;
  const CreditAccount account = read_account(*fields, issues);
  const ChangedBy by{request.person->login, services.clock.now(), read_reason(*fields, issues)};
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  change_credit(services, request, response, *fields,
                [&](store::Connection& db, const CustomerCode& customer) {
                  return receivables::put_account(db, customer, account, by);
                });
}

void hold_customer(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"hold", "reason", "revision"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  Issues issues;
  const std::string hold = fields->text("hold");
  if (hold != "true" && hold != "false") {
    issues.push_back(refuse_value("hold", hold, "true or false"));
  }
  const ChangedBy by{request.person->login, services.clock.now(), read_reason(*fields, issues)};
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  change_credit(services, request, response, *fields,
                [&](store::Connection& db, const CustomerCode& customer) {
                  return receivables::put_hold(db, customer, hold == "true" ? by.reason : "", by);
                });
}

}  // namespace tally::server::http
