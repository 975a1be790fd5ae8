// Snapshots: what the devices decide with, published, kept and opened.
// In goes the store; out come the current snapshot's name, any published one opened for reading,
// and a new one when the catalogue has changed. Files lie in <data>/snapshots under their digest
// and are never removed, because an order may name them years later.
// It knows no HTTP. Building copies the catalogue tables in one read transaction.
//   Snapshots snapshots(store);  snapshots.publish(now);  auto lease = snapshots.open(digest);
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "server/store/store.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::sync {

struct Published {
  std::int64_t number = 0;
  Digest digest;
  std::int64_t bytes = 0;
  std::string company;
  /// When it was built: since then these are the company's prices.
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
  /// Publishes when the catalogue has changed since the last time, or the current file is gone or
  /// damaged; otherwise the current one. Issues: company_missing, snapshot_not_written, disk_full.
  Result<Published> publish(Instant now);
  /// Issues: snapshot_not_here, snapshot_damaged, snapshot_digest_differs,
  /// snapshot_version_unknown.
  Result<SnapshotLease> open(const Digest& digest);

  /// Where its bytes lie; whether it was ever published is is_published()'s to say.
  std::filesystem::path file(const Digest& digest) const;
  /// The same bytes compressed (gzip); made by compress().
  std::filesystem::path compressed_file(const Digest& digest) const;
  bool is_published(const Digest& digest);
  /// Makes the compressed file where it is missing. Issue: file_not_written.
  Result<void> compress(const Digest& digest) const;

 private:
  friend class SnapshotLease;
  void take_back(std::unique_ptr<wire::Snapshot> snapshot);
  std::unique_ptr<wire::Snapshot> take_idle(const Digest& digest);
  Result<void> verify(const Digest& digest);
  bool is_fresh(const Published& published, std::int64_t revision);
  Result<Published> build(store::Connection& db, std::int64_t revision, Instant now);

  store::Store& store_;
  /// One builds at a time.
  std::mutex publishing_;
  mutable std::mutex mutex_;
  std::optional<Published> current_;
  std::map<Digest, std::vector<std::unique_ptr<wire::Snapshot>>> idle_;
  /// Digests whose file was read whole and found right by this process.
  std::set<Digest> verified_;
};

}  // namespace tally::server::sync
