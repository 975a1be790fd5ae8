// What one changed price costs on the wire, over a catalogue of 100,000 products.
#include <doctest/doctest.h>

#include <set>

#include "server/sync/snapshot_files.hpp"
#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/snapshot_build.hpp"

namespace tally::tests {

namespace {

/// 100,000 products with long names, two prices each, one of them in quantity breaks.
wire::Database large_catalogue() {
  wire::Database db = wire::Database::in_memory();
  REQUIRE(db.execute(wire::common_tables_sql));
  REQUIRE(db.execute(wire::customer_tables_sql));
  REQUIRE(db.execute(R"sql(
INSERT INTO price_list VALUES (1, 'RETAIL', 'Retail', 'USD', NULL);
INSERT INTO price_list VALUES (2, 'TRADE', 'Trade', 'USD', NULL);
WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 100000)
INSERT INTO product SELECT id, printf('AB-%06d', (id * 7919) % 1000003), printf('%014d', id * 977),
  printf('Oak board %d x %d mm, grade %d, planed and sanded', id % 97, id % 389, id % 7), 'piece',
  printf('Board family %d', id / 25), printf('%d mm', id % 389), 'STANDARD', 0, NULL, 12000, 1000,
  1000, id % 5000 FROM n;
INSERT INTO price SELECT id, 1, 1000, -2147483648, NULL, (id * 31337) % 2000000 FROM product;
INSERT INTO price SELECT id, 2, 1000, -2147483648, NULL, (id * 31337) % 1800000 FROM product;
INSERT INTO price SELECT id, 2, 10000, -2147483648, NULL, (id * 31337) % 1700000 FROM product;
)sql"));
  return db;
}

}  // namespace

TEST_CASE("one changed price over 100,000 products is less than 1 MiB on the wire") {
  const wire::Database db = large_catalogue();
  const wire::PartWanted common{.kind = wire::SnapshotPart::common};
  const auto before = wire::build_part(db, common);
  REQUIRE(before);
  REQUIRE(db.execute("UPDATE price SET unit_price = 999 WHERE product = 54321 AND list = 1"));
  const auto after =
      wire::renew_part(db, common, *before, static_cast<std::int64_t>(before->size()));
  REQUIRE(after);
  CHECK_FALSE(after->fresh);
  const auto old = wire::describe_part(*before), now = wire::describe_part(after->bytes);
  const std::set<Digest> known(old.chunks.begin(), old.chunks.end());
  std::size_t chunks = 0, wire_bytes = 0;
  for (std::size_t i = 0; i < now.chunks.size(); ++i) {
    if (known.contains(now.chunks[i])) continue;
    chunks += 1;
    wire_bytes += server::sync::gzip(wire::chunk_of(after->bytes, i)).size();
  }
  CHECK(chunks == 1);
  // The manifest names every chunk; it travels with the change.
  wire_bytes += now.chunks.size() * 67 + 500;
  MESSAGE(now.chunks.size() << " chunks, of which " << chunks << " changed: " << wire_bytes
                            << " bytes on the wire");
  CHECK(wire_bytes < 256 * 1024);
}

}  // namespace tally::tests
