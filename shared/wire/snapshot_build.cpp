#include "shared/wire/snapshot_build.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>

#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/snapshot_tables.hpp"

namespace tally::wire {

namespace {

std::unexpected<Issues> failed(const Database& source, const Database& target) {
  const std::string said = target.message();
  std::string why = said == "not an error" ? source.message() : said;
  return std::unexpected(
      Issues{make_issue(IssueCode::snapshot_damaged, "", {{"reason", std::move(why)}})});
}

bool make_tables(const Database& target, SnapshotPart kind) {
  // A price may be laid down before its product, and nothing is ever rolled back.
  const bool good = target.execute("PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF; BEGIN") &&
                    target.execute(kind == SnapshotPart::common ? common_tables_sql
                                                            : customer_tables_sql);
  const std::string format = "PRAGMA user_version = " + std::to_string(snapshot_format);
  const std::string ours = "PRAGMA application_id = " + std::to_string(snapshot_application);
  return good && target.execute(format.c_str()) && target.execute(ours.c_str());
}

// Where SQLite's header counts changes and names its own version. Two files with the same rows on
// the same pages shall be the same file, whatever the way there.
constexpr std::array<std::array<unsigned char, 5>, 3> header_values{
    {{24, 0, 0, 0, 1}, {92, 0, 0, 0, 1}, {96, 0, 46, 143, 203}}};

std::optional<std::string> take_bytes(const Database& target) {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(target.handle(), "main", &size, 0);
  if (bytes == nullptr) return std::nullopt;
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  if (out.size() < 100) return std::nullopt;
  for (const auto& value : header_values) std::memcpy(&out[value[0]], &value[1], 4);
  return out;
}

std::int64_t number_of(const Database& db, std::string_view sql) {
  Statement row = db.prepare(sql);
  return row && row.step() == Step::row ? row.integer(0) : -1;
}

/// The statements that made its tables.
std::string schema_of(const Database& db) {
  Statement row = db.prepare("SELECT coalesce(group_concat(sql, char(10)), '') FROM "
                             "(SELECT sql FROM sqlite_schema ORDER BY name)");
  return row && row.step() == Step::row ? std::string(row.text(0)) : std::string();
}

/// The bytes as a database. Read-only it lies over them, writable it is a copy.
Database open_bytes(std::string& bytes, bool writable) {
  Database db = Database::in_memory();
  auto* data = reinterpret_cast<unsigned char*>(bytes.data());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  unsigned flags = SQLITE_DESERIALIZE_READONLY;
  if (writable) {
    data = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    if (data == nullptr) return Database();
    std::memcpy(data, bytes.data(), bytes.size());
    flags = SQLITE_DESERIALIZE_RESIZEABLE | SQLITE_DESERIALIZE_FREEONCLOSE;
  }
  const int code = sqlite3_deserialize(db.handle(), "main", data, size, size, flags);
  return code == SQLITE_OK ? std::move(db) : Database();
}

bool is_ours(const Database& previous, SnapshotPart kind) {
  if (number_of(previous, "PRAGMA application_id") != snapshot_application) return false;
  if (number_of(previous, "PRAGMA user_version") != snapshot_format) return false;
  const Database empty = Database::in_memory();
  if (!make_tables(empty, kind)) return false;
  if (kind == SnapshotPart::common && !empty.execute(search_tables_sql)) return false;
  return schema_of(empty) == schema_of(previous);
}

/// A third of its pages, or more, hold nothing.
bool is_hollow(const Database& db) {
  return 3 * number_of(db, "PRAGMA freelist_count") >= number_of(db, "PRAGMA page_count");
}

/// A third of the products, or more, went: their words stay behind in the search index for a while.
bool has_shrunk(const Database& previous, const Database& target, SnapshotPart kind) {
  if (kind != SnapshotPart::common) return false;
  constexpr const char* count = "SELECT count(*) FROM product";
  return 3 * number_of(target, count) <= 2 * number_of(previous, count);
}

/// The previous part's bytes with the differences carried in; nullopt where it is to be fresh.
std::optional<std::string> carry_over(const Database& source, const PartWanted& wanted,
                                      std::string& bytes) {
  const Database previous = open_bytes(bytes, false);
  if (!previous || !is_ours(previous, wanted.kind)) return std::nullopt;
  const Database target = open_bytes(bytes, true);
  if (!target || !target.execute("PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF; BEGIN")) {
    return std::nullopt;
  }
  bool differs = false;
  for (const PartTable& table : part_tables(wanted.kind)) {
    const Differs found = take_out(source, previous, target, table, wanted);
    if (found == Differs::failed) return std::nullopt;
    if (found == Differs::no) continue;
    differs = true;
    if (!put_in(source, previous, target, table, wanted)) return std::nullopt;
  }
  if (!target.execute("COMMIT")) return std::nullopt;
  if (!differs) return std::move(bytes);
  if (is_hollow(target) || has_shrunk(previous, target, wanted.kind)) return std::nullopt;
  return take_bytes(target);
}

/// Whether a customer of the previous part is not in the wanted one.
bool lost_customer(const Database& source, const PartWanted& wanted, std::string& bytes) {
  const Database previous = open_bytes(bytes, false);
  Statement known = previous.prepare("SELECT id FROM customer");
  Statement still = source.prepare(
      "SELECT 1 FROM customer WHERE id = ?1 AND (?2 IS NULL OR rep = '' OR lower(rep) = ?2)");
  if (!known || !still) return true;
  Step step = known.step();
  for (; step == Step::row; step = known.step()) {
    still.bind(1, known.integer(0));
    if (wanted.rep) still.bind(2, std::string_view(*wanted.rep));
    const bool is_still = still.step() == Step::row;
    still.reset();
    if (!is_still) return true;
  }
  return step == Step::failed;
}

}  // namespace

bool sees_all_customers(const Database& source, std::string_view rep) {
  Statement other = source.prepare(
      "SELECT NOT EXISTS (SELECT 1 FROM customer WHERE rep <> '' AND lower(rep) <> ?1)");
  if (!other) return false;
  other.bind(1, rep);
  return other.step() == Step::row && other.integer(0) == 1;
}

Result<std::string> build_part(const Database& source, const PartWanted& wanted) {
  const Database target = Database::in_memory();
  bool good = make_tables(target, wanted.kind);
  for (const PartTable& table : part_tables(wanted.kind)) {
    good = good && copy_table(source, target, table, wanted);
  }
  if (wanted.kind == SnapshotPart::common) {
    good = good && target.execute(search_tables_sql) && target.execute(search_rows_sql);
  }
  good = good && target.execute("COMMIT");
  auto bytes = good ? take_bytes(target) : std::nullopt;
  if (!bytes) return failed(source, target);
  return *std::move(bytes);
}

Result<RenewedPart> renew_part(const Database& source, const PartWanted& wanted,
                               std::string previous, std::int64_t fresh_bytes) {
  const bool can_go_on =
      !previous.empty() &&
      (wanted.kind == SnapshotPart::common || !lost_customer(source, wanted, previous));
  if (can_go_on) {
    auto bytes = carry_over(source, wanted, previous);
    const bool too_large =
        bytes && 2 * static_cast<std::int64_t>(bytes->size()) > 3 * fresh_bytes;
    if (bytes && !too_large) return RenewedPart{*std::move(bytes), false};
  }
  auto bytes = build_part(source, wanted);
  if (!bytes) return std::unexpected(bytes.error());
  return RenewedPart{*std::move(bytes), true};
}

Result<SnapshotParts> build_snapshot(const Database& source) {
  auto common = build_part(source, {.kind = SnapshotPart::common});
  if (!common) return std::unexpected(common.error());
  auto scoped = build_part(source, {.kind = SnapshotPart::scoped});
  if (!scoped) return std::unexpected(scoped.error());
  return SnapshotParts{*std::move(common), *std::move(scoped)};
}

}  // namespace tally::wire
