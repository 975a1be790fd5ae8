// An order's credit and a customer's standing, as cards and tables.
#include "wasm/screens/credit_parts.hpp"

#include <algorithm>
#include <vector>

#include "wasm/screens/app.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

std::string money_or(const std::optional<Money>& money, const char* otherwise) {
  return money ? money_text(*money) : otherwise;
}

std::string days_of(std::int64_t days) { return count_of(days, "day"); }

struct CreditColumn {
  enum : int { currency, limit, invoices, orders, available, overdue, beyond, change };
};

std::vector<ui::Column> account_columns(bool may_change) {
  std::vector<ui::Column> columns{
      {.id = "currency", .title = "Currency", .width = ui::fixed(84)},
      {.id = "limit", .title = "Limit", .width = ui::grow(1, 104), .right = true},
      {.id = "invoices", .title = "Invoices", .width = ui::grow(1, 104), .right = true,
       .priority = 2, .card_line = 2},
      {.id = "orders", .title = "Orders", .width = ui::grow(1, 104), .right = true, .priority = 2,
       .card_line = 2},
      {.id = "available", .title = "Available", .width = ui::grow(1, 104), .right = true},
      {.id = "overdue", .title = "Overdue", .width = ui::grow(1, 96), .right = true,
       .priority = 1, .card_line = 2},
      {.id = "beyond", .title = "Beyond it", .width = ui::fixed(132), .priority = 3,
       .card_line = 2}};
  if (may_change) {
    columns.push_back({.id = "change", .title = "Change", .width = ui::fixed(76)});
  }
  return columns;
}

struct AccountRows : ui::GridSource {
  const CustomerStanding& standing;
  explicit AccountRows(const CustomerStanding& shown) : standing(shown) {}
  const CreditAccountView& at(int row) const {
    return standing.accounts[static_cast<std::size_t>(row)];
  }
  int rows() const override { return static_cast<int>(standing.accounts.size()); }
  std::string row_key(int row) const override {
    return "account:" + std::string(at(row).currency.code());
  }
  std::string row_name(int row) const override { return std::string(at(row).currency.code()); }
  static std::string beyond(const CreditAccountView& account) {
    std::string words = account.action == "hold" ? "Nobody releases" : "Finance releases";
    return account.limit || account.overdue_days_max ? words : "";
  }
  Cell cell(int row, int column) const override {
    const CreditAccountView& account = at(row);
    switch (column) {
      case CreditColumn::currency: return {.text = std::string(account.currency.code())};
      case CreditColumn::limit:
        return {.text = account.limit ? amount_text(*account.limit) : "none",
                .ink = account.limit ? ui::Ink::normal : ui::Ink::muted, .strong = true};
      case CreditColumn::invoices: return {.text = amount_text(account.invoices)};
      case CreditColumn::orders: return {.text = amount_text(account.orders)};
      case CreditColumn::available: {
        const bool is_passed = account.available && account.available->minor < 0;
        return {.text = account.available ? amount_text(*account.available) : "",
                .ink = is_passed ? ui::Ink::danger : ui::Ink::normal, .strong = true};
      }
      case CreditColumn::overdue: {
        const bool is_overdue = account.overdue.minor > 0;
        return {.text = amount_text(account.overdue),
                .ink = is_overdue ? ui::Ink::danger : ui::Ink::muted};
      }
      case CreditColumn::beyond:
        return {.text = beyond(account), .ink = ui::Ink::muted};
      default:
        return {.kind = CellKind::button, .text = "Change the limit", .icon = ui::Icon::edit};
    }
  }
};

const std::vector<ui::Column>& item_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "invoice", .title = "Invoice", .width = ui::grow(1, 120)},
      {.id = "day", .title = "Of", .width = ui::fixed(108), .priority = 2, .card_line = 2},
      {.id = "due", .title = "Due", .width = ui::fixed(108), .card_line = 2},
      {.id = "late", .title = "Overdue", .width = ui::fixed(92), .right = true, .card_line = 2},
      {.id = "amount", .title = "Amount", .width = ui::fixed(124), .right = true, .priority = 1,
       .card_line = 2},
      {.id = "open", .title = "Open", .width = ui::fixed(124), .right = true}};
  return columns;
}

struct ItemRows : ui::GridSource {
  const CustomerStanding& standing;
  explicit ItemRows(const CustomerStanding& shown) : standing(shown) {}
  const OpenItemView& at(int row) const { return standing.items[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(standing.items.size()); }
  std::string row_key(int row) const override { return "item:" + at(row).invoice; }
  std::string row_name(int row) const override { return at(row).invoice; }
  Cell cell(int row, int column) const override {
    const OpenItemView& item = at(row);
    const bool is_late = item.days_overdue > 0;
    switch (column) {
      case 0: return {.text = item.invoice, .strong = true};
      case 1: return {.text = item.day, .ink = ui::Ink::muted};
      case 2: return {.text = item.due, .ink = is_late ? ui::Ink::danger : ui::Ink::normal};
      case 3:
        return {.text = is_late ? days_of(item.days_overdue) : "",
                .ink = ui::Ink::danger};
      case 4: return {.text = money_text(item.amount), .ink = ui::Ink::muted};
      default: return {.text = money_text(item.open), .strong = true};
    }
  }
};

void draw_accounts(const CustomerStanding& standing, CreditDialogs& dialogs, bool may_change) {
  const auto add = [&] {
    if (may_change && ui::button("credit/add-limit", "Set a limit",
                                 {.icon = ui::Icon::plus, .small = true,
                                  .action = "credit.limit"})) {
      dialogs.ask_limit(standing, nullptr);
    }
  };
  ui::card("credit/accounts", {.title = "Limits", .actions = add}, [&] {
    if (standing.accounts.empty()) {
      ui::text("No limit is set, and nothing is open: no order waits for credit.",
               {.ink = ui::Ink::muted});
      return;
    }
    const AccountRows rows(standing);
    for (const ui::GridEvent& event :
         ui::grid("credit/accounts/grid", account_columns(may_change), rows,
                  {.label = "Credit limits", .height = -1})) {
      if (event.kind == ui::GridEvent::pressed && event.row >= 0 && event.row < rows.rows()) {
        dialogs.ask_limit(standing, &rows.at(event.row));
      }
    }
  });
}

void draw_items(const CustomerStanding& standing) {
  const auto count = static_cast<std::int64_t>(standing.items.size());
  ui::card("credit/items",
           {.title = "Open items", .note = count > 0 ? count_of(count, "item") : ""}, [&] {
             if (standing.items.empty()) {
               ui::text("Nothing is open.", {.ink = ui::Ink::muted});
               return;
             }
             const ItemRows rows(standing);
             constexpr int rows_without_scroll = 12;
             constexpr float scrolled = 420;
             ui::grid("credit/items/grid", item_columns(), rows,
                      {.label = "Open items",
                       .height = rows.rows() > rows_without_scroll ? scrolled : -1});
           });
}

void draw_credit_changes(const CustomerStanding& standing) {
  ui::card("credit/history", {.title = "History"}, [&] {
    if (standing.changes.empty()) {
      ui::text("Nobody has set anything yet.", {.ink = ui::Ink::muted});
    }
    for (std::size_t i = 0; i < standing.changes.size(); ++i) {
      const CreditChangeView& change = standing.changes[i];
      if (i > 0) ui::separator();
      ui::text(capital(change.what), {.type = ui::Type::body_strong});
      ui::gap(0);
      ui::caption("by " + change.by + ", " +
                  moment_text(model().edge().clock, read_instant(change.at)));
      ui::gap(ui::space::tight);
      ui::text(change.reason, {.ink = ui::Ink::muted});
    }
  });
}

}  // namespace

void draw_credit_order(const CreditOrder& order) {
  if (order.findings.empty()) {
    ui::banner("credit/mended", ui::Tone::success,
               "Its credit carries it now: a payment or a new limit has mended it.");
  }
  for (std::size_t i = 0; i < order.findings.size(); ++i) {
    if (i > 0) ui::gap(ui::space::small);
    ui::banner("credit/finding/" + std::to_string(i),
               order.figures.word == CreditWord::hold ? ui::Tone::danger : ui::Tone::warning,
               say_reason(order.findings[i]));
  }
  ui::gap(ui::space::normal);
  const CreditFigures& figures = order.figures;
  std::vector<ui::Fact> list{
      {.label = "Credit limit", .value = money_or(figures.limit, "none in this currency")},
      {.label = "Open invoices", .value = money_text(figures.invoices)},
      {.label = "Accepted orders", .value = money_text(figures.orders)},
      {.label = "Used", .value = money_or(figures.used, "beyond counting")},
      {.label = "This order", .value = money_or(figures.order, "no total")}};
  if (figures.days_overdue > 0) {
    list.push_back({.label = "Oldest invoice overdue for", .value = days_of(figures.days_overdue),
                    .ink = ui::Ink::danger});
  }
  if (figures.over_by) {
    list.push_back({.label = "Beyond the limit by", .value = money_text(*figures.over_by),
                    .ink = ui::Ink::danger, .strong = true});
  }
  ui::card("credit/figures", {.title = "Credit"}, [&] { ui::figures("credit/sums", list); });
}

void draw_standing(const CreditDesk& desk, CreditDialogs& dialogs, bool may_change) {
  const CustomerStanding* standing = desk.standing();
  if (standing == nullptr) {
    if (desk.standing_failure().empty()) return ui::skeleton("credit/standing-loading", 6);
    ui::banner("credit/standing-failure", ui::Tone::warning, desk.standing_failure());
    return;
  }
  if (!standing->hold.empty()) {
    ui::banner("credit/hold", ui::Tone::danger, "On hold: " + standing->hold);
    ui::gap(ui::space::normal);
  }
  draw_accounts(*standing, dialogs, may_change);
  ui::gap(ui::space::normal);
  draw_items(*standing);
  ui::gap(ui::space::normal);
  draw_credit_changes(*standing);
}

}  // namespace tally::app
