#pragma once
// The order desk: what waits for a person, one after the other, answered with one key.
// In: the orders in state waiting, a person's answers. Out: the order on the table with its
// reasons and figures; the next one is there before the answer to the last has come.
// An answer that the server did not take comes back to the table with its reason.
//
//     desk.refresh();   desk.answer(DeskAnswer::approve, "");   desk.current()->view;

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/order_view.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

class Catalogue;

/// approve_short: approve, and what is not in stock comes later.
enum class DeskAnswer : std::uint8_t { approve, approve_short, send_back, cancel };

class Desk {
 public:
  explicit Desk(const Edge& edge);
  void use(Catalogue* catalogue) { catalogue_ = catalogue; }

  /// Asks for everything that waits; what lies on the table stays there.
  void refresh();
  bool is_asking() const { return asking_; }
  bool has_answer() const { return has_answer_; }
  const std::string& failure() const { return failure_; }

  /// Oldest first.
  const std::vector<OrderRow>& queue() const { return queue_; }
  const OrderRow* current() const;
  std::size_t current_place() const { return place_; }
  void choose(std::size_t place);
  void choose_order(const std::string& order_id);
  /// nullptr until it has come.
  const OrderView* current_view() const;
  /// Why the current order could not be fetched.
  std::string view_failure() const;

  /// Send back needs words. False where there is nothing to answer or words are missing.
  bool answer(DeskAnswer answer, const std::string& words);
  std::size_t answered() const { return answered_; }
  std::size_t on_their_way() const { return sent_.size(); }
  /// Sentences about answers that were not taken; cleared by reading.
  std::vector<std::string> take_news();

 private:
  void take_page(const Answer& answer);
  void take_answer(const std::string& order_id, const std::string& said, const Answer& answer);
  void fetch(const std::string& order_id);
  void fetch_around();
  struct Fetched {
    bool asking = true;
    std::string failure;
    std::optional<OrderView> view;
  };
  Edge edge_;
  Catalogue* catalogue_ = nullptr;
  std::vector<OrderRow> queue_, arriving_;
  std::map<std::string, OrderRow> sent_;  // answered, and the server has not said so yet
  std::map<std::string, Fetched> views_;
  std::vector<std::string> news_;
  std::string failure_;
  std::size_t place_ = 0, answered_ = 0;
  bool asking_ = false, has_answer_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
