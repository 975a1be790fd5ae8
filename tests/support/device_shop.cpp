#include "tests/support/device_shop.hpp"

#include <doctest/doctest.h>

namespace tally::tests {

using namespace device_log;

namespace {

Identity shop_identity() {
  return {*DeviceId::parse("00112233445566778899aabbccddeeff"), "K7", "anna"};
}

RandomBytes random_bytes(Random& dice) {
  RandomBytes bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice.next());
  return bytes;
}

Engine open_engine(const Disk& disk, Random& dice) {
  return Engine(heal(shop_identity(), disk.copies(), CopyLoss::none, random_bytes(dice)),
                CopiesWanted::both);
}

}  // namespace

std::vector<StoredCopy> Disk::copies() const {
  StoredCopy second;
  for (const Write& write : read_journal(journal).writes) apply_write(second, write);
  return {database, std::move(second)};
}

CaptureRequest order_request(int number) {
  RandomBytes bytes{};
  bytes[0] = static_cast<std::uint8_t>(number >> 8);
  bytes[1] = static_cast<std::uint8_t>(number);
  CaptureRequest request;
  request.order_id = OrderId::from_random(bytes);
  request.core_version = "1";
  request.as_of = AsOf{*Date::parse("2026-11-21")};
  request.outcome = "{\"total\":" + std::to_string(100 * number) + "}";
  request.body = "{\"order\":" + std::to_string(number) + "}";
  return request;
}

Receipt PlainServer::take(LogHeld& log, std::uint64_t seq, const PushItem& item) {
  Receipt receipt;
  receipt.seq = seq;
  receipt.hash = sha256(item.entry);
  if (seq <= log.hashes.size()) {
    if (log.hashes[seq - 1] == receipt.hash) return log.receipts[seq - 1];
    receipt.result = PushResult::fork;
    quarantine.push_back(item.entry);
    return receipt;
  }
  const auto entry = read_entry(item.entry);
  REQUIRE(entry.has_value());
  if (entry->prev != (log.hashes.empty() ? Digest{} : log.hashes.back())) {
    receipt.result = PushResult::fork;
    quarantine.push_back(item.entry);
    return receipt;
  }
  receipt.order_id = entry->order_id.text();
  orders.try_emplace(receipt.order_id, 0).first->second += 1;
  receipt.number = std::to_string(1000 + orders.size());
  receipt.state = "accepted";
  if (!item.receipt.empty()) ++receipts_seen;
  log.hashes.push_back(receipt.hash);
  log.receipts.push_back(receipt);
  return receipt;
}

std::string PlainServer::receive(std::string_view body) {
  const auto push = read_push(body);
  if (!push) return {};
  LogHeld& log = logs[push->log];
  PushAnswer answer;
  answer.log = push->log;
  for (std::size_t place = 0; place < push->items.size(); ++place) {
    const std::uint64_t seq = push->first + place;
    if (seq > log.hashes.size() + 1) break;
    answer.receipts.push_back(take(log, seq, push->items[place]));
    if (answer.receipts.back().result == PushResult::fork) break;
  }
  answer.head = log.hashes.size();
  if (!log.hashes.empty()) answer.head_hash = log.hashes.back();
  answer.covered = covered;
  answer.logs = logs.size();
  return write_push_answer(answer);
}

void PlainServer::take_foreign(const LogId& log, std::uint64_t seq) {
  LogHeld& held = logs[log];
  while (held.hashes.size() < seq) {
    held.hashes.push_back(sha256("foreign " + std::to_string(held.hashes.size())));
    held.receipts.emplace_back();
  }
}

Device::Device(std::uint64_t seed) : dice(seed), engine(open_engine({}, dice)) {
  store_all(Stored::durable);
}

void Device::restart(std::uint64_t seed) {
  dice = Random(seed + 1'000'000);
  engine = open_engine(disk, dice);
  store_all(Stored::durable);
}

RandomBytes Device::random() { return random_bytes(dice); }

void Device::store_all(Stored stored) {
  while (auto order = engine.next_store()) {
    if (stored == Stored::durable) {
      apply_write(disk.database, order->write);
      disk.journal += write_frame(order->write);
    }
    engine.stored(order->id, stored);
    if (stored != Stored::durable) break;
  }
}

void Device::save(int number) {
  REQUIRE(engine.capture(order_request(number), now).has_value());
  store_all(Stored::durable);
  REQUIRE(engine.capture_state() == CaptureState::idle);
}

void Device::answer(const SendOrder& send, const std::string& body) {
  engine.answered(send.id, {200, body, 0}, now, 0, random());
  store_all(Stored::durable);
}

void Device::exchange(PlainServer& server) {
  for (int pushes = 0; pushes < 1000; ++pushes) {
    const auto send = engine.next_send(now);
    if (!send) return;
    answer(*send, server.receive(send->body));
  }
  FAIL("a thousand pushes did not empty the outbox");
}

}  // namespace tally::tests
