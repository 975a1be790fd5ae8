#include "tests/simulator/sim_device.hpp"

#include <algorithm>

#include "tests/simulator/network.hpp"

namespace tally::simulator {

using namespace device_log;

SimDevice::SimDevice(const Shop& shop, World& world, Network& network, std::size_t place)
    : shop_(shop), world_(world), network_(network), place_(place), key_(place) {}

const Engine* SimDevice::engine() const { return tab_ ? &tab_->engine : nullptr; }

void SimDevice::start() {
  if (tab_) return;
  const CopyLoss loss =
      disk_.is_empty() || !disk_.lost_a_copy() ? CopyLoss::none : CopyLoss::lost;
  Healed healed = heal(shop_.identity(key_), disk_.copies(), loss, world_.random_bytes());
  healed.repairs.add(drop_old(healed.book, clock()));
  tab_ = std::make_shared<Tab>(Engine(std::move(healed), CopiesWanted::both));
  tab_->fence = disk_.take_over();
  world_.note("device " + std::to_string(place_) + " starts");
  pump(tab_);
}

void SimDevice::crash() {
  if (!tab_) return;
  world_.note("device " + std::to_string(place_) + " crashes");
  tab_.reset();
  old_tab_.reset();
}

void SimDevice::begin_capture(const TabHandle& tab) {
  if (tab->engine.capture_state() == CaptureState::storing) return;
  if (tab->engine.capture_state() == CaptureState::idle) {
    tab->wanted = shop_.make_order(world_.dice, network_.publication_seen());
    tab->garbage = world_.dice.happens(60);
    if (tab->garbage) tab->wanted.body = "{\"tallystick\":";
  }
  if (tab->engine.capture(tab->wanted, clock())) pump(tab);
}

void SimDevice::capture() {
  if (tab_) begin_capture(tab_);
}

void SimDevice::capture_in_old_tab() {
  if (old_tab_) begin_capture(old_tab_);
}

void SimDevice::open_second_tab() {
  if (!tab_) return;
  old_tab_ = tab_;
  tab_.reset();
  start();
}

void SimDevice::store(const TabHandle& tab) {
  if (tab->storing) return;
  auto order = tab->engine.next_store();
  if (!order) return;
  tab->storing = true;
  const std::weak_ptr<Tab> weak = tab;
  world_.after(world_.dice.between(1, 20), [this, weak, order = *std::move(order)] {
    const TabHandle held = weak.lock();
    if (!held || (held != tab_ && held != old_tab_)) return;
    const DeviceDisk::Done done = disk_.commit(held->fence, order.write, world_);
    if (done.crashed) return crash();
    held->storing = false;
    const bool captures = held->engine.capture_state() == CaptureState::storing;
    held->engine.stored(order.id, done.stored);
    const bool saved = captures && held->engine.capture_state() == CaptureState::idle;
    if (saved) {
      saved_.push_back({held->wanted.order_id.text(), held->garbage, false});
      world_.note("device " + std::to_string(place_) + " saved " + saved_.back().order_id);
    }
    pump(held);
  });
}

void SimDevice::send(const TabHandle& tab) {
  auto order = tab->engine.next_send(clock());
  if (!order) return;
  Request request;
  request.signer = shop_.identity(key_).device.text();
  request.signature = shop_.sign(key_, order->to_sign);
  request.body = order->body;
  const std::weak_ptr<Tab> weak = tab;
  network_.send(std::move(request), [this, weak, id = order->id](const Reply& reply) {
    const TabHandle held = weak.lock();
    if (!held || (held != tab_ && held != old_tab_)) return;
    held->engine.answered(id, {reply.status, reply.body, reply.retry_after_ms}, clock(),
                          static_cast<std::uint32_t>(world_.dice.next()),
                          world_.random_bytes());
    take_news(*held);
    pump(held);
  });
}

void SimDevice::take_news(Tab& tab) {
  for (const EngineNews& news : tab.engine.take_news()) {
    if (news.kind == EngineNews::Kind::forked || news.kind == EngineNews::Kind::again) {
      world_.note("device " + std::to_string(place_) +
                  (news.kind == EngineNews::Kind::forked ? " begins a new log"
                                                         : " sends entries again"));
    }
    if (news.kind == EngineNews::Kind::received && !news.receipt.number.empty()) {
      world_.note("device " + std::to_string(place_) + " has the receipt of " +
                  news.receipt.order_id);
      numbers_[news.receipt.order_id] = news.receipt.number;
    }
  }
}

/// Asks the engine again when it wants to be asked.
void SimDevice::ring(const TabHandle& tab) {
  const auto at = tab->engine.wake_at(clock());
  if (!at) return;
  const std::weak_ptr<Tab> weak = tab;
  world_.after(std::max<std::int64_t>(1, at->unix_ms - clock().unix_ms), [this, weak] {
    const TabHandle held = weak.lock();
    if (held && (held == tab_ || held == old_tab_)) pump(held);
  });
}

void SimDevice::pump(const TabHandle& tab) {
  store(tab);
  send(tab);
  ring(tab);
}

void SimDevice::wake() {
  if (!tab_) return;
  tab_->engine.wake(clock());
  if (tab_->engine.capture_state() == CaptureState::not_saved) begin_capture(tab_);
  pump(tab_);
}

void SimDevice::take_heads(const std::map<LogId, std::uint64_t>& heads) {
  if (!tab_) return;
  tab_->engine.take_server_heads(heads, world_.random_bytes());
  pump(tab_);
}

void SimDevice::roll_back_profile() {
  if (copied_disk_.is_empty()) return;
  crash();
  disk_ = copied_disk_;
  rolled_back_ = true;
  for (std::size_t order = copied_at_; order < saved_.size(); ++order) {
    saved_[order].excused = true;
  }
  world_.note("device " + std::to_string(place_) + " rolled back");
}

void SimDevice::clone_from(const SimDevice& other) {
  crash();
  disk_ = other.disk_;
  key_ = other.key_;
  rolled_back_ = true;
  for (SavedOrder& order : saved_) order.excused = true;
  world_.note("device " + std::to_string(place_) + " is a copy now");
}

void SimDevice::lose_a_copy() {
  crash();
  if (world_.dice.happens(500)) disk_.lose_database();
  else disk_.lose_journal();
}

void SimDevice::lose_an_entry() {
  crash();
  const std::string order = disk_.lose_an_entry(world_);
  tampered_ = true;
  for (SavedOrder& saved : saved_) {
    if (saved.order_id == order) saved.excused = true;
  }
}

}  // namespace tally::simulator
