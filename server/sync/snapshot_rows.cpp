#include "server/sync/snapshot_rows.hpp"

#include <algorithm>

namespace tally::server::sync {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

constexpr std::string_view rep_prefix = "rep:";
/// Stands for everyone in snapshot_chunk.
constexpr std::string_view everyone = "";

std::string_view raw(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

std::vector<Digest> read_digests(std::string_view blob) {
  std::vector<Digest> digests(blob.size() / sizeof(Digest::bytes));
  for (std::size_t i = 0; i < digests.size(); ++i) {
    const auto* from = reinterpret_cast<const std::uint8_t*>(blob.data()) + i * 32;
    std::copy_n(from, 32, digests[i].bytes.begin());
  }
  return digests;
}

PartRow read_part(Connection& db, std::int64_t id) {
  Query find =
      db.query("SELECT digest, fresh_bytes, bytes, chunks FROM snapshot_part WHERE id = ?1");
  find.bind(1, id);
  if (find.step() != Step::row) return {};
  return {id, Digest::parse(find.view(0)).value_or(Digest{}), find.integer(1),
          wire::PartManifest{find.integer(2), read_digests(find.blob(3))}};
}

// Columns: digest, scope, number, common, scoped.
ManifestRow read_manifest(Connection& db, Query& row) {
  return {Digest::parse(row.view(0)).value_or(Digest{}), row.text(1), row.integer(2),
          read_part(db, row.integer(3)), read_part(db, row.integer(4))};
}

bool let_have_chunks(Connection& db, const PartRow& part, std::string_view scope) {
  Query put = db.query("INSERT OR IGNORE INTO snapshot_chunk (digest, scope) VALUES (?1, ?2)");
  return std::ranges::all_of(part.manifest.chunks, [&](const Digest& chunk) {
    return put.bind_blob(1, raw(chunk)).bind(2, scope).run();
  });
}

}  // namespace

std::string scope_of(std::string_view login, Role role) {
  if (role != Role::rep) return std::string(scope_all);
  return std::string(rep_prefix) + std::string(login);
}

std::optional<std::string> rep_of(std::string_view scope) {
  if (!scope.starts_with(rep_prefix)) return std::nullopt;
  return std::string(scope.substr(rep_prefix.size()));
}

std::vector<std::string> list_scopes(Connection& db) {
  std::vector<std::string> scopes{std::string(scope_all)};
  Query select =
      db.query("SELECT login FROM user WHERE role = 'rep' AND disabled = 0 ORDER BY login");
  while (select.step() == Step::row) scopes.push_back(scope_of(select.view(0), Role::rep));
  return scopes;
}

std::optional<PublicationRow> find_publication(Connection& db, std::int64_t number) {
  Query find = db.query(
      "SELECT digest, bytes, built_ms, catalogue_revision FROM snapshot WHERE number = ?1");
  find.bind(1, number);
  if (find.step() != Step::row) return std::nullopt;
  return PublicationRow{number, Digest::parse(find.view(0)).value_or(Digest{}), find.integer(1),
                        Instant{find.integer(2)}, find.integer(3)};
}

std::int64_t next_publication(Connection& db) {
  Query find = db.query("SELECT coalesce(max(number), 0) + 1 FROM snapshot");
  return find.step() == Step::row ? find.integer(0) : 1;
}

std::string company_name(Connection& db) {
  Query find = db.query("SELECT value FROM meta WHERE key = 'company'");
  return find.step() == Step::row ? find.text(0) : std::string();
}

std::optional<ManifestRow> find_manifest(Connection& db, const Digest& digest,
                                         std::string_view scope) {
  Query find = db.query("SELECT digest, scope, number, common, scoped FROM snapshot_manifest "
                        "WHERE digest = ?1 AND scope = ?2");
  const std::string text = digest.text();
  find.bind(1, text).bind(2, scope);
  if (find.step() != Step::row) return std::nullopt;
  return read_manifest(db, find);
}

std::optional<ManifestRow> find_manifest(Connection& db, const Digest& digest) {
  Query find = db.query("SELECT digest, scope, number, common, scoped FROM snapshot_manifest "
                        "WHERE digest = ?1 LIMIT 1");
  const std::string text = digest.text();
  find.bind(1, text);
  if (find.step() != Step::row) return std::nullopt;
  return read_manifest(db, find);
}

std::optional<ManifestRow> find_current(Connection& db, std::string_view scope) {
  Query find = db.query(
      "SELECT m.digest, m.scope, m.number, m.common, m.scoped FROM snapshot_current AS c "
      "JOIN snapshot_manifest AS m ON m.digest = c.manifest AND m.scope = c.scope "
      "WHERE c.scope = ?1");
  find.bind(1, scope);
  if (find.step() != Step::row) return std::nullopt;
  return read_manifest(db, find);
}

std::vector<ManifestRow> list_current(Connection& db) {
  std::vector<ManifestRow> manifests;
  Query select = db.query(
      "SELECT m.digest, m.scope, m.number, m.common, m.scoped FROM snapshot_current AS c "
      "JOIN snapshot_manifest AS m ON m.digest = c.manifest AND m.scope = c.scope "
      "ORDER BY c.scope");
  while (select.step() == Step::row) manifests.push_back(read_manifest(db, select));
  return manifests;
}

bool may_have_chunk(Connection& db, const Digest& chunk, std::string_view scope) {
  Query find = db.query("SELECT 1 FROM snapshot_chunk WHERE digest = ?1 "
                        "AND (?2 = 'all' OR scope IN ('', ?2)) LIMIT 1");
  return find.bind_blob(1, raw(chunk)).bind(2, scope).step() == Step::row;
}

std::vector<Digest> list_chunks(Connection& db) {
  std::vector<Digest> chunks;
  Query select = db.query("SELECT DISTINCT digest FROM snapshot_chunk ORDER BY digest");
  while (select.step() == Step::row) chunks.push_back(read_digests(select.blob(0)).front());
  return chunks;
}

std::optional<std::int64_t> put_part(Connection& db, const PartRow& part) {
  const std::string digest = part.digest.text();
  {
    Query find = db.query("SELECT id FROM snapshot_part WHERE digest = ?1");
    find.bind(1, digest);
    if (find.step() == Step::row) return find.integer(0);
  }
  std::string chunks;
  for (const Digest& chunk : part.manifest.chunks) chunks += raw(chunk);
  Query put = db.query("INSERT INTO snapshot_part (digest, bytes, fresh_bytes, chunks) "
                       "VALUES (?1, ?2, ?3, ?4)");
  put.bind(1, digest).bind(2, part.manifest.bytes).bind(3, part.fresh_bytes);
  if (!put.bind_blob(4, chunks).run()) return std::nullopt;
  return db.last_row_id();
}

bool let_everyone_have(Connection& db, const PartRow& common) {
  return let_have_chunks(db, common, everyone);
}

bool put_current(Connection& db, const ManifestRow& manifest) {
  const std::string digest = manifest.digest.text();
  // A manifest that comes back (a price changed and changed back) is of the newer publication.
  Query put = db.query("INSERT INTO snapshot_manifest (digest, scope, number, common, scoped) "
                       "VALUES (?1, ?2, ?3, ?4, ?5) "
                       "ON CONFLICT (digest, scope) DO UPDATE SET number = ?3");
  put.bind(1, digest).bind(2, manifest.scope).bind(3, manifest.number);
  if (!put.bind(4, manifest.common.id).bind(5, manifest.scoped.id).run()) return false;
  Query make_current = db.query("INSERT INTO snapshot_current (scope, manifest) VALUES (?1, ?2) "
                                "ON CONFLICT (scope) DO UPDATE SET manifest = ?2");
  return make_current.bind(1, manifest.scope).bind(2, digest).run() &&
         let_have_chunks(db, manifest.scoped, manifest.scope);
}

bool put_publication(Connection& db, const PublicationRow& publication) {
  const std::string digest = publication.digest.text();
  Query put = db.query("INSERT INTO snapshot (number, digest, bytes, built_ms, "
                       "catalogue_revision) VALUES (?1, ?2, ?3, ?4, ?5)");
  put.bind(1, publication.number).bind(2, digest).bind(3, publication.bytes);
  put.bind(4, publication.built.unix_ms).bind(5, publication.catalogue_revision);
  return put.run();
}

}  // namespace tally::server::sync
