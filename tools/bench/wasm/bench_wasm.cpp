// What the bench calls of the core in WebAssembly, beside core_wasm.cpp's functions: gather, decide
// and canonical bytes apart, and the search. Each call does the work `times` times, so that a
// browser's coarse clock can measure it. The answer 0 means that something is wrong.
#include <malloc.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "shared/wire/search.hpp"

namespace {

using namespace tally;

std::string bytes_held;
std::optional<wire::Snapshot> snapshot;
std::optional<wire::ProductSearch> search;
Draft draft;
std::optional<Facts> facts;
AsOf day;

bool open_held(bool verify) {
  wire::SnapshotParts parts = wire::unpack_parts(std::exchange(bytes_held, std::string()));
  const Digest digest = verify ? wire::snapshot_digest(parts) : Digest{};
  auto opened = wire::Snapshot::open(std::move(parts), digest);
  if (!opened) return false;
  snapshot.emplace(*std::move(opened));
  search.emplace(*snapshot);
  return true;
}

}  // namespace

extern "C" {

/// Room for a snapshot's bytes; the page puts them there, so that they are copied once.
[[gnu::used]] char* bench_room(std::uint32_t size) {
  search.reset();
  snapshot.reset();
  bytes_held = std::string(size, '\0');
  return bytes_held.data();
}

/// Bytes of the module's memory that are in use.
[[gnu::used]] double bench_memory() { return static_cast<double>(mallinfo().uordblks); }

/// Opens what lies in the room, which is empty afterwards. With verify = 1 the digest is computed
/// before, as the app does.
[[gnu::used]] int bench_open(int verify) {
  return open_held(verify == 1) ? 1 : 0;
}

[[gnu::used]] int bench_prepare(const char* document, std::uint32_t size, std::int32_t days) {
  const auto order = wire::read_order(std::string_view(document, size));
  if (!order || !snapshot) return 0;
  draft = normalise::normalise_order(*order);
  day = AsOf{Date::from_days(days)};
  return 1;
}

[[gnu::used]] int bench_gather(int times) {
  for (int i = 0; i < times; ++i) {
    auto gathered = wire::gather(*snapshot, draft);
    if (!gathered) return 0;
    facts = *std::move(gathered);
  }
  return 1;
}

[[gnu::used]] int bench_decide(int times) {
  for (int i = 0; i < times; ++i) {
    if (!pipeline::decide(draft, *facts, day).total) return 0;
  }
  return 1;
}

[[gnu::used]] int bench_bytes(int times) {
  const Outcome outcome = pipeline::decide(draft, *facts, day);
  std::uint32_t seen = 0;
  for (int i = 0; i < times; ++i) seen += sha256(wire::outcome_bytes(outcome)).bytes[0];
  return seen > 0 ? 1 : 0;
}

/// How many products are found, at most `limit`.
[[gnu::used]] int bench_search(const char* typed, std::uint32_t size, std::uint32_t limit) {
  return static_cast<int>(search->find(std::string_view(typed, size), limit).size());
}
}
