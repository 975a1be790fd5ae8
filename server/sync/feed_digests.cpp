#include "server/sync/feed_digests.hpp"

#include "server/store/facts.hpp"
#include "shared/device_log/changes.hpp"

namespace tally::server::sync {

using store::Connection;
using store::Query;

bool FeedDigests::catch_up(Connection& db) {
  const std::int64_t newest = store::read_fact(db, store::Fact::lsn);
  if (newest < lsn_) return false;
  if (newest == lsn_) return true;
  Query changed =
      db.query("SELECT kind, key, scope, gone FROM feed WHERE lsn > ?1 ORDER BY lsn");
  changed.bind(1, lsn_);
  while (changed.step() == wire::Step::row) take(db, changed);
  lsn_ = newest;
  return true;
}

void FeedDigests::take(Connection& db, const Query& row) {
  const std::string kind = row.text(0);
  const std::string key = row.text(1);
  const auto place = rows_.find(kind + '\n' + key);
  if (place != rows_.end()) {
    device_log::mix_digest(sums_[*place->second.share], place->second.digest);
    rows_.erase(place);
  }
  if (row.integer(3) != 0) return;
  const auto bytes = feed_row(db, kind, key);
  if (!bytes) return;
  const auto sum = sums_.try_emplace(Share{kind, row.text(2)}).first;
  const Digest digest = device_log::row_digest(kind, key, *bytes);
  device_log::mix_digest(sum->second, digest);
  // A map's keys stay where they are.
  rows_.emplace(kind + '\n' + key, Hashed{&sum->first, digest});
}

std::map<std::string, Digest> FeedDigests::seen_by(const Viewer& viewer) const {
  std::map<std::string, Digest> seen;
  for (const std::string_view kind : feed_kinds) seen.emplace(kind, Digest{});
  for (const auto& [share, digest] : sums_) {
    if (may_see(viewer, share.first, share.second)) {
      device_log::mix_digest(seen[share.first], digest);
    }
  }
  return seen;
}

}  // namespace tally::server::sync
