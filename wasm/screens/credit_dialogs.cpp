// The dialogs of the credit screen: a release, a limit, a hold, each with its reason.
#include <array>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/screens/credit_parts.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

/// What the company itself does beyond a limit holds where an account says nothing.
constexpr std::array<const char*, 3> limit_actions{"", "route", "hold"};

int place_of_action(const std::string& action) {
  for (std::size_t i = 0; i < limit_actions.size(); ++i) {
    if (action == limit_actions[i]) return static_cast<int>(i);
  }
  return 0;
}

std::string release_words(const CreditOrder& order) {
  std::string words = order.figures.order ? money_text(*order.figures.order) + " for " : "For ";
  words += order.row.customer_name;
  if (order.figures.over_by) {
    words += ", " + money_text(*order.figures.over_by) + " beyond the limit";
  }
  return words + ".";
}

}  // namespace

void CreditDialogs::ask_release() {
  typed_ = {};
  missing_ = false;
  form_ = Form::release;
}

void CreditDialogs::ask_limit(const CustomerStanding& standing, const CreditAccountView* account) {
  is_new_account_ = account == nullptr;
  typed_ = {};
  if (account != nullptr) {
    typed_.currency = account->currency.code();
    if (account->limit) typed_.limit = print_amount(*account->limit);
    typed_.action = account->own_action;
    if (account->own_overdue_days_max) {
      typed_.overdue_days_max = std::to_string(*account->own_overdue_days_max);
    }
  } else if (!standing.accounts.empty() && !standing.accounts.front().limit) {
    typed_.currency = standing.accounts.front().currency.code();
  }
  missing_ = false;
  form_ = Form::limit;
}

void CreditDialogs::ask_hold() {
  typed_ = {};
  missing_ = false;
  form_ = Form::hold;
}

void CreditDialogs::draw(CreditDesk& desk) {
  if (std::exchange(done_, desk.done()) != desk.done() && form_ != Form::release) {
    form_ = Form::none;
  }
  if (form_ == Form::none) return desk.forget_refusal();
  if (form_ == Form::release) return draw_release(desk);
  if (desk.standing() == nullptr) return;
  if (form_ == Form::limit) draw_limit(desk);
  else draw_hold(desk);
}

void CreditDialogs::draw_reason(CreditDesk& desk, std::string_view label, std::string_view hint) {
  const std::string error = missing_ ? "Say why in a few words." : desk.refused_at("reason");
  const ui::Typed typed = ui::text_field("credit/reason", label, typed_.reason,
                                         {.hint = std::string(hint),
                                          .error = error,
                                          .required = true});
  if (typed.changed) missing_ = false;
  entered_ = typed.entered;
  if (const std::string rest = desk.refused_at(""); !rest.empty()) {
    ui::gap(ui::space::small);
    ui::text(rest, {.type = ui::Type::caption, .ink = ui::Ink::danger});
  }
}

void CreditDialogs::draw_release(CreditDesk& desk) {
  const CreditOrder* order = desk.current();
  if (order == nullptr) {
    form_ = Form::none;
    return;
  }
  bool open = true;
  ui::dialog("credit/release-dialog",
             {.title = "Release " + order->row.number,
              .sentence = release_words(*order) + " The reason stays with the order.",
              .first_focus = "credit/reason"},
             open,
             [&] {
               draw_reason(desk, "Reason", "");
               if (entered_) send_release(desk);
             },
             [&] {
               if (ui::button("credit/release-no", "Leave it")) open = false;
               if (ui::button("credit/release-yes", "Release", {.look = ui::Look::primary})) {
                 send_release(desk);
               }
             });
  if (!open) form_ = Form::none;
}

void CreditDialogs::send_release(CreditDesk& desk) {
  missing_ = trim(typed_.reason).empty();
  if (missing_ || !desk.release(typed_.reason)) return;
  form_ = Form::none;
  if (desk.current() != nullptr) ui::announce("Next: " + desk.current()->row.number);
}

void CreditDialogs::draw_limit_fields(CreditDesk& desk) {
  ui::columns({{ui::grow(),
                [&] {
                  ui::text_field("credit/currency", "Currency", typed_.currency,
                                 {.placeholder = "USD",
                                  .error = desk.refused_at("currency"),
                                  .required = is_new_account_,
                                  .read_only = !is_new_account_});
                }},
               {ui::grow(2),
                [&] {
                  ui::text_field("credit/limit", "Credit limit", typed_.limit,
                                 {.hint = "Empty: no limit. 0 carries nothing.",
                                  .error = desk.refused_at("limit"),
                                  .kind = ui::InputKind::number,
                                  .suffix = typed_.currency});
                }}},
              {.gap = ui::space::normal});
  ui::gap(ui::space::normal);
  int chosen = place_of_action(typed_.action);
  ui::select("credit/action", "An order beyond it",
             {"As the company has it", "Finance may release it", "Nobody may release it"}, chosen,
             {.error = desk.refused_at("action")});
  typed_.action = limit_actions[static_cast<std::size_t>(chosen)];
  ui::gap(ui::space::normal);
  ui::text_field("credit/days", "Days overdue that are tolerated", typed_.overdue_days_max,
                 {.hint = "Empty: as the company has it.",
                  .error = desk.refused_at("overdue_days_max"),
                  .kind = ui::InputKind::number});
  ui::gap(ui::space::normal);
}

void CreditDialogs::draw_limit(CreditDesk& desk) {
  bool open = true;
  ui::dialog("credit/limit-dialog",
             {.title = "Credit limit of " + desk.standing()->name,
              .sentence = "It holds from the next order on. Orders that wait are looked at again "
                          "when somebody approves them.",
              .first_focus = is_new_account_ ? "credit/currency" : "credit/limit"},
             open,
             [&] {
               draw_limit_fields(desk);
               draw_reason(desk, "Reason", "It stands in the customer's credit history.");
               if (entered_) send(desk);
             },
             [&] {
               if (ui::button("credit/limit-no", "Leave it")) open = false;
               if (ui::button("credit/limit-yes", "Save",
                              {.look = ui::Look::primary, .busy = desk.is_saving()})) {
                 send(desk);
               }
             });
  if (!open) form_ = Form::none;
}

void CreditDialogs::draw_hold(CreditDesk& desk) {
  const bool is_on = !desk.standing()->hold.empty();
  const std::string& name = desk.standing()->name;
  bool open = true;
  ui::dialog("credit/hold-dialog",
             {.title = is_on ? "Take " + name + " off hold" : "Put " + name + " on hold",
              .sentence = is_on ? "It is on hold: " + desk.standing()->hold
                                : "Its orders wait, and nobody can release them until the hold is "
                                  "taken off.",
              .first_focus = "credit/reason"},
             open,
             [&] {
               draw_reason(desk, "Reason", is_on ? "" : "The order desk reads it.");
               if (entered_) send(desk);
             },
             [&] {
               if (ui::button("credit/hold-no", "Leave it")) open = false;
               if (ui::button("credit/hold-yes", is_on ? "Take the hold off" : "Put on hold",
                              {.look = is_on ? ui::Look::primary : ui::Look::danger,
                               .busy = desk.is_saving()})) {
                 send(desk);
               }
             });
  if (!open) form_ = Form::none;
}

void CreditDialogs::send(CreditDesk& desk) {
  missing_ = trim(typed_.reason).empty();
  if (missing_ || desk.is_saving()) return;
  if (form_ == Form::limit) return desk.set_limit(typed_);
  desk.set_hold(desk.standing()->hold.empty() ? HoldWish::on : HoldWish::off, typed_.reason);
}

}  // namespace tally::app
