#include "wasm/state/credit_answers.hpp"

#include <algorithm>

#include "wasm/state/json_answer.hpp"

namespace tally::app {

namespace {

using answer::integer;
using answer::Json;
using answer::read_list;
using answer::read_object;
using answer::text;

Currency currency_in(const Json& json) {
  return Currency::parse(text(json, "currency")).value_or(Currency{});
}

Money money_in(const Json& json, const char* name) {
  return {integer(json, name), currency_in(json)};
}

std::optional<std::int64_t> number_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  const bool is_there = found != json.end() && found->is_number_integer();
  return is_there ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

std::optional<Money> money_if(const Json& json, const char* name) {
  const auto minor = number_in(json, name);
  return minor ? std::optional(Money{*minor, currency_in(json)}) : std::nullopt;
}

CreditWord word_of(const std::string& verdict) {
  if (verdict == "route") return CreditWord::route;
  return verdict == "hold" ? CreditWord::hold : CreditWord::pass;
}

CreditFigures credit_figures(const Json& order) {
  const auto found = order.find("credit");
  if (found == order.end() || !found->is_object()) return {};
  const Json& json = *found;
  return {.limit = money_if(json, "limit"),
          .used = money_if(json, "used"),
          .available = money_if(json, "available"),
          .order = money_if(json, "order"),
          .over_by = money_if(json, "over_by"),
          .invoices = money_in(json, "invoices"),
          .orders = money_in(json, "orders"),
          .days_overdue = integer(json, "days_overdue"),
          .hold = text(json, "hold"),
          .word = word_of(text(json, "verdict"))};
}

CreditAccountView account_of(const Json& json) {
  return {.currency = currency_in(json),
          .limit = money_if(json, "limit"),
          .used = money_if(json, "used"),
          .available = money_if(json, "available"),
          .invoices = money_in(json, "invoices"),
          .orders = money_in(json, "orders"),
          .overdue = money_in(json, "overdue"),
          .action = text(json, "action"),
          .own_action = text(json, "own_action"),
          .overdue_days_max = number_in(json, "overdue_days_max"),
          .own_overdue_days_max = number_in(json, "own_overdue_days_max")};
}

}  // namespace

std::optional<WaitingCredit> read_waiting_credit(std::string_view body) {
  const Json json = read_object(body);
  auto orders = read_list(json, "orders", [](const Json& each) {
    return CreditOrder{.row = read_order_row(answer::dump(each)).value_or(OrderRow{}),
                       .figures = credit_figures(each),
                       .findings = read_reasons(answer::dump(each), "findings")};
  });
  if (!orders) return std::nullopt;
  std::erase_if(*orders, [](const CreditOrder& order) { return order.row.order_id.empty(); });
  const auto count = static_cast<std::int64_t>(orders->size());
  return WaitingCredit{*std::move(orders), integer(json, "total", count)};
}

std::optional<CustomerStanding> read_standing(std::string_view body) {
  const Json json = read_object(body);
  auto accounts = read_list(json, "accounts", account_of);
  if (text(json, "customer").empty() || !accounts) return std::nullopt;
  CustomerStanding standing{.customer = text(json, "customer"),
                            .name = text(json, "name"),
                            .hold = text(json, "hold"),
                            .accounts = *std::move(accounts),
                            .items = {},
                            .changes = {},
                            .revision = integer(json, "revision")};
  for (const Json& each : answer::list(json, "open_items")) {
    if (!each.is_object()) continue;
    standing.items.push_back({text(each, "invoice"), text(each, "day"), text(each, "due"),
                              money_in(each, "amount"), money_in(each, "open"),
                              integer(each, "days_overdue")});
  }
  for (const Json& each : answer::list(json, "changes")) {
    if (!each.is_object()) continue;
    standing.changes.push_back(
        {text(each, "at"), text(each, "by"), text(each, "what"), text(each, "reason")});
  }
  return standing;
}

std::string write_limit(const NewLimit& wish, std::int64_t revision) {
  Json json{{"currency", wish.currency}, {"limit", wish.limit}, {"action", wish.action},
            {"reason", wish.reason},     {"revision", revision}};
  if (!wish.overdue_days_max.empty()) json["overdue_days_max"] = wish.overdue_days_max;
  return answer::dump(json);
}

std::string write_hold(HoldWish wish, std::string_view reason, std::int64_t revision) {
  return answer::dump(
      Json{{"hold", wish == HoldWish::on}, {"reason", reason}, {"revision", revision}});
}

bool waits_for_credit(const OrderRow& row) {
  return row.state == "waiting" && std::ranges::any_of(row.reasons, [](const Reason& reason) {
           const bool is_of_credit =
               reason.code.starts_with("credit_") || reason.code == "customer_on_hold";
           return is_of_credit && reason.severity != "note";
         });
}

}  // namespace tally::app
