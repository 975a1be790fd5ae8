#include "server/ops/caretaker.hpp"

#include <chrono>

#include "server/ops/backup_cover.hpp"
#include "server/ops/fence.hpp"
#include "server/ops/log.hpp"
#include "server/stock/allotments.hpp"
#include "server/store/facts.hpp"
#include "server/sync/incarnation.hpp"
#include "server/sync/notices.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::ops {

using store::Connection;
using store::Keep;
using store::Query;

namespace {

constexpr auto pause = std::chrono::seconds(1);
constexpr std::int64_t forget_each_ms = 3'600'000;

std::int64_t first_number(Connection& db, const char* sql, std::int64_t with) {
  Query find = db.query(sql);
  return find.bind(1, with).step() == wire::Step::row ? find.integer(0) : 0;
}

}  // namespace

Caretaker::Caretaker(store::Store& store, std::filesystem::path fence, Clock clock)
    : store_(store), fence_(std::move(fence)), clock_(std::move(clock)) {}

Caretaker::~Caretaker() { stop(); }

void Caretaker::start() {
  thread_ = std::thread([this] { run(); });
}

void Caretaker::look_round() {
  const std::lock_guard lock(round_);
  keep_fence();
  give_back();
  take_covers();
  tell_prices();
  forget_old();
}

void Caretaker::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  wake_.notify_one();
  // Whoever never began has not seen whether the database was put back, and must not say no.
  if (!thread_.joinable()) return;
  thread_.join();
  const std::lock_guard lock(round_);
  keep_fence();
}

void Caretaker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    look_round();
    lock.lock();
    wake_.wait_for(lock, pause, [&] { return stopping_; });
  }
}

void Caretaker::keep_fence() {
  std::optional<device_log::Incarnation> incarnation;
  std::int64_t lsn = 0;
  {
    const store::Reader db = store_.read();
    incarnation = sync::read_incarnation(*db);
    lsn = store::read_fact(*db, store::Fact::lsn);
  }
  if (!incarnation || lsn == fenced_lsn_) return;
  const auto written = write_fence(fence_, {*incarnation, lsn});
  if (written) fenced_lsn_ = lsn;
  else if (!fence_fails_) {
    log_event(Level::alarm, "fence.not_written",
              {{"file", fence_.string()},
               {"reason", explain::say_issue(written.error().front()).sentence}});
  }
  fence_fails_ = !written;
}

void Caretaker::give_back() {
  const Instant now = clock_.now();
  {
    const store::Reader db = store_.read();
    if (first_number(*db, "SELECT count(*) FROM allotment WHERE ended_ms IS NULL "
                          "AND expires_ms <= ?1", now.unix_ms) == 0) {
      return;
    }
  }
  store_.write([&](Connection& db) {
    return stock::expire_allotments(db, now) ? Keep::yes : Keep::no;
  });
}

void Caretaker::take_covers() {
  const auto cover = read_cover_file(store_.folder());
  if (!cover) return;
  const store::Written written = store_.write([&](Connection& db) {
    return put_cover(db, *cover) ? Keep::yes : Keep::no;
  });
  if (written == store::Written::kept) remove_cover_file(store_.folder());
}

void Caretaker::tell_prices() {
  const auto is_news = [](Connection& db) {
    return store::read_fact(db, store::Fact::current_snapshot) !=
           store::read_fact(db, store::Fact::told_snapshot);
  };
  {
    const store::Reader db = store_.read();
    if (!is_news(*db)) return;
  }
  const Instant now = clock_.now();
  store_.write([&](Connection& db) {
    const std::int64_t before = store::read_fact(db, store::Fact::told_snapshot);
    const std::int64_t current = store::read_fact(db, store::Fact::current_snapshot);
    // The first data are no change of anything.
    const bool told =
        before == 0 ||
        sync::put_notice(db,
                         {.key = "prices",
                          .scope = std::string(sync::all_scope),
                          .what = "prices_changed",
                          .subject = std::to_string(current),
                          .words = "Products, prices or customers have changed. Fetch the new "
                                   "data before the next order."},
                         now);
    return told && store::write_fact(db, store::Fact::told_snapshot, current) ? Keep::yes
                                                                              : Keep::no;
  });
}

void Caretaker::forget_old() {
  const Instant now = clock_.now();
  if (now.unix_ms - forgot_ms_ < forget_each_ms) return;
  forgot_ms_ = now.unix_ms;
  store_.write([&](Connection& db) {
    return sync::forget_notices(db, now) ? Keep::yes : Keep::no;
  });
}

}  // namespace tally::server::ops
