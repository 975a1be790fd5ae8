#pragma once
// The list of orders at the company, page by page, and the words for their states.
// In: a filter, the server's pages. Out: rows with a state that anyone understands: who, since
// when and why. It keeps what it has while a newer first page is on its way.
// Drafts are not here: they are on this device (draft_book).
//
//     OrderList list(edge, false);   list.choose(OrderFilter::waiting);   list.rows();

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

enum class OrderFilter : std::uint8_t { all, waiting, sent_back, accepted, refused, cancelled };
inline constexpr int order_filters = 6;
std::string_view filter_label(OrderFilter filter);   // "Sent back"
std::string_view filter_word(OrderFilter filter);    // "sent_back"; "" for all

/// "Waiting for the order desk", "Sent back by Dora".
std::string state_words(const OrderRow& row);
/// The same with since when: "… since 09:12".
std::string state_since_words(const OrderRow& row, const Clock& clock);
/// The first reason's sentence, or "".
std::string why_words(const std::vector<Reason>& reasons);
std::string total_text(const OrderRow& row);

class OrderList {
 public:
  OrderList(const Edge& edge, bool only_mine);

  void choose(OrderFilter filter);
  OrderFilter filter() const { return filter_; }
  /// Asks for the first page again; what is shown stays until it comes.
  void refresh();
  void ask_more();
  const std::vector<OrderRow>& rows() const { return rows_; }
  bool has_more() const { return !before_.empty(); }
  bool is_asking() const { return asking_; }
  bool has_answer() const { return answered_ms_ != 0; }
  std::int64_t answered_ms() const { return answered_ms_; }
  /// How many stand in which state; nothing until the server said so.
  const std::optional<OrderCounts>& counts() const { return counts_; }
  /// Why the last question failed; empty where it did not.
  const std::string& failure() const { return failure_; }

 private:
  void ask(const std::string& before);
  void ask_counts();
  void take(const Answer& answer, bool first_page);
  Edge edge_;
  bool only_mine_;
  OrderFilter filter_ = OrderFilter::all;
  std::vector<OrderRow> rows_;
  std::optional<OrderCounts> counts_;
  std::string before_, failure_;
  std::int64_t answered_ms_ = 0;
  bool asking_ = false;
  /// Answers to a question that is no longer the last one are dropped.
  std::shared_ptr<int> question_ = std::make_shared<int>(0);
};

}  // namespace tally::app
