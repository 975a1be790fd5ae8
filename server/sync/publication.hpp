// Publication: builds the parts of a new snapshot upon those of the current one, and writes them
// down: chunks and files first, then the rows that name them, in one change.
// In go a view of the database (one read transaction) and the shelf; out comes the publication's
// row, or why there is none. A part that did not change keeps its name, so whose customers did not
// change fetches nothing. It opens nothing and answers nobody: snapshots.hpp does.
//   auto published = publish_all(store, *db, shelf, revision, now);
#pragma once

#include "server/store/store.hpp"
#include "server/sync/part_shelf.hpp"

namespace tally::server::sync {

/// A new number, with the current scopes. Issues: file_not_written, disk_full, snapshot_damaged.
Result<PublicationRow> publish_all(store::Store& store, store::Connection& db, PartShelf& shelf,
                                   std::int64_t revision, Instant now);

/// Scopes that came since (a new rep) get their parts of the current publication.
Result<void> publish_missing(store::Store& store, store::Connection& db, PartShelf& shelf);

}  // namespace tally::server::sync
