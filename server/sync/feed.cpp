#include "server/sync/feed.hpp"

#include "server/store/facts.hpp"
#include "server/sync/device_heads.hpp"
#include "server/sync/incarnation.hpp"

namespace tally::server::sync {

using device_log::ChangesPage;
using device_log::FeedRow;
using store::Connection;
using store::Query;
using wire::Step;

namespace {

// A page ends at whichever comes first, so that one of large rows stays a page.
constexpr std::size_t page_bytes = 1024 * 1024;

void put_rows(Connection& db, const Viewer& viewer, std::int64_t from, std::int64_t limit,
              ChangesPage& page) {
  Query changed = db.query("SELECT kind, key, scope, gone, lsn FROM feed WHERE lsn > ?1 "
                           "ORDER BY lsn");
  changed.bind(1, from);
  std::size_t bytes = 0;
  while (changed.step() == Step::row) {
    const bool gone = changed.integer(3) != 0;
    // Who begins anew has nothing that could be gone.
    if (!may_see(viewer, changed.view(0), changed.view(2)) || (gone && from == 0)) continue;
    if (static_cast<std::int64_t>(page.rows.size()) >= limit || bytes >= page_bytes) {
      page.complete = false;
      page.upto = page.rows.back().lsn;
      return;
    }
    FeedRow row{changed.text(0), changed.text(1), changed.integer(4), std::nullopt};
    if (!gone) row.row = feed_row(db, row.kind, row.key);
    bytes += row.row ? row.row->size() : 0;
    page.rows.push_back(std::move(row));
  }
}

std::optional<ChangesPage> read_page(Connection& db, const Viewer& viewer,
                                     const FeedQuestion& question, Instant now) {
  const auto incarnation = read_incarnation(db);
  if (!incarnation) return std::nullopt;
  ChangesPage page;
  page.incarnation = *incarnation;
  page.after = question.after;
  page.upto = store::read_fact(db, store::Fact::lsn);
  page.reset = question.incarnation != incarnation || question.after > page.upto;
  page.complete = true;
  page.server_time = now;
  put_rows(db, viewer, page.reset ? 0 : question.after, question.limit, page);
  page.heads = heads_of(db, viewer.device);
  if (db.fault() != 0) return std::nullopt;
  return page;
}

}  // namespace

std::optional<ChangesPage> Feed::read(const Viewer& viewer, const FeedQuestion& question,
                                      Instant now) {
  {
    const store::Reader db = store_.read();
    auto page = read_page(*db, viewer, question, now);
    if (!page || !page->complete) return page;
    const std::lock_guard lock(mutex_);
    if (digests_.catch_up(*db)) {
      page->digests = digests_.seen_by(viewer);
      return page;
    }
  }
  // Somebody with a newer view was here in between: a view made under the lock is the newest.
  const std::lock_guard lock(mutex_);
  const store::Reader db = store_.read();
  auto page = read_page(*db, viewer, question, now);
  if (page && page->complete && digests_.catch_up(*db)) page->digests = digests_.seen_by(viewer);
  return page;
}

std::int64_t Feed::newest() {
  const store::Reader db = store_.read();
  return store::read_fact(*db, store::Fact::lsn);
}

}  // namespace tally::server::sync
