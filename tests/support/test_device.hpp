// Test device: a tablet with a key of its own, as the app is one: it keeps a log, seals entries,
// signs pushes and reads answers.
// In go a house and a person; out come entries and answers. It keeps every entry that it sealed, so
// that a test can send any of them again, changed or not.
//   TestDevice tablet(house, "kim");  tablet.order(make_order(order_id(1), …));  tablet.push();
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device_log/push.hpp"
#include "tests/support/server_house.hpp"
#include "tests/support/test_key.hpp"

namespace tally::tests {

/// An order of the product AB-1.
inline RawOrder one_line(int number, const std::string& quantity = "5") {
  return make_order(order_id(number), {{"AB-1", quantity}});
}

/// The codes of a receipt's reasons, in their order.
inline std::vector<std::string> codes(const device_log::Receipt& receipt) {
  std::vector<std::string> found;
  for (const auto& reason : receipt.reasons) found.push_back(reason.code);
  return found;
}

class TestDevice {
 public:
  /// Enrols over HTTP; the person is made where missing.
  TestDevice(ServerHouse& house, const std::string& login, Role role = Role::rep,
             const std::vector<std::string>& takes_over = {});

  const std::string& id() const { return id_; }
  const std::string& code() const { return code_; }
  const TestKey& key() const { return key_; }
  Client& client() { return client_; }
  const device_log::LogId& log() const { return log_; }

  /// Begins another log.
  void begin_epoch();
  /// The same key, device and log, as a copied browser profile has them.
  TestDevice copy() const;
  /// Takes the other's log over as it stands, with a key of its own.
  void continue_log_of(const TestDevice& other);

  /// Seals one more entry.
  const device_log::Sealed& order(const RawOrder& order);
  const device_log::Sealed& amend(const RawOrder& order, std::int64_t base_revision);
  const device_log::Sealed& cancel(std::string_view order_id, std::int64_t base_revision,
                                   std::string_view words = "sold out");
  const device_log::Sealed& note(std::string_view order_id, std::int64_t base_revision,
                                 std::string_view words);
  /// Fills log, sequence and predecessor in and seals it.
  const device_log::Sealed& append(device_log::Entry entry);
  /// Any bytes at the next place.
  void append_bytes(std::string bytes);

  std::size_t count() const { return entries_.size(); }
  const std::string& entry(std::size_t seq) const { return entries_[seq - 1]; }
  /// Sends `count` entries from `first` on, with the receipts that are held where wanted.
  device_log::Push make_push(std::uint64_t first, std::size_t count,
                             bool with_receipts = false) const;
  Answer send(const device_log::Push& push);
  /// Any body with any signature of this device.
  Answer send_body(const std::string& body, const std::string& signature,
                   const std::string& signer);
  std::string signature_of(const device_log::Push& push, std::string_view body) const;

  /// One request with all from the first entry that has no receipt; keeps the receipts.
  device_log::PushAnswer push();
  /// The same from `first`.
  device_log::PushAnswer push_from(std::uint64_t first, bool with_receipts = false);
  /// The receipts that are held, by place from 0.
  std::vector<device_log::Receipt> receipts;

 private:
  TestDevice(ServerHouse& house, Client client) : house_(house), client_(std::move(client)) {}
  device_log::Entry entry_of(device_log::EntryKind kind, std::string_view order_id,
                             std::int64_t base_revision, std::string body);
  ServerHouse& house_;
  TestKey key_;
  Client client_;
  std::string id_;
  std::string code_;
  std::uint8_t epoch_ = 0;
  std::size_t letters_ = 0;
  device_log::LogId log_;
  Digest last_;
  std::vector<std::string> entries_;
  device_log::Sealed sealed_;
};

}  // namespace tally::tests
