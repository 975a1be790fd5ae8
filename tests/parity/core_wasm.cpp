// The core in WebAssembly, for the parity test and the bench: functions over bytes.
// core_open takes a snapshot's parts, packed, core_decide an order document and a day, core_check
// what is to be checked; the answer
// of the last call lies at core_answer() and is core_answer_size() bytes long until the next call.
// The caller allocates with malloc and keeps what it allocated.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/parity/check_document.hpp"
#include "tests/parity/decide_document.hpp"

namespace {

std::optional<tally::wire::Snapshot> snapshot;
std::string answer;

}  // namespace

extern "C" {

/// 1 where the snapshot is open now.
[[gnu::used]] int core_open(const char* bytes, std::uint32_t size) {
  auto parts = tally::wire::unpack_parts(std::string(bytes, size));
  const tally::Digest digest = tally::wire::snapshot_digest(parts);
  snapshot.reset();
  auto opened = tally::wire::Snapshot::open(std::move(parts), digest);
  if (!opened) return 0;
  snapshot.emplace(*std::move(opened));
  return 1;
}

/// Days since 1970-01-01. 1 where there is an answer.
[[gnu::used]] int core_decide(const char* document, std::uint32_t size, std::int32_t day) {
  if (!snapshot) return 0;
  const tally::AsOf as_of{tally::Date::from_days(day)};
  answer =
      tally::tests::decide_document(*snapshot, std::string_view(document, size), as_of, nullptr);
  return 1;
}

/// A record of check_document.hpp; needs no snapshot.
[[gnu::used]] int core_check(const char* record, std::uint32_t size) {
  answer = tally::tests::check_document(std::string_view(record, size));
  return 1;
}

[[gnu::used]] const char* core_answer() { return answer.data(); }
[[gnu::used]] std::uint32_t core_answer_size() { return static_cast<std::uint32_t>(answer.size()); }
}

int main() { return 0; }
