#include "wasm/state/credit_desk.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string path_of_credit(const std::string& customer) {
  return "/v1/customers/" + percent_encoded(customer);
}

/// What the server found when it tried: it stands behind the reasons there were before.
std::string last_finding(const OrderRow& row) {
  const auto found = std::ranges::find_if(
      row.reasons.rbegin(), row.reasons.rend(),
      [](const Reason& reason) { return reason.severity != "note"; });
  if (found == row.reasons.rend()) return "It still waits.";
  return found->mend.empty() ? found->sentence : found->sentence + " " + found->mend;
}

}  // namespace

bool may_see_credit(std::string_view role) { return may_change_credit(role) || role == "desk"; }

bool may_change_credit(std::string_view role) { return role == "finance" || role == "admin"; }

void CreditDesk::ask(Question question, std::function<void(const Answer&)> take) {
  edge_.ask(std::move(question),
            [take = std::move(take), alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (!alive.expired()) take(answer);
            });
}

void CreditDesk::refresh() {
  if (asking_) return;
  asking_ = true;
  ask({.method = "GET", .path = "/v1/credit"},
      [this](const Answer& answer) { take_queue(answer); });
}

void CreditDesk::take_queue(const Answer& answer) {
  asking_ = false;
  auto waiting = answer.ok() ? read_waiting_credit(answer.body) : std::nullopt;
  if (!waiting) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  has_answer_ = true;
  const std::string kept = current() == nullptr ? "" : current()->row.order_id;
  queue_ = std::move(waiting->orders);
  std::erase_if(queue_, [this](const CreditOrder& order) {
    return sent_.contains(order.row.order_id);
  });
  place_ = std::min(place_, queue_.empty() ? 0 : queue_.size() - 1);
  choose_order(kept);
}

const CreditOrder* CreditDesk::current() const {
  return place_ < queue_.size() ? &queue_[place_] : nullptr;
}

void CreditDesk::choose(std::size_t place) {
  if (place < queue_.size()) place_ = place;
}

void CreditDesk::choose_order(std::string_view order_id) {
  const auto found = std::ranges::find_if(
      queue_, [&](const CreditOrder& order) { return order.row.order_id == order_id; });
  if (found != queue_.end()) place_ = static_cast<std::size_t>(found - queue_.begin());
}

bool CreditDesk::release(const std::string& reason) {
  const CreditOrder* order = current();
  if (order == nullptr) return false;
  const bool needs_reason = order->figures.word != CreditWord::pass;
  if (needs_reason && trim(reason).empty()) return false;
  const std::string order_id = order->row.order_id;
  const std::int64_t revision = order->row.revision;
  sent_.emplace(order_id, *order);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(place_));
  if (place_ >= queue_.size() && place_ > 0) place_ = queue_.size() - 1;
  ask({.method = "POST",
       .path = "/v1/orders/" + order_id + "/approve",
       .body = write_verdict(reason, revision)},
      [this, order_id](const Answer& answer) { take_release(order_id, answer); });
  return true;
}

void CreditDesk::take_release(const std::string& order_id, const Answer& answer) {
  const auto sent = sent_.find(order_id);
  if (sent == sent_.end()) return;
  CreditOrder order = std::move(sent->second);
  sent_.erase(sent);
  const auto detail = answer.ok() ? read_order_detail(answer.body) : std::nullopt;
  if (detail && !waits_for_credit(detail->row)) {
    const bool is_all = detail->row.state != "waiting";
    news_.push_back({order.row.number + (is_all ? " is released and accepted."
                                                : " is released; the order desk decides the rest."),
                     true});
    look_again();
    // What it uses of a limit the others of its customer feel.
    return refresh();
  }
  news_.push_back({order.row.number + " was not released. " +
                       (detail ? last_finding(detail->row) : say_failure(answer)),
                   false});
  // It comes back to the table; what was begun meanwhile stays in hand.
  queue_.insert(queue_.begin(), std::move(order));
  if (queue_.size() > 1) ++place_;
  refresh();
}

void CreditDesk::show(const std::string& customer) {
  if (customer == customer_) return;
  customer_ = customer;
  standing_.reset();
  standing_failure_.clear();
  refused_.clear();
  if (!customer.empty()) ask_standing();
}

void CreditDesk::look_again() {
  if (!customer_.empty()) ask_standing();
}

void CreditDesk::ask_standing() {
  const std::string customer = customer_;
  ask({.method = "GET", .path = path_of_credit(customer) + "/credit"},
      [this, customer](const Answer& answer) {
        if (customer != customer_) return;
        auto standing = answer.ok() ? read_standing(answer.body) : std::nullopt;
        standing_failure_ = standing ? "" : say_failure(answer);
        if (standing) standing_ = *std::move(standing);
      });
}

void CreditDesk::change(const std::string& path, std::string body) {
  refused_.clear();
  is_saving_ = true;
  ask({.method = "POST", .path = path, .body = std::move(body)},
      [this](const Answer& answer) { take_change(answer); });
}

void CreditDesk::set_limit(const NewLimit& wish) {
  if (!standing_ || is_saving_) return;
  change(path_of_credit(standing_->customer) + "/credit", write_limit(wish, standing_->revision));
}

void CreditDesk::set_hold(HoldWish wish, const std::string& reason) {
  if (!standing_ || is_saving_) return;
  change(path_of_credit(standing_->customer) + "/hold",
         write_hold(wish, reason, standing_->revision));
}

void CreditDesk::take_change(const Answer& answer) {
  is_saving_ = false;
  auto standing = answer.ok() ? read_standing(answer.body) : std::nullopt;
  if (!standing) {
    refused_ = read_refusal(answer);
    news_.push_back({"That was not saved. " + say_reason(refused_.front()), false});
    // Somebody was faster: what they made of it is shown.
    if (answer.status == 409) ask_standing();
    return;
  }
  ++done_;
  news_.push_back({"The credit of " + standing->name + " is saved.", true});
  if (standing->customer == customer_) standing_ = *std::move(standing);
  refresh();
}

std::vector<CreditDesk::Told> CreditDesk::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
