#include "wasm/state/desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "wasm/state/order_list.hpp"

namespace tally::app {

namespace {

constexpr std::size_t views_kept = 200;
constexpr std::size_t fetched_ahead = 3;

std::string_view verb(DeskAnswer answer) {
  switch (answer) {
    case DeskAnswer::approve:
    case DeskAnswer::approve_short: return "approve";
    case DeskAnswer::send_back: return "send-back";
    case DeskAnswer::cancel: break;
  }
  return "cancel";
}

std::string_view said(DeskAnswer answer) {
  switch (answer) {
    case DeskAnswer::approve:
    case DeskAnswer::approve_short: return "approved";
    case DeskAnswer::send_back: return "sent back";
    case DeskAnswer::cancel: break;
  }
  return "cancelled";
}

/// What the server found when it tried: it stands behind the reasons there were before.
std::string last_reason(const OrderRow& row) {
  if (row.reasons.empty()) return "It still waits.";
  const Reason& reason = row.reasons.back();
  return reason.mend.empty() ? reason.sentence : reason.sentence + " " + reason.mend;
}

}  // namespace

Desk::Desk(const Edge& edge) : edge_(edge) {}

void Desk::refresh() {
  if (asking_) return;
  asking_ = true;
  arriving_.clear();
  edge_.ask({.method = "GET", .path = "/v1/orders?limit=100&state=waiting"},
            [this, alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (!alive.expired()) take_page(answer);
            });
}

void Desk::take_page(const Answer& answer) {
  auto page = answer.ok() ? read_order_page(answer.body) : std::nullopt;
  if (!page) {
    asking_ = false;
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  std::ranges::move(page->orders, std::back_inserter(arriving_));
  if (!page->next.empty()) {
    edge_.ask({.method = "GET",
               .path = "/v1/orders?limit=100&state=waiting&before=" + page->next},
              [this, alive = std::weak_ptr<int>(alive_)](const Answer& next) {
                if (!alive.expired()) take_page(next);
              });
    return;
  }
  asking_ = false;
  has_answer_ = true;
  const std::string kept = current() == nullptr ? "" : current()->order_id;
  queue_ = std::move(arriving_);
  arriving_.clear();
  std::erase_if(queue_, [this](const OrderRow& row) { return sent_.contains(row.order_id); });
  std::ranges::stable_sort(queue_, {}, [](const OrderRow& row) {
    return std::pair(row.state_since, row.number);
  });
  place_ = std::min(place_, queue_.empty() ? 0 : queue_.size() - 1);
  choose_order(kept);
  fetch_around();
}

const OrderRow* Desk::current() const { return place_ < queue_.size() ? &queue_[place_] : nullptr; }

void Desk::choose(std::size_t place) {
  if (place >= queue_.size()) return;
  place_ = place;
  fetch_around();
}

void Desk::choose_order(const std::string& order_id) {
  const auto found = std::ranges::find(queue_, order_id, &OrderRow::order_id);
  if (found != queue_.end()) choose(static_cast<std::size_t>(found - queue_.begin()));
}

const OrderView* Desk::current_view() const {
  const OrderRow* row = current();
  const auto found = row == nullptr ? views_.end() : views_.find(row->order_id);
  return found == views_.end() || !found->second.view ? nullptr : &*found->second.view;
}

std::string Desk::view_failure() const {
  const OrderRow* row = current();
  const auto found = row == nullptr ? views_.end() : views_.find(row->order_id);
  return found == views_.end() ? "" : found->second.failure;
}

void Desk::fetch_around() {
  const std::size_t until = std::min(queue_.size(), place_ + 1 + fetched_ahead);
  for (std::size_t at = place_; at < until; ++at) fetch(queue_[at].order_id);
}

void Desk::fetch(const std::string& order_id) {
  const auto known = views_.find(order_id);
  if (known != views_.end() && known->second.failure.empty()) return;
  if (views_.size() > views_kept) views_.clear();
  views_[order_id] = Fetched{};
  edge_.ask({.method = "GET", .path = "/v1/orders/" + order_id},
            [this, order_id, alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (alive.expired()) return;
              Fetched& fetched = views_[order_id];
              fetched.asking = false;
              auto detail = answer.ok() ? read_order_detail(answer.body) : std::nullopt;
              if (!detail) {
                fetched.failure = say_failure(answer);
                return;
              }
              fetched.failure.clear();
              fetched.view = make_order_view(*std::move(detail), catalogue_, edge_.clock);
            });
}

bool Desk::answer(DeskAnswer answer, const std::string& words) {
  const OrderRow* row = current();
  if (row == nullptr || (answer == DeskAnswer::send_back && words.empty())) return false;
  const std::string order_id = row->order_id;
  const std::string done(said(answer));
  const OrderView* view = current_view();
  const std::int64_t revision = view == nullptr ? row->revision : view->detail.row.revision;
  sent_.emplace(order_id, *row);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(place_));
  if (place_ >= queue_.size() && place_ > 0) place_ = queue_.size() - 1;
  fetch_around();
  edge_.ask({.method = "POST",
             .path = "/v1/orders/" + order_id + "/" + std::string(verb(answer)),
             .body = write_verdict(words, revision,
                                   answer == DeskAnswer::approve_short ? Backorder::yes
                                                                       : Backorder::no)},
            [this, order_id, done, alive = std::weak_ptr<int>(alive_)](const Answer& came) {
              if (!alive.expired()) take_answer(order_id, done, came);
            });
  return true;
}

void Desk::take_answer(const std::string& order_id, const std::string& done, const Answer& answer) {
  const auto sent = sent_.find(order_id);
  if (sent == sent_.end()) return;
  OrderRow row = std::move(sent->second);
  sent_.erase(sent);
  views_.erase(order_id);
  const auto detail = answer.ok() ? read_order_detail(answer.body) : std::nullopt;
  const bool still_waits = detail && detail->row.state == "waiting";
  if (answer.ok() && !still_waits) {
    ++answered_;
    return;
  }
  if (still_waits) row = detail->row;
  news_.push_back("Order " + row.number + " was not " + done + ". " +
                  (still_waits ? last_reason(row) : say_failure(answer)));
  // It comes back to the table; what was begun meanwhile stays in hand.
  queue_.insert(queue_.begin(), std::move(row));
  if (queue_.size() > 1) ++place_;
  refresh();
}

std::vector<std::string> Desk::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
