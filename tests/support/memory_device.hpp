// A device for tests of wasm/state: a disk in memory with two copies, a network that waits to be
// answered, dice that count. In goes what a test wants to happen; out come the edge for the model
// and what was written and sent. It holds no rules: those are the log's own.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "wasm/state/log_edge.hpp"

namespace tally::app::test {

struct MemoryDevice {
  device_log::StoredCopy database;
  std::string journal;
  /// What the next writes become; the last one stays.
  std::vector<device_log::Stored> next{device_log::Stored::durable};
  std::string why;
  std::vector<std::string> forgotten;
  std::deque<std::pair<device_log::SendOrder, std::function<void(device_log::SendAnswer)>>> sent;
  std::optional<std::int64_t> timer_ms;
  int changes = 0;
  bool has_key = false;

  LogEdge edge() {
    return {.commit = [this](const Commit& commit, auto then) { write(commit, then); },
            .send = [this](device_log::SendOrder order, const std::string&,
                           auto then) { sent.emplace_back(std::move(order), std::move(then)); },
            .random = [this] { return random(); },
            .wake_in =
                [this](std::int64_t ms) {
                  timer_ms = ms < 0 ? std::nullopt : std::optional(ms);
                },
            .make_key =
                [this](auto then) {
                  has_key = true;
                  then("public-key");
                },
            .sign = [](const std::string& text, auto then) {
              then("signature-of-" + std::to_string(text.size()));
            },
            .take_over = [] {},
            .changed = [this] { ++changes; }};
  }

  DeviceStore store(DeviceStore::State state = DeviceStore::State::owner) const {
    DeviceStore store{.state = state, .database = database, .has_key = has_key};
    if (!journal.empty()) store.journals.push_back(journal);
    return store;
  }

  /// Answers the oldest request as the company does.
  device_log::SendOrder answer(int status, std::string body = {}) {
    auto [order, then] = std::move(sent.front());
    sent.pop_front();
    then({.status = status, .body = std::move(body)});
    return order;
  }
  device_log::SendOrder receive(const std::string& state = "accepted") {
    const device_log::SendOrder& order = sent.front().first;
    const auto push = device_log::read_push(order.body);
    device_log::PushAnswer answer_to;
    answer_to.log = push->log;
    answer_to.head = push->last();
    for (std::size_t place = 0; place < push->items.size(); ++place) {
      device_log::Receipt receipt;
      receipt.seq = push->first + place;
      receipt.hash = sha256(push->items[place].entry);
      receipt.order_id = device_log::read_entry(push->items[place].entry)->order_id.text();
      receipt.number = "S-00000" + std::to_string(receipt.seq);
      receipt.state = state;
      receipt.revision = 1;
      answer_to.head_hash = receipt.hash;
      answer_to.receipts.push_back(std::move(receipt));
    }
    return answer(200, write_push_answer(answer_to));
  }

 private:
  void write(const Commit& commit,
             const std::function<void(device_log::Stored, std::string)>& then) {
    const device_log::Stored stored = next.front();
    if (next.size() > 1) next.erase(next.begin());
    if (stored == device_log::Stored::durable) {
      apply_write(database, commit.database);
      journal += commit.frame;
      forgotten.insert(forgotten.end(), commit.forget.begin(), commit.forget.end());
    }
    then(stored, stored == device_log::Stored::failed ? why : "");
  }
  device_log::RandomBytes random() {
    device_log::RandomBytes bytes{};
    bytes[0] = static_cast<std::uint8_t>(++dice_);
    return bytes;
  }
  int dice_ = 0;
};

}  // namespace tally::app::test
