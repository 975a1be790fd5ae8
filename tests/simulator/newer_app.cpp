#include "tests/simulator/newer_app.hpp"

namespace tally::simulator {

using namespace device_log;

namespace {

constexpr std::size_t own_device = shop_devices - 1;
constexpr std::string_view claimed_number = "999999";

}  // namespace

NewerApp::NewerApp(const Shop& shop, World& world, Network& network)
    : shop_(shop), world_(world), network_(network) {
  log_ = {shop.identity(own_device).device, Epoch::from_bytes(world.random_bytes())};
}

void NewerApp::add(std::int32_t version) {
  const CaptureRequest request = shop_.make_order(world_.dice, Publication::first);
  Entry entry;
  entry.version = version;
  entry.log = log_;
  entry.seq = entries_.size() + 1;
  if (!entries_.empty()) entry.prev = entries_.back().hash;
  entry.order_id = request.order_id;
  entry.paper = paper_number("ZZ", "A", entry.seq);
  entry.core_version = request.core_version;
  entry.snapshot = request.snapshot;
  entry.as_of = request.as_of;
  entry.captured = world_.now;
  entry.outcome = request.outcome;
  entry.body = request.body;
  entries_.push_back(seal_entry(entry));
  receipts_.emplace_back();
}

void NewerApp::send(std::size_t from, bool forged) {
  Push push;
  push.log = log_;
  push.first = from + 1;
  for (std::size_t place = from; place < entries_.size(); ++place) {
    push.items.push_back({entries_[place].bytes, receipts_[place]});
  }
  if (push.items.empty()) return;
  Request request;
  request.signer = log_.device.text();
  request.body = write_push(push);
  const std::string text = push_text_to_sign(log_.device, push, request.body);
  request.signature = forged ? shop_.forge(text) : shop_.sign(own_device, text);
  network_.send(std::move(request), [this](const Reply& reply) {
    const auto answer = read_push_answer(reply.body);
    if (reply.status == 200 && answer && answer->log == log_) {
      acknowledged_ = static_cast<std::size_t>(answer->head);
    } else if (world_.is_calm()) {
      send(acknowledged_, false);
    }
  });
}

void NewerApp::push_more() {
  if (entries_.size() < 20) add(world_.dice.happens(400) ? 2 : 1);
  // After a restore the server may have less than it once said.
  send(world_.is_calm() ? 0 : acknowledged_, false);
}

void NewerApp::forge() {
  add(1);
  forged_orders_.insert(read_entry(entries_.back().bytes)->order_id.text());
  send(entries_.size() - 1, true);
  entries_.pop_back();
  receipts_.pop_back();
}

void NewerApp::lie_about_receipt() {
  if (entries_.size() >= 20) return;
  add(1);
  Receipt receipt;
  receipt.seq = entries_.size();
  receipt.hash = entries_.back().hash;
  receipt.order_id = read_entry(entries_.back().bytes)->order_id.text();
  receipt.number = claimed_number;
  receipt.state = "accepted";
  receipt.seal = sha256("outcome").text() + "." + sha256("mark").text();
  receipts_.back() = write_receipt(receipt);
  lying_orders_.insert(receipt.order_id);
  send(acknowledged_, false);
}

std::vector<std::string> NewerApp::check(SimServer& server) const {
  std::vector<std::string> wrong;
  const ServerFacts& facts = server.facts();
  for (const std::string& order : forged_orders_) {
    if (facts.number_of_order.contains(order)) wrong.push_back("a stranger's order stands");
  }
  for (const std::string& order : lying_orders_) {
    const auto found = facts.number_of_order.find(order);
    if (found != facts.number_of_order.end() && found->second == claimed_number) {
      wrong.push_back("a number that was never given was believed");
    }
  }
  const auto held = facts.logs.find(log_);
  const std::size_t head = held == facts.logs.end() ? 0 : held->second.size();
  if (head != entries_.size() && !server.is_revoked(own_device)) {
    wrong.push_back("a newer app's log stands at " + std::to_string(head) + " of " +
                    std::to_string(entries_.size()));
  }
  return wrong;
}

}  // namespace tally::simulator
