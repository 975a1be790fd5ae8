// Parts of a snapshot built upon the ones before: the same rows as a fresh build, few new chunks.
#include "shared/wire/snapshot_build.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <set>

#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/snapshot.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::tests;
using wire::Database;
using wire::SnapshotPart;
using wire::PartWanted;
using wire::Statement;
using wire::Step;

namespace {

constexpr const char* words[] = {"oak",   "brass", "hinge", "board",
                                 "screw", "bench", "lamp",  "café"};
constexpr const char* reps[] = {"", "kim", "lee", "KIM"};

/// A catalogue that is edited row by row, as imports and people edit the server's.
class Catalogue {
 public:
  explicit Catalogue(int products) {
    REQUIRE(db.execute(wire::common_tables_sql));
    REQUIRE(db.execute(wire::customer_tables_sql));
    run("INSERT INTO meta VALUES ('company', 'Harbour'), ('policy', 'p'), ('secret', 's')");
    run("INSERT INTO price_list VALUES (1, 'A', 'A', 'USD', NULL), (2, 'B', 'B', 'USD', 'A')");
    run("BEGIN");
    for (int i = 0; i < products; ++i) add_product();
    run("COMMIT");
  }

  Database db = Database::in_memory();

  void run(const std::string& sql) {
    const bool good = db.execute(sql.c_str());
    const std::string why = good ? "" : db.message() + ": " + sql;
    REQUIRE(why == "");
  }
  std::string name() {
    const std::string first = random_.pick(words);
    return first + " " + random_.pick(words) + " " + std::to_string(random_.below(50));
  }
  void add_product() {
    const std::string id = std::to_string(++last_product_);
    run("INSERT INTO product VALUES (" + id + ", 'SKU-" + id + "', NULL, '" + name() +
        "', 'piece', 'family " + std::to_string(last_product_ / 20) +
        "', '', 'STANDARD', 0, NULL, NULL, 1000, 1000, 0)");
    for (const char* list : {"1", "2"}) {
      run("INSERT INTO price VALUES (" + id + ", " + list + ", 1000, -2147483648, NULL, " +
          std::to_string(random_.below(1'000'000)) + ")");
    }
  }
  void add_customer() {
    const std::string id = std::to_string(++last_customer_);
    run("INSERT INTO customer VALUES (" + id + ", 'C-" + id + "', '" + name() +
        "', 0, 'A', 0, '', '', '', '', '" + random_.pick(reps) +
        "', '', '', '', '', '', '', 'US')");
    put_ship_tos(id);
  }
  void put_ship_tos(const std::string& id) {
    run("DELETE FROM ship_to WHERE customer = " + id);
    const std::uint64_t first = random_.below(3);
    for (std::uint64_t place = 0; place < 3; ++place) {
      run("INSERT INTO ship_to SELECT id, " + std::to_string(place) + ", 'S-" +
          std::to_string((first + place) % 3) + "', '', '', '', '', '', '', 'US' FROM customer "
          "WHERE id = " + id);
    }
  }
  void swap_skus(const std::string& a, const std::string& b) {
    run("CREATE TEMP TABLE swapped AS SELECT id, sku FROM product WHERE id IN (" + a + "," + b +
        "); UPDATE product SET sku = sku || '~' || id WHERE id IN (" + a + "," + b +
        "); UPDATE product SET sku = (SELECT sku FROM swapped WHERE swapped.id <> product.id) "
        "WHERE id IN (" + a + "," + b + ") AND (SELECT count(*) FROM swapped) = 2; "
        "DROP TABLE swapped");
  }
  std::string any_product() { return std::to_string(1 + random_.below(last_product_)); }
  std::string any_customer() { return std::to_string(1 + random_.below(last_customer_)); }

  void edit() {
    const std::string product = any_product();
    switch (random_.below(11)) {
      case 0: return add_product();
      case 1: return add_customer();
      case 2:
        run("DELETE FROM price WHERE product = " + product);
        return run("DELETE FROM product WHERE id = " + product);
      case 3: return run("UPDATE product SET name = '" + name() + "' WHERE id = " + product);
      case 4: return swap_skus(product, any_product());
      case 5: return run("UPDATE product SET status = 1 - status WHERE id = " + product);
      case 6: return run("DELETE FROM price WHERE product = " + product + " AND list = 2");
      case 7:
        return run("INSERT OR REPLACE INTO tax_rate VALUES ('US', 'CA', '', '', '', 'T" + product +
                   "', '', 0, 0, NULL, 1, 0, 0, '', 0)");
      case 8: return put_ship_tos(any_customer());
      case 9:
        return run("UPDATE customer SET rep = '" + std::string(random_.pick(reps)) +
                   "' WHERE id = " + any_customer());
      default:
        return run("UPDATE price SET unit_price = unit_price + 1 WHERE product = " + product);
    }
  }

 private:
  Random random_{20'260'921};
  std::uint64_t last_product_ = 0, last_customer_ = 1;
};

const PartWanted common{.kind = SnapshotPart::common};
const PartWanted everybody{.kind = SnapshotPart::scoped};
const PartWanted kims{.kind = SnapshotPart::scoped, .rep = "kim"};

void append_rows(Statement select, std::string& out) {
  REQUIRE(select);
  const int columns = sqlite3_column_count(select.handle());
  Step step = select.step();
  for (; step == Step::row; step = select.step()) {
    for (int column = 0; column < columns; ++column) {
      out += select.is_null(column) ? "NULL" : std::string(select.text(column));
      out += '|';
    }
    out += '\n';
  }
  REQUIRE(step == Step::done);
}

/// Everything that a reader can find in the parts, as text.
std::string content_of(const std::string& common_part, const std::string& scoped_part) {
  auto snapshot = wire::Snapshot::open({common_part, scoped_part}, Digest{});
  REQUIRE(snapshot);
  const Database& db = snapshot->database();
  std::string out;
  for (const char* table :
       {"meta", "product", "price_list", "price", "list_tax", "tax_rate", "tax_place", "customer",
        "ship_to", "exemption", "customer_vat"}) {
    append_rows(db.prepare("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2"), out);
  }
  for (const char* word : words) {
    Statement hits = db.prepare("SELECT rowid FROM product_search WHERE product_search MATCH ?1 "
                                "ORDER BY rowid");
    hits.bind(1, std::string_view(word));
    append_rows(std::move(hits), out += word);
  }
  return out;
}

void check_whole(const std::string& common_part, const std::string& scoped_part) {
  auto snapshot = wire::Snapshot::open({common_part, scoped_part}, Digest{});
  REQUIRE(snapshot);
  std::string said;
  append_rows(snapshot->database().prepare("PRAGMA integrity_check"), said);
  CHECK(said == "ok|\n");
}

std::size_t new_chunks(std::string_view before, std::string_view after) {
  const auto old = wire::describe_part(before).chunks;
  const std::set<Digest> known(old.begin(), old.end());
  std::size_t count = 0;
  for (const Digest& chunk : wire::describe_part(after).chunks) {
    count += known.contains(chunk) ? 0 : 1;
  }
  return count;
}

std::string fresh(const Catalogue& catalogue, const PartWanted& wanted) {
  auto bytes = wire::build_part(catalogue.db, wanted);
  REQUIRE(bytes);
  return *std::move(bytes);
}

/// Renews the part, and says whether it was laid down anew.
bool renew(const Catalogue& catalogue, const PartWanted& wanted, std::string& bytes,
           std::int64_t& fresh_bytes) {
  auto renewed = wire::renew_part(catalogue.db, wanted, bytes, fresh_bytes);
  REQUIRE(renewed);
  bytes = std::move(renewed->bytes);
  if (renewed->fresh) fresh_bytes = static_cast<std::int64_t>(bytes.size());
  return renewed->fresh;
}

}  // namespace

TEST_CASE("rounds of edits carried over hold what a fresh build holds") {
  Catalogue catalogue(60);
  for (int i = 0; i < 20; ++i) catalogue.add_customer();
  Random random(11);
  std::string common_part, all_part, kims_part;
  std::int64_t common_fresh = 0, all_fresh = 0, kims_fresh = 0;
  int laid_down = 0;
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    for (std::uint64_t edits = 1 + random.below(5); edits > 0; --edits) catalogue.edit();
    laid_down += renew(catalogue, common, common_part, common_fresh) ? 1 : 0;
    renew(catalogue, everybody, all_part, all_fresh);
    renew(catalogue, kims, kims_part, kims_fresh);
    const std::string common_anew = fresh(catalogue, common);
    REQUIRE(content_of(common_part, all_part) ==
            content_of(common_anew, fresh(catalogue, everybody)));
    REQUIRE(content_of(common_part, kims_part) ==
            content_of(common_anew, fresh(catalogue, kims)));
    if (round % 100 == 99) check_whole(common_part, kims_part);
  }
  CHECK(laid_down < 20);
}

TEST_CASE("what is not the server's own to tell stays with it") {
  const Catalogue catalogue(3);
  const std::string part = fresh(catalogue, common);
  CHECK(part.find("secret") == std::string::npos);
  auto snapshot = wire::Snapshot::open({part, fresh(catalogue, everybody)}, Digest{});
  REQUIRE(snapshot);
  CHECK(snapshot->info().company == "Harbour");
}

TEST_CASE("the same edits upon the same bytes make the same bytes, and no edits none") {
  Catalogue catalogue(200);
  const std::string before = fresh(catalogue, common);
  const auto size = static_cast<std::int64_t>(before.size());
  const auto unchanged = wire::renew_part(catalogue.db, common, before, size);
  REQUIRE(unchanged);
  CHECK_FALSE(unchanged->fresh);
  CHECK(unchanged->bytes == before);
  for (int i = 0; i < 30; ++i) catalogue.edit();
  const auto once = wire::renew_part(catalogue.db, common, before, size);
  const auto twice = wire::renew_part(catalogue.db, common, before, size);
  REQUIRE(once);
  REQUIRE(twice);
  CHECK_FALSE(once->fresh);
  CHECK(once->bytes == twice->bytes);
  CHECK(once->bytes != before);
}

TEST_CASE("a price that is changed back is the same file again") {
  Catalogue catalogue(200);
  const std::string before = fresh(catalogue, common);
  std::string bytes = before;
  auto size = static_cast<std::int64_t>(before.size());
  catalogue.run("UPDATE price SET unit_price = unit_price + 1 WHERE product = 7");
  CHECK_FALSE(renew(catalogue, common, bytes, size));
  CHECK(bytes != before);
  catalogue.run("UPDATE price SET unit_price = unit_price - 1 WHERE product = 7");
  CHECK_FALSE(renew(catalogue, common, bytes, size));
  CHECK(bytes == before);
}

TEST_CASE("where the previous part is missing, damaged or another one, it is laid down anew") {
  Catalogue catalogue(50);
  catalogue.add_customer();
  const std::string good = fresh(catalogue, common);
  std::string other_format = good, no_tables = fresh(catalogue, everybody);
  other_format[63] = 9;
  for (const std::string& previous :
       {std::string(), std::string("no database at all"), std::string(5'000, 'x'),
        good.substr(0, 6'000), other_format, no_tables}) {
    const auto renewed = wire::renew_part(catalogue.db, common, previous, 1 << 30);
    REQUIRE(renewed);
    CHECK(renewed->fresh);
    CHECK(renewed->bytes == good);
  }
}

TEST_CASE("a part that has grown by half, or lost a third, is laid down anew") {
  Catalogue catalogue(2'000);
  std::string bytes = fresh(catalogue, common);
  auto size = static_cast<std::int64_t>(bytes.size());
  CHECK_FALSE(renew(catalogue, common, bytes, size));
  for (int i = 0; i < 3'000; ++i) catalogue.add_product();
  CHECK(renew(catalogue, common, bytes, size));
  CHECK(bytes == fresh(catalogue, common));
  catalogue.run("DELETE FROM price WHERE product > 100; DELETE FROM product WHERE id > 100");
  CHECK(renew(catalogue, common, bytes, size));
  CHECK(bytes == fresh(catalogue, common));
}

TEST_CASE("of a customer who went to another rep no byte stays") {
  Catalogue catalogue(1);
  for (int i = 0; i < 40; ++i) catalogue.add_customer();
  catalogue.run("UPDATE customer SET rep = 'kim'; UPDATE customer SET name = 'Quillfeather' "
                "WHERE id = 20");
  std::string bytes = fresh(catalogue, kims);
  REQUIRE(bytes.find("Quillfeather") != std::string::npos);
  auto size = static_cast<std::int64_t>(bytes.size());
  catalogue.run("UPDATE customer SET name = 'Renamed' WHERE id = 21");
  CHECK_FALSE(renew(catalogue, kims, bytes, size));
  catalogue.run("UPDATE customer SET rep = 'lee' WHERE id = 20");
  CHECK(renew(catalogue, kims, bytes, size));
  CHECK(bytes.find("Quillfeather") == std::string::npos);
  CHECK(wire::sees_all_customers(catalogue.db, "kim") == false);
}

TEST_CASE("one changed price, name or status is a few chunks of many") {
  Catalogue catalogue(30'000);
  std::string bytes = fresh(catalogue, common);
  auto size = static_cast<std::int64_t>(bytes.size());
  const auto chunks_after = [&](const std::string& sql) {
    const std::string before = bytes;
    catalogue.run(sql);
    CHECK_FALSE(renew(catalogue, common, bytes, size));
    return new_chunks(before, bytes);
  };
  REQUIRE(wire::describe_part(bytes).chunks.size() >= 20);
  CHECK(chunks_after("UPDATE price SET unit_price = 7 WHERE product = 15000 AND list = 1") == 1);
  CHECK(chunks_after("UPDATE product SET status = 1 WHERE id = 29000") == 1);
  CHECK(chunks_after("UPDATE product SET name = 'oak hinge new' WHERE id = 12000") <= 5);
  CHECK(chunks_after("INSERT INTO tax_rate VALUES "
                     "('US', 'NY', '', '', '', 'T', '', 0, 0, NULL, 1, 0, 0, '', 0)") == 1);
}

TEST_CASE("parts that were packed come out as they went in, and half a pack opens as no snapshot") {
  const Catalogue catalogue(20);
  const wire::SnapshotParts parts{fresh(catalogue, common), fresh(catalogue, everybody)};
  const std::string packed = wire::pack_parts(parts);
  const wire::SnapshotParts again = wire::unpack_parts(packed);
  CHECK(again.common == parts.common);
  CHECK(again.scoped == parts.scoped);
  for (const std::size_t size : {0UL, 7UL, 8UL, 500UL, packed.size() / 2}) {
    CHECK_FALSE(wire::Snapshot::open(wire::unpack_parts(packed.substr(0, size)), Digest{}));
  }
}

TEST_CASE("the name of a snapshot stands for every chunk, their order and their length") {
  const std::string part(3 * wire::chunk_bytes + 17, 'p');
  wire::PartManifest manifest = wire::describe_part(part);
  REQUIRE(manifest.chunks.size() == 4);
  const Digest named = manifest.digest();
  std::swap(manifest.chunks[0], manifest.chunks[3]);
  CHECK(manifest.digest() != named);
  std::swap(manifest.chunks[0], manifest.chunks[3]);
  manifest.bytes += 1;
  CHECK(manifest.digest() != named);
  const Digest other = sha256("other");
  CHECK(wire::snapshot_digest(named, other) != wire::snapshot_digest(other, named));
  CHECK(wire::chunk_of(part, 3).size() == 17);
  CHECK(wire::chunk_of(part, 4).empty());
  CHECK(wire::describe_part("").chunks.empty());
}
