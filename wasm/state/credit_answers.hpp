#pragma once
// Reads what the server says of credit: orders that wait for it, and how a customer stands.
// In: JSON bodies of /v1/credit and /v1/customers/{code}/credit. Out: plain structs with money that
// knows its currency; nothing where the body is not what was promised.
// It decides nothing: what passes a limit, and who may release it, the server says.
//
//     std::optional<WaitingCredit> waiting = read_waiting_credit(answer.body);

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/money.hpp"
#include "wasm/state/answers.hpp"

namespace tally::app {

/// pass: a payment or a new limit has mended it. route: finance may release it. hold: nobody may.
enum class CreditWord : std::uint8_t { pass, route, hold };

struct CreditFigures {
  std::optional<Money> limit = {}, used = {}, available = {}, order = {}, over_by = {};
  Money invoices, orders;
  std::int64_t days_overdue = 0;
  std::string hold = {};
  CreditWord word = CreditWord::pass;
};

struct CreditOrder {
  OrderRow row;
  CreditFigures figures;
  /// Of this moment; those of the row are from when it came.
  std::vector<Reason> findings;
};

struct WaitingCredit {
  std::vector<CreditOrder> orders;
  std::int64_t total = 0;
};

struct CreditAccountView {
  Currency currency;
  std::optional<Money> limit = {}, used = {}, available = {};
  Money invoices, orders, overdue;
  /// "route" or "hold", and the account's own, which is empty where the company's holds.
  std::string action, own_action;
  std::optional<std::int64_t> overdue_days_max = {}, own_overdue_days_max = {};
};

struct OpenItemView {
  std::string invoice, day, due;
  Money amount, open;
  std::int64_t days_overdue = 0;
};

struct CreditChangeView {
  std::string at, by, what, reason;
};

struct CustomerStanding {
  std::string customer, name, hold;
  std::vector<CreditAccountView> accounts;
  std::vector<OpenItemView> items;
  std::vector<CreditChangeView> changes;
  std::int64_t revision = 0;
};

std::optional<WaitingCredit> read_waiting_credit(std::string_view body);
std::optional<CustomerStanding> read_standing(std::string_view body);

/// What becomes of an account: texts as they were typed.
struct NewLimit {
  std::string currency, limit, action, overdue_days_max, reason;
};
std::string write_limit(const NewLimit& wish, std::int64_t revision);
enum class HoldWish : std::uint8_t { off, on };
std::string write_hold(HoldWish wish, std::string_view reason, std::int64_t revision);

/// Whether an order waits for its credit still, by its reasons.
bool waits_for_credit(const OrderRow& row);

}  // namespace tally::app
