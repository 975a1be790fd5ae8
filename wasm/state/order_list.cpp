#include "wasm/state/order_list.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::array<std::string_view, order_filters> filter_labels = {
    "All", "Waiting", "Sent back", "Accepted", "Refused", "Cancelled"};
constexpr std::array<std::string_view, order_filters> filter_words = {
    "", "waiting", "sent_back", "accepted", "refused", "cancelled"};
constexpr std::string_view orders_limit = "50";

std::string by(const OrderRow& row) {
  const bool by_itself = row.state_by.empty() || row.state_by == "tallystick";
  return by_itself ? "" : " by " + row.state_by;
}

}  // namespace

std::string_view filter_label(OrderFilter filter) {
  return filter_labels[static_cast<std::size_t>(filter)];
}
std::string_view filter_word(OrderFilter filter) {
  return filter_words[static_cast<std::size_t>(filter)];
}

std::string state_words(const OrderRow& row) {
  if (row.state == "accepted") return "Accepted" + by(row);
  if (row.state == "waiting") return "Waiting for the order desk";
  if (row.state == "sent_back") return "Sent back" + by(row);
  if (row.state == "refused") return "Refused" + by(row);
  if (row.state == "cancelled") return "Cancelled" + by(row);
  return row.state;
}

std::string state_since_words(const OrderRow& row, const Clock& clock) {
  const std::int64_t since = read_instant(row.state_since);
  return since == 0 ? state_words(row) : state_words(row) + " " + since_text(clock, since);
}

std::string why_words(const std::vector<Reason>& reasons) {
  for (const char* severity : {"error", "review"}) {
    const auto gravest = std::ranges::find(reasons, severity, &Reason::severity);
    if (gravest != reasons.end()) return gravest->sentence;
  }
  return {};
}

std::string total_text(const OrderRow& row) {
  const auto currency = Currency::parse(row.currency);
  if (!row.priced || !currency) return "";
  return money_text(Money{row.total, *currency});
}

OrderList::OrderList(const Edge& edge, bool only_mine) : edge_(edge), only_mine_(only_mine) {}

void OrderList::choose(OrderFilter filter) {
  if (filter == filter_ && has_answer()) return;
  filter_ = filter;
  rows_.clear();
  before_.clear();
  answered_ms_ = 0;
  refresh();
}

void OrderList::refresh() {
  ask("");
  ask_counts();
}

void OrderList::ask_counts() {
  edge_.ask({.method = "GET", .path = "/v1/orders/counts"},
            [this, weak = std::weak_ptr<int>(question_)](const Answer& answer) {
              const auto counts = answer.ok() ? read_order_counts(answer.body) : std::nullopt;
              if (!weak.expired() && counts) counts_ = counts;
            });
}

void OrderList::ask_more() {
  if (!asking_ && has_more()) ask(before_);
}

void OrderList::ask(const std::string& before) {
  std::string path = "/v1/orders?limit=" + std::string(orders_limit);
  if (filter_ != OrderFilter::all) path += "&state=" + std::string(filter_word(filter_));
  if (only_mine_) path += "&mine=1";
  if (!before.empty()) path += "&before=" + before;
  asking_ = true;
  const int number = ++*question_;
  const bool first_page = before.empty();
  edge_.ask({.method = "GET", .path = std::move(path)},
            [this, number, first_page, weak = std::weak_ptr<int>(question_)](const Answer& answer) {
              const auto last = weak.lock();
              if (last && *last == number) take(answer, first_page);
            });
}

void OrderList::take(const Answer& answer, bool first_page) {
  asking_ = false;
  auto page = answer.ok() ? read_order_page(answer.body) : std::nullopt;
  if (!page) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  answered_ms_ = edge_.clock.now_ms();
  if (first_page) rows_.clear();
  rows_.insert(rows_.end(), std::make_move_iterator(page->orders.begin()),
               std::make_move_iterator(page->orders.end()));
  before_ = std::move(page->next);
}

}  // namespace tally::app
