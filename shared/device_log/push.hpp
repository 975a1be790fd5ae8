// Push: the one request that carries entries to the company, and what comes back.
// In go sealed entries of one log, in order; out come the request's bytes, the text that the
// device signs, and the same read back. The answer has one result for each entry that was
// understood; it names its log and what the server has, so a page of a hotel's network is never
// taken for it.
// It sends nothing and signs nothing.
//   const std::string body = write_push(push);   sign(push_text_to_sign(signer, push, body));
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device_log/entry.hpp"

namespace tally::device_log {

inline constexpr std::size_t push_entries_max = 50;
inline constexpr std::size_t push_bytes_max = 256 * 1024;
/// The route, also part of what is signed.
inline constexpr std::string_view push_route = "POST /v1/push";
/// The headers that carry who signed and the signature (P-256, r and s, base64url).
inline constexpr std::string_view signer_header = "Tally-Device";
inline constexpr std::string_view signature_header = "Tally-Signature";

struct PushItem {
  /// The entry's bytes as they were sealed.
  std::string entry;
  /// The receipt of an earlier push, where the server lost it (a restored backup): it keeps its
  /// number and its price. Empty otherwise.
  std::string receipt;
};

struct Push {
  LogId log;
  /// The sequence number of the first entry; the others follow without a gap.
  std::uint64_t first = 1;
  std::vector<PushItem> items;
  std::uint64_t last() const { return first + items.size() - 1; }
};

std::string write_push(const Push& push);
/// Fault: a sentence. Lengths and counts are checked; the entries themselves are not read.
std::expected<Push, EntryFault> read_push(std::string_view body);

/// What the device's key signs: who, the route, the log, the range, the body's SHA-256.
std::string push_text_to_sign(const DeviceId& signer, const Push& push, std::string_view body);

enum class PushResult : std::uint8_t {
  /// Done, or its refusal was stored: either way it is the server's now.
  applied,
  failed,
  /// Kept whole; a person looks at it.
  needs_review,
  quarantined,
  /// The server has another entry at this place: this log has ended.
  fork,
};
std::string_view push_result_name(PushResult result);

/// A reason in the product's voice.
struct ReceiptReason {
  std::string code, path, severity, sentence, mend;
};

struct Receipt {
  std::uint64_t seq = 0;
  Digest hash;
  PushResult result = PushResult::applied;
  std::string order_id;
  /// The company's number; empty where there is no order.
  std::string number;
  std::string state;
  std::int64_t revision = 0;
  std::vector<ReceiptReason> reasons;
  /// The place in the server's order of changes.
  std::int64_t lsn = 0;
  /// The server's own mark, by which it knows its receipt again after a restore.
  std::string seal;
  friend bool operator==(const Receipt& left, const Receipt& right) {
    return left.seq == right.seq && left.hash == right.hash && left.result == right.result &&
           left.number == right.number && left.order_id == right.order_id;
  }
};

struct PushAnswer {
  LogId log;
  Incarnation incarnation;
  /// The last entry that the server has of this log; 0 and zeros where it has none.
  std::uint64_t head = 0;
  Digest head_hash;
  /// Entries up to here are in a verified backup that lies elsewhere.
  std::uint64_t covered = 0;
  Instant server_time;
  /// How many logs the server knows of this device: the next letter on paper.
  std::uint64_t logs = 1;
  std::vector<Receipt> receipts;
};

std::string write_receipt(const Receipt& receipt);
std::expected<Receipt, EntryFault> read_receipt(std::string_view text);
/// JSON: {"tallystick":"push-answer/1", "device": …, "receipts": […], "sha256": of all the rest}
std::string write_push_answer(const PushAnswer& answer);
std::expected<PushAnswer, EntryFault> read_push_answer(std::string_view body);

}  // namespace tally::device_log
