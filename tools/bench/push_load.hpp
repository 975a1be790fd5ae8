// Push load: sends what waits on devices until each has the answers to all of it.
// In go a port, outboxes and how many threads send; out come seconds, and answers as they came.
// A device has one request under way and a connection of its own, as the app does: 429 and 503 are
// asked again after their Retry-After, what was not answered at all after a second, same bytes.
// Receipts are read afterwards (count_accepted): a device has a processor of its own for that.
//   const PushSpan span = push_all(port, outboxes, 16);   count_accepted(outboxes)
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tally::bench {

struct ReadyPush {
  std::string body;
  std::string signature;
  std::size_t orders = 0;
};

struct Outbox {
  std::string signer;
  std::vector<ReadyPush> pushes;
  /// One for each push that was answered with 200.
  std::vector<std::string> answers;
};

struct PushSpan {
  /// From the first push to the end of the last thread.
  double seconds = 0;
  /// From the moment when all come back to the last receipt of the device that was last.
  double slowest_device = 0;
  std::size_t repeated = 0;
  /// False where something was refused for good: it was said on standard error.
  bool whole = false;
};

/// Each thread takes an equal share of the devices and sends for them in turns, one push each.
PushSpan push_all(int port, std::vector<Outbox>& outboxes, std::size_t threads);

/// Orders with a receipt that says: carried out, and accepted.
std::size_t count_accepted(const std::vector<Outbox>& outboxes);

}  // namespace tally::bench
