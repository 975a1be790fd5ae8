#include "shared/device_log/engine.hpp"

#include <algorithm>

#include "shared/base/planted.hpp"

namespace tally::device_log {

namespace {

Obstacle obstacle_of(int status) {
  if (status == 0) return Obstacle::no_network;
  if (status == 401 || status == 403) return Obstacle::not_enrolled;
  if (status == 429 || status == 503) return Obstacle::server_busy;
  if (status >= 500 && status != 511) return Obstacle::server_fault;
  if (status == 400 || status == 413 || status == 415 || status == 422) {
    return Obstacle::refused_request;
  }
  // 200 without an answer of ours, a redirect, 404, 511: something stands in between.
  return Obstacle::portal;
}

}  // namespace

Engine::Engine(Healed healed, CopiesWanted copies)
    : book_(std::move(healed.book)), copies_(copies) {
  if (healed.repairs.empty()) return;
  repairing_ = next_id_;
  put_write(std::move(healed.repairs));
}

void Engine::put_write(Write write) {
  if (write.empty()) return;
  disk_rests_ = false;
  writes_.push_back({next_id_++, std::move(write)});
}

std::expected<void, EntryFault> Engine::capture(const CaptureRequest& request, Instant now) {
  if (!owner_) {
    return std::unexpected(EntryFault{"Another window of this app has taken over saving. Go on "
                                      "there, or take over again here."});
  }
  if (capture_state_ == CaptureState::storing) {
    return std::unexpected(EntryFault{"The last order is still being saved. Try again in a "
                                      "moment."});
  }
  const bool other = pending_request_ && pending_request_->order_id != request.order_id;
  if (other) {
    return std::unexpected(EntryFault{"Order " + pending_->paper +
                                      " is not saved yet. Save or give up that one first."});
  }
  const bool same = pending_request_ && *pending_request_ == request &&
                    pending_log_ == book_.current().id;
  if (!same) {
    auto made = make_entry(book_, request, now);
    if (!made) return std::unexpected(made.error());
    if (pending_ && pending_log_ != book_.current().id) drop_pending();
    pending_ = *std::move(made);
    pending_request_ = request;
    pending_log_ = book_.current().id;
  }
  capture_state_ = CaptureState::storing;
  capturing_ = next_id_;
  put_write(write_of(book_.current(), *pending_));
  if (planted(PlantedBug::sent_before_stored)) {
    book_.current().entries.push_back(*pending_);
    capturing_.reset();
    capture_state_ = CaptureState::idle;
    pending_request_.reset();
  }
  return {};
}

void Engine::drop_pending() {
  Write write;
  write.drops.push_back(entry_key(pending_log_.epoch, pending_->seq));
  put_write(std::move(write));
}

void Engine::abandon() {
  if (capture_state_ != CaptureState::not_saved) return;
  drop_pending();
  pending_.reset();
  pending_request_.reset();
  capture_state_ = CaptureState::idle;
}

std::optional<StoreOrder> Engine::next_store() {
  if (writing_ || writes_.empty() || disk_rests_ || !owner_) return std::nullopt;
  writing_ = writes_.front().id;
  return writes_.front();
}

void Engine::stored(std::uint64_t id, Stored stored) {
  if (writing_ != id) return;
  writing_.reset();
  if (repairing_ == id) repairing_.reset();
  if (stored == Stored::fenced && !planted(PlantedBug::fence_ignored)) {
    owner_ = false;
    news_.push_back({EngineNews::Kind::taken_over, {}, 0});
  }
  if (capturing_ == id) {
    capturing_.reset();
    writes_.pop_front();
    end_capture(stored);
    return;
  }
  // Receipts and repairs go again with the next write: their loss would cost a push, no order.
  if (stored != Stored::durable && writes_.size() == 1) {
    disk_rests_ = true;
    return;
  }
  Write before = std::move(writes_.front().write);
  writes_.pop_front();
  if (stored == Stored::durable) return;
  before.add(std::move(writes_.front().write));
  writes_.front().write = std::move(before);
}

void Engine::end_capture(Stored stored) {
  if (stored != Stored::durable && !planted(PlantedBug::saved_before_stored) &&
      !(stored == Stored::fenced && planted(PlantedBug::fence_ignored))) {
    capture_state_ = CaptureState::not_saved;
    news_.push_back({EngineNews::Kind::not_saved, {}, 0});
    return;
  }
  Log& log = *book_.find(pending_log_);
  log.entries.push_back(*std::move(pending_));
  // Its log ended while it was being saved.
  if (log.ended) put_write(end_log(book_, pending_log_));
  pending_.reset();
  pending_request_.reset();
  capture_state_ = CaptureState::idle;
  try_at_ = not_before_;
}

std::optional<SendOrder> Engine::next_send(Instant now) {
  if (sending_ || !owner_ || repairing_ || now < due(now)) return std::nullopt;
  const auto batch = choose_push(book_, limits_);
  if (!batch) return std::nullopt;
  const Push push = make_push(book_, *batch);
  SendOrder order;
  order.id = next_id_++;
  order.batch = *batch;
  order.body = write_push(push);
  order.to_sign = push_text_to_sign(book_.identity.device, push, order.body);
  sending_ = {order.id, *batch};
  return order;
}

void Engine::answered(std::uint64_t id, const SendAnswer& answer, Instant now,
                      std::uint32_t random, const RandomBytes& random_log) {
  if (!sending_ || sending_->id != id) return;
  if (answer.status == 0 && planted(PlantedBug::unknown_not_repeated)) return;
  const Batch batch = sending_->batch;
  sending_.reset();
  if ((answer.status == 200 && planted(PlantedBug::any_200_counts)) ||
      (answer.status >= 400 && answer.status < 500 &&
       planted(PlantedBug::dropped_on_refusal))) {
    return mark_received(batch);
  }
  if (answer.status != 200) {
    return fail(obstacle_of(answer.status), answer, now, random);
  }
  const auto read = read_push_answer(answer.body);
  if (!read || read->log != batch.log) return fail(Obstacle::portal, answer, now, random);
  last_contact_ = now;
  const Moved moved = take_answer(batch, *read, random_log);
  obstacle_ = Obstacle::none;
  refusal_.clear();
  limits_ = {};
  not_before_ = {};
  // A server that is told the same again and again and gives no receipt is asked less often.
  const bool goes_on = moved == Moved::received || (moved == Moved::found_out && failures_ == 0);
  failures_ = moved == Moved::received ? 0 : failures_ + 1;
  try_at_ = goes_on ? now : Instant{now.unix_ms + decide_retry_ms(failures_, random)};
}

Engine::Moved Engine::take_answer(const Batch& batch, const PushAnswer& answer,
                         const RandomBytes& random) {
  Taken taken = take_push_answer(book_, batch, answer, random);
  if (planted(PlantedBug::one_receipt_for_all)) mark_received(batch);
  const Moved moved = !taken.receipts.empty()              ? Moved::received
                      : taken.forked || taken.again > 0 ? Moved::found_out
                                                        : Moved::nothing;
  keep(std::move(taken));
  return moved;
}

// What it changes goes to the disk, and what a person should learn of it is told.
void Engine::keep(Taken taken) {
  put_write(std::move(taken.write));
  for (Receipt& receipt : taken.receipts) {
    news_.push_back({EngineNews::Kind::received, std::move(receipt), 1});
  }
  if (taken.again > 0) news_.push_back({EngineNews::Kind::again, {}, taken.again});
  if (taken.forked) news_.push_back({EngineNews::Kind::forked, {}, 0});
}

// Only planted mistakes come here: entries without a receipt of their own.
void Engine::mark_received(const Batch& batch) {
  Log* log = book_.find(batch.log);
  for (std::uint64_t seq = batch.first; seq <= batch.last; ++seq) {
    KeptEntry* entry = log->find(seq);
    if (entry != nullptr && !entry->receipt) entry->receipt.emplace();
  }
}

void Engine::fail(Obstacle obstacle, const SendAnswer& answer, Instant now,
                  std::uint32_t random) {
  obstacle_ = obstacle;
  failures_ += 1;
  // One request in fifty that a proxy finds too large, or one entry that breaks it, must not hold
  // the others: smaller ones find it.
  if (obstacle == Obstacle::refused_request) {
    limits_.entries_max = std::max<std::size_t>(1, limits_.entries_max / 2);
    refusal_ = answer.body.substr(0, 2000);
  }
  try_at_ = Instant{now.unix_ms + decide_retry_ms(failures_, random)};
  // Whatever else answers has no say in it, and nobody may hold what waits for longer than the
  // device would rest by itself.
  if (obstacle == Obstacle::server_busy && answer.retry_after_ms > 0) {
    not_before_ = Instant{now.unix_ms + std::min(answer.retry_after_ms, retry_ms_max)};
    try_at_ = std::max(try_at_, not_before_);
  }
}

void Engine::wake(Instant now) {
  disk_rests_ = false;
  try_at_ = now;
}

void Engine::take_server_heads(const ServerHeads& heads, const RandomBytes& random) {
  keep(device_log::take_server_heads(book_, heads, random));
}

std::optional<Instant> Engine::wake_at(Instant now) const {
  if (sending_ || !owner_ || repairing_ || !choose_push(book_)) return std::nullopt;
  return due(now);
}

Instant Engine::due(Instant now) const {
  const Instant at = std::max(try_at_, not_before_);
  // No wait is that long: the clock was put back since it was set.
  return at.unix_ms > now.unix_ms + retry_ms_max ? now : at;
}

std::vector<EngineNews> Engine::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::device_log
