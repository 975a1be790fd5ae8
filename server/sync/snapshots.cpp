#include "server/sync/snapshots.hpp"

#include <algorithm>

#include "server/ops/log.hpp"
#include "server/store/facts.hpp"
#include "server/store/open_database.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/catalogue_schema.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Fact;
using store::Query;
using wire::Step;

namespace {

// Each open snapshot remembers products; the current one is asked most.
constexpr std::size_t idle_per_snapshot_max = 4;
constexpr std::size_t idle_snapshots_max = 4;

std::optional<Published> read_current(Connection& db) {
  Query find = db.query(
      "SELECT number, digest, bytes, (SELECT value FROM meta WHERE key = 'company'), built_ms "
      "FROM snapshot WHERE number = (SELECT value FROM fact WHERE name = 'current_snapshot')");
  if (find.step() != Step::row) return std::nullopt;
  return Published{find.integer(0), Digest::parse(find.view(1)).value_or(Digest{}),
                   find.integer(2), find.text(3), Instant{find.integer(4)}};
}

std::int64_t published_revision(Connection& db, std::int64_t number) {
  Query find = db.query("SELECT catalogue_revision FROM snapshot WHERE number = ?1");
  find.bind(1, number);
  return find.step() == Step::row ? find.integer(0) : -1;
}

std::string company_name(Connection& db) {
  Query find = db.query("SELECT value FROM meta WHERE key = 'company'");
  return find.step() == Step::row ? find.text(0) : std::string();
}

std::int64_t next_number(Connection& db) {
  Query find = db.query("SELECT coalesce(max(number), 0) + 1 FROM snapshot");
  return find.step() == Step::row ? find.integer(0) : 1;
}

bool make_current(Connection& db, const Published& published, std::int64_t revision,
                  Instant now) {
  const std::string digest = published.digest.text();
  Query put = db.query("INSERT INTO snapshot (number, digest, bytes, built_ms, "
                       "catalogue_revision) VALUES (?1, ?2, ?3, ?4, ?5)");
  put.bind(1, published.number).bind(2, digest).bind(3, published.bytes);
  if (!put.bind(4, now.unix_ms).bind(5, revision).run()) return false;
  return store::write_fact(db, Fact::current_snapshot, published.number);
}

}  // namespace

SnapshotLease::~SnapshotLease() {
  if (snapshot_) owner_->take_back(std::move(snapshot_));
}

Snapshots::Snapshots(store::Store& store) : store_(store) {
  const store::Reader db = store_.read();
  current_ = read_current(*db);
}

std::optional<Published> Snapshots::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

std::filesystem::path Snapshots::file(const Digest& digest) const {
  return store_.snapshot_folder() / (digest.text() + ".sqlite");
}

std::filesystem::path Snapshots::compressed_file(const Digest& digest) const {
  return store_.snapshot_folder() / (digest.text() + ".sqlite.gz");
}

bool Snapshots::is_published(const Digest& digest) {
  {
    const std::lock_guard lock(mutex_);
    if (current_ && current_->digest == digest) return true;
  }
  const store::Reader db = store_.read();
  const std::string text = digest.text();
  Query find = db->query("SELECT 1 FROM snapshot WHERE digest = ?1");
  find.bind(1, text);
  return find.step() == Step::row;
}

Result<void> Snapshots::verify(const Digest& digest) {
  {
    const std::lock_guard lock(mutex_);
    if (verified_.contains(digest)) return {};
  }
  const auto bytes = read_whole(file(digest));
  if (!bytes) {
    return std::unexpected(Issues{make_issue(IssueCode::snapshot_damaged, "",
                                             {{"reason", std::string("its file is gone")}})});
  }
  if (auto right = wire::verify_snapshot(*bytes, digest); !right) {
    return std::unexpected(right.error());
  }
  const std::lock_guard lock(mutex_);
  verified_.insert(digest);
  return {};
}

bool Snapshots::is_fresh(const Published& published, std::int64_t revision) {
  {
    const store::Reader db = store_.read();
    if (published_revision(*db, published.number) != revision) return false;
  }
  const auto whole = verify(published.digest);
  if (!whole) {
    const explain::Said said = explain::say_issue(whole.error().front());
    ops::log_event(ops::Level::warning, "snapshot.damaged",
                   {{"number", std::to_string(published.number)}, {"reason", said.sentence}});
  }
  return whole.has_value();
}

Result<Published> Snapshots::publish(Instant now) {
  const std::lock_guard one_at_a_time(publishing_);
  const store::Reader db = store_.read();
  const std::int64_t revision = store::read_fact(*db, Fact::catalogue_revision);
  if (const auto known = current(); known && is_fresh(*known, revision)) return *known;
  return build(*db, revision, now);
}

Result<Published> Snapshots::build(Connection& db, std::int64_t revision, Instant now) {
  Published published;
  published.company = company_name(db);
  if (published.company.empty()) {
    return std::unexpected(Issues{make_issue(IssueCode::company_missing, "")});
  }
  published.number = next_number(db);
  const auto bytes = wire::build_snapshot(db.database(), published.number);
  if (!bytes) return std::unexpected(bytes.error());
  published.digest = sha256(*bytes);
  published.bytes = static_cast<std::int64_t>(bytes->size());
  published.built = now;
  // The file first: a row that names a file must find it after a crash.
  if (auto written = write_whole(file(published.digest), *bytes); !written) {
    return std::unexpected(written.error());
  }
  const store::Written written = store_.write([&](Connection& writing) {
    return make_current(writing, published, revision, now) ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) {
    return std::unexpected(Issues{store::write_issue(written)});
  }
  const std::lock_guard lock(mutex_);
  verified_.insert(published.digest);
  current_ = published;
  return published;
}

Result<void> Snapshots::compress(const Digest& digest) const {
  std::error_code error;
  if (std::filesystem::exists(compressed_file(digest), error)) return {};
  const auto bytes = read_whole(file(digest));
  const std::string compressed = bytes ? gzip(*bytes) : std::string();
  if (compressed.empty()) {
    return std::unexpected(
        Issues{make_issue(IssueCode::file_not_written, "",
                          {{"file", compressed_file(digest).string()},
                           {"reason", std::string("its source cannot be read")}})});
  }
  return write_whole(compressed_file(digest), compressed);
}

Result<SnapshotLease> Snapshots::open(const Digest& digest) {
  if (auto idle = take_idle(digest)) return SnapshotLease(*this, std::move(idle));
  if (!is_published(digest)) {
    return std::unexpected(
        Issues{make_issue(IssueCode::snapshot_not_here, "", {{"digest", digest.text()}})});
  }
  if (auto right = verify(digest); !right) return std::unexpected(right.error());
  wire::Database database = store::open_immutable(file(digest));
  wire::Statement version = database.prepare("PRAGMA user_version");
  const std::int64_t found = version && version.step() == Step::row ? version.integer(0) : -1;
  if (found != wire::snapshot_format) {
    return std::unexpected(Issues{make_issue(
        IssueCode::snapshot_version_unknown, "",
        {{"found", found}, {"expected", std::int64_t{wire::snapshot_format}}})});
  }
  version = wire::Statement();
  auto snapshot = wire::Snapshot::over(std::move(database), digest);
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
