#pragma once
// What the credit screen shows of an order and of a customer, and the dialogs that change either.
// In: the credit desk, whether this person may change anything. Out: widgets; a dialog hands its
// wish to the desk. It asks the server nothing by itself and computes no figure.
//
//     draw_standing(desk, dialogs_, true);   dialogs_.draw(desk);

#include <string>

#include "wasm/state/credit_desk.hpp"

namespace tally::app {

/// The dialogs: which one is open, and what is typed in it.
class CreditDialogs {
 public:
  void ask_release();
  void ask_limit(const CustomerStanding& standing, const CreditAccountView* account);
  void ask_hold();
  void draw(CreditDesk& desk);

 private:
  enum class Form : std::uint8_t { none, release, limit, hold };
  void draw_release(CreditDesk& desk);
  void draw_limit(CreditDesk& desk);
  void draw_hold(CreditDesk& desk);
  void draw_limit_fields(CreditDesk& desk);
  void draw_reason(CreditDesk& desk, std::string_view label, std::string_view hint);
  void send_release(CreditDesk& desk);
  void send(CreditDesk& desk);

  Form form_ = Form::none;
  NewLimit typed_;
  bool is_new_account_ = false, missing_ = false, entered_ = false;
  int done_ = 0;
};

/// Why it waits, as of now, and the figures of it.
void draw_credit_order(const CreditOrder& order);
/// Accounts, open items, the hold and the history of the customer that is shown.
void draw_standing(const CreditDesk& desk, CreditDialogs& dialogs, bool may_change);

}  // namespace tally::app
