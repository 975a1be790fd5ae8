// Feed digests: what all rows of a kind come to, for everyone who may see them, kept up to date.
// In goes a connection with one view of the database; out come the digests as of that view. Only
// rows that changed since the last time are read again; the first time all are.
// It keeps one hash for each row and one sum for each scope, and is used by one thread at a time:
// Feed guards it. Views must not go back: one that is older than the last is refused.
//   if (digests.catch_up(db)) page.digests = digests.seen_by(viewer);
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "server/store/connection.hpp"
#include "server/sync/feed_rows.hpp"
#include "shared/base/sha256.hpp"

namespace tally::server::sync {

class FeedDigests {
 public:
  /// False where the view is older than what is here already.
  bool catch_up(store::Connection& db);
  std::map<std::string, Digest> seen_by(const Viewer& viewer) const;

 private:
  /// Kind and scope.
  using Share = std::pair<std::string, std::string>;
  struct Hashed {
    const Share* share = nullptr;
    Digest digest;
  };
  void take(store::Connection& db, const store::Query& row);

  std::int64_t lsn_ = 0;
  std::unordered_map<std::string, Hashed> rows_;
  std::map<Share, Digest> sums_;
};

}  // namespace tally::server::sync
