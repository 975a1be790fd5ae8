#include "tests/support/test_device.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/base/version.hpp"
#include "shared/wire/order_document.hpp"

namespace tally::tests {

using device_log::Entry;
using device_log::EntryKind;
using Json = nlohmann::json;

TestDevice::TestDevice(ServerHouse& house, const std::string& login, Role role,
                       const std::vector<std::string>& takes_over)
    : house_(house), client_(house.client(login, role)) {
  Json body{{"public_key", key_.public_key()}, {"name", "Tablet of " + login}};
  if (!takes_over.empty()) body["takes_over"] = takes_over;
  const Answer answer = client_.post("/v1/devices", body.dump());
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  const Json enrolled = Json::parse(answer.body);
  id_ = enrolled["device_id"];
  code_ = enrolled["code"];
  log_.device = *device_log::DeviceId::parse(id_);
  begin_epoch();
}

void TestDevice::begin_epoch() {
  device_log::RandomBytes bytes = log_.device.bytes();
  bytes[15] = static_cast<std::uint8_t>(bytes[15] ^ ++epoch_);
  log_.epoch = device_log::Epoch::from_bytes(bytes);
  last_ = {};
  entries_.clear();
  receipts.clear();
  letters_ += 1;
}

TestDevice TestDevice::copy() const {
  TestDevice made(house_, Client(house_.port(), client_.cookie()));
  made.key_ = key_;
  made.id_ = id_;
  made.code_ = code_;
  made.epoch_ = epoch_;
  made.letters_ = letters_;
  made.continue_log_of(*this);
  return made;
}

void TestDevice::continue_log_of(const TestDevice& other) {
  log_ = other.log_;
  last_ = other.last_;
  entries_ = other.entries_;
  receipts = other.receipts;
}

Entry TestDevice::entry_of(EntryKind kind, std::string_view order_id, std::int64_t base_revision,
                           std::string body) {
  Entry entry;
  entry.kind = kind;
  entry.order_id = *OrderId::parse(order_id);
  entry.base_revision = base_revision;
  entry.core_version = core_version;
  entry.as_of = AsOf{Date::from_days(house_.today_days.load())};
  entry.captured = Instant{house_.now_ms.load()};
  entry.body = std::move(body);
  return entry;
}

const device_log::Sealed& TestDevice::order(const RawOrder& order) {
  Entry entry = entry_of(EntryKind::order, order.order_id, 0, wire::write_order(order));
  entry.snapshot = house_.server().snapshots().current()->digest;
  entry.outcome = house_.outcome_of(order, *entry.snapshot);
  return append(std::move(entry));
}

const device_log::Sealed& TestDevice::amend(const RawOrder& order, std::int64_t base_revision) {
  Entry entry =
      entry_of(EntryKind::amend, order.order_id, base_revision, wire::write_order(order));
  entry.snapshot = house_.server().snapshots().current()->digest;
  entry.outcome = house_.outcome_of(order, *entry.snapshot);
  return append(std::move(entry));
}

const device_log::Sealed& TestDevice::cancel(std::string_view order_id,
                                             std::int64_t base_revision,
                                             std::string_view words) {
  return append(entry_of(EntryKind::cancel, order_id, base_revision, std::string(words)));
}

const device_log::Sealed& TestDevice::note(std::string_view order_id, std::int64_t base_revision,
                                           std::string_view words) {
  return append(entry_of(EntryKind::note, order_id, base_revision, std::string(words)));
}

const device_log::Sealed& TestDevice::append(Entry entry) {
  entry.log = log_;
  entry.seq = entries_.size() + 1;
  entry.prev = last_;
  if (entry.paper.empty()) {
    entry.paper = device_log::paper_number(code_, device_log::epoch_letter(letters_ - 1),
                                           entry.seq);
  }
  sealed_ = device_log::seal_entry(entry);
  last_ = sealed_.hash;
  entries_.push_back(sealed_.bytes);
  return sealed_;
}

void TestDevice::append_bytes(std::string bytes) {
  last_ = sha256(bytes);
  entries_.push_back(std::move(bytes));
}

device_log::Push TestDevice::make_push(std::uint64_t first, std::size_t count,
                                       bool with_receipts) const {
  device_log::Push push{log_, first, {}};
  for (std::size_t place = first - 1; place < first - 1 + count; ++place) {
    const bool held = with_receipts && place < receipts.size();
    push.items.push_back(
        {entries_[place], held ? device_log::write_receipt(receipts[place]) : std::string()});
  }
  return push;
}

std::string TestDevice::signature_of(const device_log::Push& push, std::string_view body) const {
  const auto signer = *device_log::DeviceId::parse(id_);
  return key_.sign(device_log::push_text_to_sign(signer, push, body));
}

Answer TestDevice::send(const device_log::Push& push) {
  const std::string body = device_log::write_push(push);
  return send_body(body, signature_of(push, body), id_);
}

Answer TestDevice::send_body(const std::string& body, const std::string& signature,
                             const std::string& signer) {
  Client stranger(house_.port(), "");
  return stranger.post("/v1/push", body,
                       {{std::string(device_log::signer_header), signer},
                        {std::string(device_log::signature_header), signature}},
                       "application/octet-stream");
}

device_log::PushAnswer TestDevice::push() { return push_from(receipts.size() + 1); }

device_log::PushAnswer TestDevice::push_from(std::uint64_t first, bool with_receipts) {
  const std::size_t waiting = entries_.size() - (first - 1);
  const Answer answer =
      send(make_push(first, std::min(waiting, device_log::push_entries_max), with_receipts));
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  auto read = device_log::read_push_answer(answer.body);
  REQUIRE(read.has_value());
  for (const device_log::Receipt& receipt : read->receipts) {
    if (receipt.result == device_log::PushResult::fork) continue;
    if (receipt.seq == receipts.size() + 1) receipts.push_back(receipt);
  }
  return *std::move(read);
}

}  // namespace tally::tests
