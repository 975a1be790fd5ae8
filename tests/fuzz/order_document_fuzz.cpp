// Any bytes as an order document: read, decided and written again, for two trap companies.
// Promises: what is read is written and read back as the same order; deciding never crashes and its
// figures are consistent (outcome_promises.hpp); the same order gives the same bytes again.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/fuzz/must.hpp"
#include "tests/fuzz/outcome_promises.hpp"
#include "tests/parity/generator.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

/// Half up by document, and half even by line.
constexpr std::array<int, 2> company_numbers{0, 5};

wire::Snapshot open_company(int number) {
  wire::SnapshotParts parts = wire::unpack_parts(trap_snapshot(make_company(number)));
  const Digest digest = wire::snapshot_digest(parts);
  auto snapshot = wire::Snapshot::open(std::move(parts), digest);
  TALLY_MUST(snapshot.has_value());
  return *std::move(snapshot);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static std::array<wire::Snapshot, 2> snapshots{open_company(company_numbers[0]),
                                                 open_company(company_numbers[1])};
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  const auto order = wire::read_order(document);
  if (!order) {
    TALLY_MUST(!order.error().empty());
    check_issues(order.error());
    return 0;
  }
  const std::string written = wire::write_order(*order);
  const auto again = wire::read_order(written);
  TALLY_MUST(again.has_value() || written.size() > wire::order_bytes_max);
  if (again) TALLY_MUST(*again == *order && wire::write_order(*again) == written);

  wire::Snapshot& snapshot = snapshots[size % snapshots.size()];
  const AsOf day{Date::parse("2026-07-01").value().plus_days(static_cast<int>(size % 300))};
  const auto outcome = pipeline::decide_order(snapshot, *order, day);
  TALLY_MUST(outcome.has_value());
  check_promises(*order, *outcome);
  const auto repeated = pipeline::decide_order(snapshot, *order, day);
  TALLY_MUST(repeated && wire::outcome_bytes(*repeated) == wire::outcome_bytes(*outcome));
  return 0;
}
