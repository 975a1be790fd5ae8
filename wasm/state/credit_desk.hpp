#pragma once
// Credit as finance works through it: orders that wait for it, one after the other, and how a
// customer stands, with what finance may change of that.
// In: a person's choices and reasons. Out: the order on the table with its figures, the customer's
// standing, what was refused and where. A release goes out at once and comes back with its reason
// where the server did not take it.
// It computes no limit: figures and findings are the server's, of this moment.
//
//     desk.refresh();   desk.release("paid by wire this morning");   desk.standing()->hold;

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/credit_answers.hpp"
#include "wasm/state/master_list.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

/// Finance and administrators release credit and set it; the order desk may look.
bool may_see_credit(std::string_view role);
bool may_change_credit(std::string_view role);

class CreditDesk {
 public:
  explicit CreditDesk(const Edge& edge) : edge_(edge), customers_(edge) {}

  /// Asks for all that waits; what lies on the table stays there.
  void refresh();
  bool has_answer() const { return has_answer_; }
  const std::string& failure() const { return failure_; }
  /// The one that waits longest first.
  const std::vector<CreditOrder>& queue() const { return queue_; }
  const CreditOrder* current() const;
  std::size_t current_place() const { return place_; }
  void choose(std::size_t place);
  void choose_order(std::string_view order_id);
  /// False where there is nothing to release, or a reason is missing.
  bool release(const std::string& reason);

  /// Customers to look up, by words.
  MasterList& customers() { return customers_; }
  /// Asks how this customer stands, unless it was asked.
  void show(const std::string& customer);
  /// Asks anew of the customer that is shown.
  void look_again();
  /// nullptr until it has come.
  const CustomerStanding* standing() const { return standing_ ? &*standing_ : nullptr; }
  const std::string& standing_failure() const { return standing_failure_; }
  void set_limit(const NewLimit& wish);
  void set_hold(HoldWish wish, const std::string& reason);
  bool is_saving() const { return is_saving_; }
  /// Counts the changes that were taken: a dialog closes when it grows.
  int done() const { return done_; }
  /// Why the last change was refused, at "limit", "reason" …; "" is the rest.
  std::string refused_at(std::string_view field) const { return say_at(refused_, field); }
  void forget_refusal() { refused_.clear(); }

  struct Told {
    std::string words;
    bool is_good = false;
  };
  /// Cleared by reading.
  std::vector<Told> take_news();

 private:
  void ask(Question question, std::function<void(const Answer&)> take);
  void ask_standing();
  void change(const std::string& path, std::string body);
  void take_queue(const Answer& answer);
  void take_release(const std::string& order_id, const Answer& answer);
  void take_change(const Answer& answer);

  Edge edge_;
  MasterList customers_;
  std::vector<CreditOrder> queue_;
  std::map<std::string, CreditOrder> sent_;  // released, and the server has not said so yet
  std::size_t place_ = 0;
  std::string failure_, customer_, standing_failure_;
  std::optional<CustomerStanding> standing_;
  std::vector<Reason> refused_;
  std::vector<Told> news_;
  bool asking_ = false, has_answer_ = false, is_saving_ = false;
  int done_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
