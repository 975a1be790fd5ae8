// Orders file: what a device has not sent yet, as a file that any other device or the desk can
// bring to the company.
// In go the device's book and its signatures; out come the same requests that the device would
// send, each with who signed and the signature, under one SHA-256. Whoever carries the file can
// neither change an order nor make one up.
// It signs nothing and sends nothing; orders that were brought in and are sent again are told to
// be the same by their place in the log.
//   for (const Push& push : unsent_pushes(book)) …   write_orders_file(envelopes);
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "shared/device_log/device_book.hpp"

namespace tally::device_log {

struct Envelope {
  DeviceId signer;
  /// P-256, r and s, base64url.
  std::string signature;
  /// write_push's bytes.
  std::string body;
  friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// Everything that waits, in the order in which it must arrive.
std::vector<Push> unsent_pushes(const DeviceBook& book);

std::string write_orders_file(const std::vector<Envelope>& envelopes);
/// Fault: a sentence on the first thing that is not as it was written.
std::expected<std::vector<Envelope>, EntryFault> read_orders_file(std::string_view bytes);

}  // namespace tally::device_log
