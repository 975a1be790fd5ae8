// Decide, gather, canonical bytes and digest, natively, each beside something plain.
#include <sodium.h>

#include <algorithm>
#include <array>
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

wire::SnapshotParts build_parts(const Company& company) {
  const wire::Database db = wire::Database::in_memory();
  if (!wire::write_catalogue(db, company)) return {};
  return wire::build_snapshot(db).value_or(wire::SnapshotParts{});
}

wire::Snapshot open(const wire::SnapshotParts& parts, const Digest& digest) {
  return *wire::Snapshot::open(parts, digest);
}

void need(bool good) {
  if (!good) std::abort();
}

void tell(const std::string& name, const Durations& durations) {
  report(name, durations.product, "ns");
  report(name + ": baseline", durations.baseline, "ns");
}

/// Asking the snapshot, beside the same rows by bare SQL.
void measure_gather(const std::string& name, const wire::SnapshotParts& parts,
                    const RawOrder& order, const Draft& draft) {
  const Digest digest = wire::snapshot_digest(parts);
  wire::Snapshot asked = open(parts, digest);
  const auto facts = wire::gather(asked, draft);
  need(facts.has_value());
  // A snapshot that was never asked is opened anew for each sample; opening is not counted.
  std::optional<wire::Snapshot> fresh;
  tell(name + "gather, first time",
       median_ns_after([&] { fresh.emplace(open(parts, digest)); },
                       [&] { need(wire::gather(*fresh, draft).has_value()); },
                       [&] { BareLookup(fresh->database(), order, *facts).step_all(); }));
  BareLookup lookup(asked.database(), order, *facts);
  tell(name + "gather, again",
       median_ns([&] { need(wire::gather(asked, draft).has_value()); },
                 [&] { lookup.step_all(); }));
}

/// Writing an outcome and its digest, beside other people's writer and hash.
void measure_bytes(const std::string& name, const Outcome& outcome) {
  const std::string text = wire::outcome_bytes(outcome);
  const json tree = json::parse(text);
  tell(name + "canonical bytes",
       median_ns([&] { need(wire::outcome_bytes(outcome).size() == text.size()); },
                 [&] { need(tree.dump().size() == text.size()); }));
  std::array<unsigned char, crypto_hash_sha256_BYTES> hashed{};
  const auto hash_plainly = [&] {
    crypto_hash_sha256(hashed.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
  };
  hash_plainly();
  tell(name + "digest",
       median_ns([&] { need(sha256(text).bytes[0] == hashed[0]); }, hash_plainly));
  report(name + "outcome bytes", static_cast<double>(text.size()), "bytes");
}

/// Everything for an order of so many lines; names begin with "10 lines: " and the like.
bool measure_order(const wire::SnapshotParts& parts, const RawOrder& order,
                   const std::string& name) {
  const Digest digest = wire::snapshot_digest(parts);
  wire::Snapshot snapshot = open(parts, digest);
  const std::string document = wire::write_order(order);
  const Draft draft = normalise::normalise_order(order);
  const auto facts = wire::gather(snapshot, draft);
  if (!facts) return false;
  const Outcome outcome = pipeline::decide(draft, *facts, bench_day());
  if (!outcome.total) return false;
  const auto parse_only = [&] { need(json::parse(document).is_object()); };
  const auto decide = [&] {
    need(pipeline::decide(draft, *facts, bench_day()).total.has_value());
  };
  const auto read = [&] {
    need(!normalise::normalise_order(*wire::read_order(document)).lines.empty());
  };
  tell(name + "decide", median_ns(decide, parse_only));
  tell(name + "read and normalise", median_ns(read, parse_only));
  measure_gather(name, parts, order, draft);
  measure_bytes(name, outcome);
  return true;
}

/// The measured customer with so many ship-tos, one behind the other in the order's lines.
RawOrder spread_over(Company& company, RawOrder order, std::size_t places) {
  Customer& customer = *std::ranges::find(company.customers, order.customer,
                                          [](const Customer& one) { return one.code.text(); });
  for (const Customer& other : company.customers) {
    if (customer.ship_tos.size() >= places) break;
    const bool is_near = other.billing.country == customer.billing.country;
    if (!is_near || other.code == customer.code) continue;
    const std::string code = "PLACE-" + std::to_string(customer.ship_tos.size());
    customer.ship_tos.push_back({*ShipToCode::parse(code), other.billing, {}});
  }
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    order.lines[i].ship_to = customer.ship_tos[i % customer.ship_tos.size()].code.text();
  }
  return order;
}

bool measure_spread(Company company, const RawOrder& order) {
  const RawOrder spread = spread_over(company, order, 20);
  const wire::SnapshotParts parts = build_parts(company);
  return !parts.common.empty() && measure_order(parts, spread, "1000 spread lines: ");
}

}  // namespace

int run_core(Words) {
  const Company company = demo_company(20'000);
  const wire::SnapshotParts parts = build_parts(company);
  if (parts.common.empty()) return 1;
  report("snapshot of 20,000 products",
         static_cast<double>(parts.common.size() + parts.scoped.size()), "bytes");
  if (!measure_order(parts, demo_order(company, 10), "10 lines: ")) return 1;
  const RawOrder long_order = demo_order(company, 1000);
  if (!measure_order(parts, long_order, "1000 lines: ")) return 1;
  if (!measure_spread(company, long_order)) return 1;
  const Company rich = rich_company(20'000);
  const wire::SnapshotParts rich_parts = build_parts(rich);
  if (rich_parts.common.empty()) return 1;
  const bool measured = measure_order(rich_parts, demo_order(rich, 10), "10 rich lines: ") &&
                        measure_order(rich_parts, demo_order(rich, 100), "100 rich lines: ") &&
                        measure_order(rich_parts, demo_order(rich, 1000), "1000 rich lines: ");
  return measured ? 0 : 1;
}

}  // namespace tally::bench
