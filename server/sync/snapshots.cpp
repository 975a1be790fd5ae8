#include "server/sync/snapshots.hpp"

#include <algorithm>

#include "server/ops/log.hpp"
#include "server/store/facts.hpp"
#include "server/store/open_database.hpp"
#include "server/sync/publication.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Fact;

namespace {

// Each open snapshot remembers products; the current one is asked most.
constexpr std::size_t idle_per_snapshot_max = 4;
constexpr std::size_t idle_snapshots_max = 4;

Issues not_here(const Digest& digest) {
  return {make_issue(IssueCode::snapshot_not_here, "", {{"digest", digest.text()}})};
}

Issues damaged(std::string reason) {
  return {make_issue(IssueCode::snapshot_damaged, "", {{"reason", std::move(reason)}})};
}

Published published_of(Connection& db, const PublicationRow& row) {
  return {row.number, row.digest, row.bytes, company_name(db), row.built};
}

bool scopes_are_served(Connection& db) {
  const std::vector<std::string> scopes = list_scopes(db);
  return std::ranges::all_of(
      scopes, [&](const std::string& scope) { return find_current(db, scope).has_value(); });
}

Manifest manifest_of(Connection& db, ManifestRow row) {
  const auto publication = find_publication(db, row.number);
  return {std::move(row), company_name(db), publication ? publication->built : Instant{}};
}

}  // namespace

SnapshotLease::~SnapshotLease() {
  if (snapshot_) owner_->take_back(std::move(snapshot_));
}

Snapshots::Snapshots(store::Store& store) : store_(store), shelf_(store.snapshot_folder()) {
  const store::Reader db = store_.read();
  read_current(*db);
}

void Snapshots::read_current(Connection& db) {
  const auto row = find_publication(db, store::read_fact(db, Fact::current_snapshot));
  std::set<Digest> digests;
  for (const ManifestRow& manifest : list_current(db)) digests.insert(manifest.digest);
  const std::lock_guard lock(mutex_);
  if (row) current_ = published_of(db, *row);
  current_digests_ = std::move(digests);
}

std::optional<Published> Snapshots::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

bool Snapshots::is_current(const Digest& digest) const {
  const std::lock_guard lock(mutex_);
  return current_digests_.contains(digest);
}

bool Snapshots::is_whole(const PublicationRow& row, const ManifestRow& manifest) {
  const auto files = shelf_.files(manifest.common, manifest.scoped);
  if (files) return true;
  ops::log_event(ops::Level::warning, "snapshot.damaged",
                 {{"number", std::to_string(row.number)},
                  {"reason", explain::say_issue(files.error().front()).sentence}});
  return false;
}

Result<Published> Snapshots::publish(Instant now) {
  const std::lock_guard one_at_a_time(publishing_);
  {
    const store::Reader db = store_.read();
    const std::int64_t revision = store::read_fact(*db, Fact::catalogue_revision);
    const auto known = current();
    const auto row = known ? find_publication(*db, known->number) : std::nullopt;
    const auto all = find_current(*db, scope_all);
    const bool is_fresh =
        row && row->catalogue_revision == revision && all && is_whole(*row, *all);
    if (is_fresh && scopes_are_served(*db)) return *known;
    if (company_name(*db).empty()) {
      return std::unexpected(Issues{make_issue(IssueCode::company_missing, "")});
    }
    if (is_fresh) {
      if (auto added = publish_missing(store_, *db, shelf_); !added) {
        return std::unexpected(added.error());
      }
    } else if (auto made = publish_all(store_, *db, shelf_, revision, now); !made) {
      return std::unexpected(made.error());
    }
  }
  const store::Reader db = store_.read();
  read_current(*db);
  std::set<Digest> parts;
  for (const ManifestRow& manifest : list_current(*db)) {
    parts.insert({manifest.common.digest, manifest.scoped.digest});
  }
  shelf_.keep_only(parts);
  return *current();
}

Result<Manifest> Snapshots::current_for(const std::string& scope, Instant now) {
  {
    const store::Reader db = store_.read();
    if (auto row = find_current(*db, scope)) return manifest_of(*db, *std::move(row));
  }
  if (auto published = publish(now); !published) return std::unexpected(published.error());
  const store::Reader db = store_.read();
  if (auto row = find_current(*db, scope)) return manifest_of(*db, *std::move(row));
  return std::unexpected(Issues{make_issue(IssueCode::company_missing, "")});
}

Result<Manifest> Snapshots::find(const Digest& digest, const std::string& scope) {
  const store::Reader db = store_.read();
  auto row = scope == scope_all ? find_manifest(*db, digest) : find_manifest(*db, digest, scope);
  if (!row) return std::unexpected(not_here(digest));
  return manifest_of(*db, *std::move(row));
}

Result<std::string> Snapshots::chunk(const Digest& digest, const std::string& scope) {
  std::vector<PartRow> parts;
  {
    const store::Reader db = store_.read();
    if (!may_have_chunk(*db, digest, scope)) return std::unexpected(not_here(digest));
    if (auto bytes = shelf_.chunks().read_compressed(digest)) return *std::move(bytes);
    for (ManifestRow& manifest : list_current(*db)) {
      parts.push_back(std::move(manifest.common));
      parts.push_back(std::move(manifest.scoped));
    }
  }
  if (shelf_.mend_chunk(digest, parts)) {
    if (auto bytes = shelf_.chunks().read_compressed(digest)) return *std::move(bytes);
  }
  return std::unexpected(damaged("chunk " + digest.text() + " is gone"));
}

Result<SnapshotLease> Snapshots::open(const Digest& digest) {
  if (auto idle = take_idle(digest)) return SnapshotLease(*this, std::move(idle));
  std::optional<ManifestRow> manifest;
  {
    const store::Reader db = store_.read();
    manifest = find_manifest(*db, digest);
  }
  if (!manifest) return std::unexpected(not_here(digest));
  const auto files = shelf_.files(manifest->common, manifest->scoped);
  if (!files) return std::unexpected(files.error());
  auto snapshot =
      wire::Snapshot::over_parts(store::open_immutable(files->first, files->second), digest);
  if (!snapshot) return std::unexpected(snapshot.error());
  return SnapshotLease(*this, std::make_unique<wire::Snapshot>(*std::move(snapshot)));
}

std::unique_ptr<wire::Snapshot> Snapshots::take_idle(const Digest& digest) {
  const std::lock_guard lock(mutex_);
  const auto found = idle_.find(digest);
  if (found == idle_.end() || found->second.empty()) return nullptr;
  std::unique_ptr<wire::Snapshot> snapshot = std::move(found->second.back());
  found->second.pop_back();
  return snapshot;
}

void Snapshots::take_back(std::unique_ptr<wire::Snapshot> snapshot) {
  if (!snapshot->health()) return;
  const std::lock_guard lock(mutex_);
  const Digest digest = snapshot->digest();
  if (idle_.size() >= idle_snapshots_max && !idle_.contains(digest)) {
    // The current one stays; of the others any may go.
    std::erase_if(idle_, [&](const auto& entry) {
      return !current_ || entry.first != current_->digest;
    });
  }
  auto& places = idle_[digest];
  if (places.size() < idle_per_snapshot_max) places.push_back(std::move(snapshot));
}

}  // namespace tally::server::sync
