#include "server/sync/publication.hpp"

#include <algorithm>

#include "server/store/facts.hpp"
#include "shared/wire/snapshot_build.hpp"

namespace tally::server::sync {

using store::Connection;
using wire::SnapshotPart;
using wire::PartWanted;

namespace {

/// Makes parts upon the current ones of their scopes.
class Maker {
 public:
  Maker(Connection& db, PartShelf& shelf) : db_(&db), shelf_(&shelf) {}

  Result<PartRow> make(const PartWanted& wanted, const PartRow* before) {
    auto previous = before == nullptr ? std::nullopt : shelf_->read(*before);
    // Where the previous one is gone its chunks are no longer relied upon either.
    const wire::PartManifest known = previous ? before->manifest : wire::PartManifest{};
    const std::int64_t fresh_bytes = before == nullptr ? 0 : before->fresh_bytes;
    auto built = wire::renew_part(db_->database(), wanted, std::move(previous).value_or(""),
                                  fresh_bytes);
    if (!built) return std::unexpected(built.error());
    PartRow part;
    part.manifest = wire::describe_part(built->bytes);
    part.digest = part.manifest.digest();
    part.fresh_bytes = built->fresh ? part.manifest.bytes : fresh_bytes;
    // The server itself opens what everyone and what "all" sees; a rep's only for their orders.
    auto put = shelf_->put(part, built->bytes, known, !wanted.rep);
    if (!put) return std::unexpected(put.error());
    return part;
  }

  /// The scope's customers; `all` where these are everybody's.
  Result<PartRow> make_scoped(const std::string& scope, const PartRow& all) {
    const auto rep = rep_of(scope);
    if (!rep || wire::sees_all_customers(db_->database(), *rep)) return all;
    const auto before = find_current(*db_, scope);
    return make({.kind = SnapshotPart::scoped, .rep = rep}, before ? &before->scoped : nullptr);
  }

 private:
  Connection* db_;
  PartShelf* shelf_;
};

ManifestRow name_manifest(const std::string& scope, std::int64_t number, PartRow common,
                          PartRow scoped) {
  return {wire::snapshot_digest(common.digest, scoped.digest), scope, number, std::move(common),
          std::move(scoped)};
}

bool put_manifest(Connection& db, ManifestRow manifest) {
  const auto common = put_part(db, manifest.common), scoped = put_part(db, manifest.scoped);
  if (!common || !scoped) return false;
  manifest.common.id = *common;
  manifest.scoped.id = *scoped;
  return put_current(db, manifest);
}

Result<void> write_all(store::Store& store, const store::Change& change) {
  const store::Written written = store.write(change);
  if (written == store::Written::kept) return {};
  return std::unexpected(Issues{store::write_issue(written)});
}

/// Those that are new to their scope: the others keep the number since which they hold.
std::vector<ManifestRow> only_changed(std::vector<ManifestRow> manifests, Connection& db) {
  std::erase_if(manifests, [&](const ManifestRow& manifest) {
    const auto current = find_current(db, manifest.scope);
    return current && current->digest == manifest.digest;
  });
  return manifests;
}

}  // namespace

Result<PublicationRow> publish_all(store::Store& store, Connection& db, PartShelf& shelf,
                                   std::int64_t revision, Instant now) {
  Maker maker(db, shelf);
  const auto before = find_current(db, scope_all);
  const auto common =
      maker.make({.kind = SnapshotPart::common}, before ? &before->common : nullptr);
  if (!common) return std::unexpected(common.error());
  const auto all = maker.make({.kind = SnapshotPart::scoped}, before ? &before->scoped : nullptr);
  if (!all) return std::unexpected(all.error());
  const std::int64_t number = next_publication(db);
  std::vector<ManifestRow> manifests;
  for (const std::string& scope : list_scopes(db)) {
    const auto scoped = maker.make_scoped(scope, *all);
    if (!scoped) return std::unexpected(scoped.error());
    manifests.push_back(name_manifest(scope, number, *common, *scoped));
  }
  const PublicationRow row{number, manifests.front().digest,
                           common->manifest.bytes + all->manifest.bytes, now, revision};
  manifests = only_changed(std::move(manifests), db);
  const auto written = write_all(store, [&](Connection& writing) {
    const bool good =
        put_publication(writing, row) && let_everyone_have(writing, *common) &&
        std::ranges::all_of(manifests,
                            [&](const ManifestRow& each) { return put_manifest(writing, each); }) &&
        store::write_fact(writing, store::Fact::current_snapshot, number);
    return good ? store::Keep::yes : store::Keep::no;
  });
  if (!written) return std::unexpected(written.error());
  return row;
}

Result<void> publish_missing(store::Store& store, Connection& db, PartShelf& shelf) {
  const auto all = find_current(db, scope_all);
  if (!all) return {};
  Maker maker(db, shelf);
  std::vector<ManifestRow> manifests;
  for (const std::string& scope : list_scopes(db)) {
    if (find_current(db, scope)) continue;
    const auto scoped = maker.make_scoped(scope, all->scoped);
    if (!scoped) return std::unexpected(scoped.error());
    manifests.push_back(name_manifest(scope, all->number, all->common, *scoped));
  }
  if (manifests.empty()) return {};
  return write_all(store, [&](Connection& writing) {
    const bool good = std::ranges::all_of(
        manifests, [&](const ManifestRow& each) { return put_manifest(writing, each); });
    return good ? store::Keep::yes : store::Keep::no;
  });
}

}  // namespace tally::server::sync
