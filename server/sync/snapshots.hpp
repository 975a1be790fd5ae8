// Snapshots: what the devices decide with, published, kept and opened.
// In goes the store; out come the current snapshot of a scope, any published one opened for
// reading, its chunks, and a new one when the catalogue has changed. A publication is one common
// part and a scoped part for each distinct set of customers; each is built from the one before it.
// Chunks and manifests are never removed, because an order may name them years later.
// It knows no HTTP. Building reads the catalogue tables in one read transaction.
//   Snapshots snapshots(store);  snapshots.publish(now);  auto lease = snapshots.open(digest);
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "server/store/store.hpp"
#include "server/sync/part_shelf.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::sync {

struct Published {
  std::int64_t number = 0;
  /// Of the snapshot with every customer: what the server itself decides with.
  Digest digest;
  std::int64_t bytes = 0;
  std::string company;
  /// When it was built: since then these are the company's prices.
  Instant built;
};

/// One scope's snapshot, as a device fetches it.
struct Manifest {
  ManifestRow row;
  std::string company;
  Instant built;
};

class Snapshots;

/// An open snapshot on loan: one thread uses it at a time.
class SnapshotLease {
 public:
  SnapshotLease(Snapshots& owner, std::unique_ptr<wire::Snapshot> snapshot)
      : owner_(&owner), snapshot_(std::move(snapshot)) {}
  SnapshotLease(SnapshotLease&&) noexcept = default;
  SnapshotLease& operator=(SnapshotLease&&) = delete;
  ~SnapshotLease();
  wire::Snapshot& operator*() const { return *snapshot_; }
  wire::Snapshot* operator->() const { return snapshot_.get(); }

 private:
  Snapshots* owner_;
  std::unique_ptr<wire::Snapshot> snapshot_;
};

class Snapshots {
 public:
  explicit Snapshots(store::Store& store);

  /// nullopt where nothing was published yet.
  std::optional<Published> current() const;
  /// Whether it is the current one of any scope.
  bool is_current(const Digest& digest) const;
  /// Publishes when the catalogue has changed since the last time, or the current one is damaged
  /// past mending; gives new people's scopes theirs; otherwise the current one.
  /// Issues: company_missing, file_not_written, disk_full, snapshot_damaged.
  Result<Published> publish(Instant now);
  /// Issues: snapshot_not_here, snapshot_damaged, snapshot_version_unknown.
  Result<SnapshotLease> open(const Digest& digest);

  /// The scope's current one. Issue: company_missing, or what publish() says.
  Result<Manifest> current_for(const std::string& scope, Instant now);
  /// One that the scope had, or any for "all". Issue: snapshot_not_here.
  Result<Manifest> find(const Digest& digest, const std::string& scope);
  /// A chunk that the scope may have, compressed (gzip). Issues: snapshot_not_here (also where it
  /// belongs to another scope), snapshot_damaged.
  Result<std::string> chunk(const Digest& digest, const std::string& scope);

  PartShelf& shelf() { return shelf_; }

 private:
  friend class SnapshotLease;
  void take_back(std::unique_ptr<wire::Snapshot> snapshot);
  std::unique_ptr<wire::Snapshot> take_idle(const Digest& digest);
  void read_current(store::Connection& db);
  /// Whether all of it can be read; says so in the log where not.
  bool is_whole(const PublicationRow& row, const ManifestRow& manifest);

  store::Store& store_;
  PartShelf shelf_;
  /// One builds at a time.
  std::mutex publishing_;
  mutable std::mutex mutex_;
  std::optional<Published> current_;
  std::set<Digest> current_digests_;
  std::map<Digest, std::vector<std::unique_ptr<wire::Snapshot>>> idle_;
};

}  // namespace tally::server::sync
