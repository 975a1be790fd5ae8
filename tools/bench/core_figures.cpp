// Decide, gather, canonical bytes and opening, natively.
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "shared/wire/snapshot.hpp"
#include "shared/wire/snapshot_build.hpp"
#include "tools/bench/baselines/bare_lookup.hpp"
#include "tools/bench/bench.hpp"

namespace tally::bench {

namespace {

using nlohmann::json;

wire::SnapshotParts build(const Company& company) {
  const wire::Database db = wire::Database::in_memory();
  if (!wire::write_catalogue(db, company)) return {};
  return wire::build_snapshot(db).value_or(wire::SnapshotParts{});
}

wire::Snapshot open(const wire::SnapshotParts& parts, const Digest& digest) {
  return *wire::Snapshot::open(parts, digest);
}

/// Everything for an order of so many lines; names begin with "10 lines: " and the like.
bool measure_order(const Company& company, const wire::SnapshotParts& parts, std::size_t lines) {
  const Digest digest = wire::snapshot_digest(parts);
  wire::Snapshot snapshot = open(parts, digest);
  const RawOrder order = demo_order(company, lines);
  const std::string document = wire::write_order(order);
  const Draft draft = normalise::normalise_order(order);
  const auto facts = wire::gather(snapshot, draft);
  if (!facts || order.lines.size() != lines) return false;
  const Outcome outcome = pipeline::decide(draft, *facts, bench_day());
  if (!outcome.total) return false;
  const std::string outcome_text = wire::outcome_bytes(outcome);
  const json outcome_tree = json::parse(outcome_text);
  const std::string name = std::to_string(lines) + " lines: ";

  report(name + "decide", median_ns([&] {
           if (!pipeline::decide(draft, *facts, bench_day()).total) std::abort();
         }), "ns");
  report(name + "parse the order document only", median_ns([&] {
           if (!json::parse(document).is_object()) std::abort();
         }), "ns");
  report(name + "read and normalise", median_ns([&] {
           if (normalise::normalise_order(*wire::read_order(document)).lines.empty()) std::abort();
         }), "ns");
  // A snapshot that was never asked is opened anew for each sample; opening is not counted.
  std::optional<wire::Snapshot> fresh;
  const auto open_fresh = [&] { fresh.emplace(open(parts, digest)); };
  report(name + "gather, first time", median_ns_after(open_fresh, [&] {
           if (!wire::gather(*fresh, draft)) std::abort();
         }), "ns");
  report(name + "gather, first time: the same rows by bare SQL", median_ns_after(open_fresh, [&] {
           BareLookup(fresh->database(), order, *facts).step_all();
         }), "ns");
  report(name + "gather, again", median_ns([&] {
           if (!wire::gather(snapshot, draft)) std::abort();
         }), "ns");
  BareLookup lookup(snapshot.database(), order, *facts);
  report(name + "gather, again: the same rows by bare SQL", median_ns([&] { lookup.step_all(); }),
         "ns");
  report(name + "canonical bytes", median_ns([&] {
           if (wire::outcome_bytes(outcome).size() != outcome_text.size()) std::abort();
         }), "ns");
  report(name + "canonical bytes: nlohmann dump of the same tree", median_ns([&] {
           if (outcome_tree.dump().size() != outcome_text.size()) std::abort();
         }), "ns");
  report(name + "digest", median_ns([&] { sha256(outcome_text); }), "ns");
  report(name + "outcome bytes", static_cast<double>(outcome_text.size()), "bytes");
  return true;
}

}  // namespace

int run_core(Words) {
  const Company company = demo_company(20'000);
  const wire::SnapshotParts parts = build(company);
  if (parts.common.empty()) return 1;
  report("snapshot of 20,000 products",
         static_cast<double>(parts.common.size() + parts.scoped.size()), "bytes");
  return measure_order(company, parts, 10) && measure_order(company, parts, 1000) ? 0 : 1;
}

}  // namespace tally::bench
