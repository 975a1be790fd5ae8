// Stored: what lies on the device's disk, as keys with bytes, and the journal that holds the
// second copy of it.
// In go writes (puts and drops that belong together); out come frames for an append-only file, and
// from such a file, torn or damaged anywhere, every frame that is whole.
// A frame counts whole or not at all: its SHA-256 stands in it. It opens no file.
//   file += write_frame(write);   for (const Write& write : read_journal(file).writes) …
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/device_log/entry.hpp"

namespace tally::device_log {

/// What is stored or dropped together: one transaction of the database, one frame of the journal.
struct Write {
  std::vector<std::pair<std::string, std::string>> puts;
  std::vector<std::string> drops;
  bool empty() const { return puts.empty() && drops.empty(); }
  /// `later` happens after this one.
  void add(Write later);
};

/// One copy of the store: key to bytes.
using StoredCopy = std::map<std::string, std::string>;
void apply_write(StoredCopy& copy, const Write& write);

std::string write_frame(const Write& write);

struct Journal {
  std::vector<Write> writes;
  /// Bytes that belong to no whole frame: a torn end, or damage.
  std::size_t unreadable_bytes = 0;
};
Journal read_journal(std::string_view bytes);

/// "entry/<epoch>/000000000042", so that keys sort as the log does.
std::string entry_key(const Epoch& epoch, std::uint64_t seq);
std::string receipt_key(const Epoch& epoch, std::uint64_t seq);
std::string log_key(const Epoch& epoch);
inline constexpr std::string_view identity_key = "identity";

}  // namespace tally::device_log
