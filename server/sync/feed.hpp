// Feed: what a person or device does not know yet, page by page.
// In go who asks, what they know and how much they want at once; out comes a page of full rows and
// tombstones in the order of their last change, read in one view of the database, up to an lsn
// behind which nothing is skipped. The last page carries digests.
// Any doubt about what the asker knows (another incarnation, a place that is not there yet) is
// answered by all rows from the beginning.
// It keeps no sessions and no positions of anybody: the asker does.
//   const auto page = feed.read(viewer, {.after = 120, .incarnation = known}, now);
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "server/store/store.hpp"
#include "server/sync/feed_digests.hpp"
#include "server/sync/feed_rows.hpp"
#include "shared/device_log/changes.hpp"

namespace tally::server::sync {

struct FeedQuestion {
  std::int64_t after = 0;
  /// Nothing: the asker knows nothing yet.
  std::optional<device_log::Incarnation> incarnation;
  std::int64_t limit = device_log::changes_rows;
};

class Feed {
 public:
  explicit Feed(store::Store& store) : store_(store) {}

  /// Nothing where the database cannot be read.
  std::optional<device_log::ChangesPage> read(const Viewer& viewer, const FeedQuestion& question,
                                              Instant now);
  /// The place of the last change.
  std::int64_t newest();

 private:
  store::Store& store_;
  std::mutex mutex_;
  FeedDigests digests_;
};

}  // namespace tally::server::sync
