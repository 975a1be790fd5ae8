// The device's copy of the feed: whatever happens to pages on their way, it ends up as the
// company's rows, and its digests say so.
#include "shared/device_log/feed.hpp"

#include <doctest/doctest.h>

#include <deque>

#include "tests/support/random.hpp"

namespace tally::device_log {

namespace {

using tests::Random;

Incarnation incarnation(std::uint8_t number) {
  RandomBytes bytes{};
  bytes[0] = number;
  return Incarnation::from_bytes(bytes);
}

/// The company's side, as simple as it can be.
struct Company {
  struct Thing {
    std::int64_t lsn = 0;
    std::optional<std::string> row;
  };
  std::uint8_t life = 1;
  std::int64_t lsn = 0;
  std::map<FeedKey, Thing> things;

  void put(const FeedKey& key, std::optional<std::string> row) {
    things[key] = {++lsn, std::move(row)};
  }
  std::map<FeedKey, std::string> rows() const {
    std::map<FeedKey, std::string> rows;
    for (const auto& [key, thing] : things) {
      if (thing.row) rows.emplace(key, *thing.row);
    }
    return rows;
  }
  ChangesPage answer(const FeedMark& mark, std::size_t limit) const {
    ChangesPage page;
    page.incarnation = incarnation(life);
    page.after = mark.cursor;
    page.upto = lsn;
    page.reset = mark.incarnation != page.incarnation || mark.cursor > lsn;
    page.complete = true;
    std::map<std::int64_t, FeedRow> found;
    for (const auto& [key, thing] : things) {
      if (thing.lsn > (page.reset ? 0 : mark.cursor)) {
        found.emplace(thing.lsn, FeedRow{key.first, key.second, thing.lsn, thing.row});
      }
      if (thing.row) {
        mix_digest(page.digests[key.first], row_digest(key.first, key.second, *thing.row));
      }
    }
    for (const auto& [at, row] : found) {
      if (page.rows.size() == limit) {
        page.complete = false;
        page.upto = page.rows.back().lsn;
        page.digests.clear();
        break;
      }
      page.rows.push_back(row);
    }
    return page;
  }
};

void change(Company& company, Random& random) {
  constexpr std::string_view kinds[] = {"order", "notice", "stock", "of a later program"};
  const FeedKey key{std::string(random.pick(kinds)), std::to_string(random.below(12))};
  if (random.happens(250)) company.put(key, std::nullopt);
  else company.put(key, "{\"figure\":" + std::to_string(random.below(1'000)) + "}");
}

std::map<FeedKey, std::string> rows_of(const FeedCopy& copy) {
  std::map<FeedKey, std::string> rows;
  for (const auto& [key, kept] : copy.rows) rows.emplace(key, kept.row);
  return rows;
}

/// One answer reaches the device, in whatever form.
bool receive(FeedCopy& copy, const std::string& bytes) {
  const auto page = read_changes(bytes);
  if (!page) return false;
  const Applied applied = apply_changes(copy, *page);
  if (applied.result == Applied::Result::stale) return false;
  take_changes(copy, applied.changes);
  return applied.is_current;
}

struct Faults {
  std::uint64_t lost = 0, doubled = 0, late = 0, cut = 0, restored = 0;
};

void run_seed(std::uint64_t seed, Faults& faults) {
  CAPTURE(seed);
  Random random(seed);
  Company company;
  std::deque<Company> backups{company};
  FeedCopy copy;
  std::deque<std::string> late;
  for (int step = 0; step < 120; ++step) {
    for (std::uint64_t count = random.below(4); count > 0; --count) change(company, random);
    if (random.happens(50)) backups.push_back(company);
    if (random.happens(20)) {
      const std::uint8_t life = static_cast<std::uint8_t>(company.life + 1);
      company = random.pick(backups);
      company.life = life;
      ++faults.restored;
    }
    std::string bytes = write_changes(company.answer(copy.mark, 1 + random.below(6)));
    if (random.happens(150)) ++faults.lost, bytes.clear();
    if (random.happens(100)) ++faults.cut, bytes.resize(random.below(bytes.size() + 1));
    if (random.happens(150)) ++faults.late, late.push_back(bytes), bytes.clear();
    receive(copy, bytes);
    if (random.happens(150)) ++faults.doubled, receive(copy, bytes);
    if (!late.empty() && random.happens(300)) {
      receive(copy, late.front());
      late.pop_front();
    }
    // A device that was switched off makes its digests again from what it stored.
    if (random.happens(50)) count_digests(copy);
  }
  for (const std::string& bytes : late) receive(copy, bytes);
  bool is_current = false;
  for (int round = 0; round < 60 && !is_current; ++round) {
    is_current = receive(copy, write_changes(company.answer(copy.mark, 5)));
  }
  REQUIRE(is_current);
  REQUIRE(rows_of(copy) == company.rows());
  FeedCopy again = copy;
  count_digests(again);
  std::erase_if(copy.digests, [](const auto& entry) { return entry.second == Digest{}; });
  std::erase_if(again.digests, [](const auto& entry) { return entry.second == Digest{}; });
  REQUIRE(again.digests == copy.digests);
}

/// A copy that has all the company has.
FeedCopy current_copy(const Company& company) {
  FeedCopy copy;
  take_changes(copy, apply_changes(copy, company.answer(copy.mark, 100)).changes);
  return copy;
}

Company small_company() {
  Company company;
  company.put({"order", "a"}, "1");
  company.put({"order", "b"}, "2");
  company.put({"stock", "X"}, "3");
  return company;
}

}  // namespace

TEST_CASE("pages lost, doubled, late, cut short and restores in between: the copy ends up right") {
  Faults faults;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) run_seed(seed, faults);
  // The faults really came.
  for (const std::uint64_t count : {faults.lost, faults.doubled, faults.late, faults.cut,
                                    faults.restored}) {
    CHECK(count > 300);
  }
}

TEST_CASE("a page comes back from its bytes as it was") {
  Company company = small_company();
  company.put({"order", "a"}, std::nullopt);
  ChangesPage page = company.answer({incarnation(1), 1, 1}, 100);
  page.heads.push_back({Epoch::from_bytes({7}), 42});
  page.server_time = Instant{1'790'000'000'000};
  const auto again = read_changes(write_changes(page));
  REQUIRE(again.has_value());
  CHECK(*again == page);
}

TEST_CASE("a page cut short anywhere, a page of a hotel and an empty one are no answer") {
  const Company company = small_company();
  const std::string bytes = write_changes(company.answer({}, 100));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    REQUIRE_FALSE(read_changes(std::string_view(bytes).substr(0, length)).has_value());
  }
  CHECK_FALSE(read_changes("<!DOCTYPE html><title>Welcome to the hotel</title>").has_value());
  CHECK_FALSE(read_changes("{}").has_value());
  CHECK_FALSE(read_changes("{\"tallystick\":\"push-answer/1\"}").has_value());
}

TEST_CASE("rows out of order, behind the end or before the question are no answer") {
  const Company company = small_company();
  const ChangesPage good = company.answer({incarnation(1), 1, 1}, 100);
  REQUIRE(good.rows.size() == 2);
  ChangesPage page = good;
  std::swap(page.rows[0], page.rows[1]);
  CHECK_FALSE(read_changes(write_changes(page)).has_value());
  page = good;
  page.rows[1].lsn = page.upto + 1;
  CHECK_FALSE(read_changes(write_changes(page)).has_value());
  page = good;
  page.rows[0].lsn = page.after;
  CHECK_FALSE(read_changes(write_changes(page)).has_value());
}

TEST_CASE("pouchdb#7847: rows and cursor are one transaction, and nothing else is in it") {
  const Company company = small_company();
  const FeedCopy before;
  const Applied applied = apply_changes(before, company.answer({}, 2));
  CHECK(applied.changes.mark.cursor == 2);
  CHECK(applied.changes.put.size() == 2);
  CHECK_FALSE(applied.is_current);
  // A transaction that failed leaves the copy where it was, and the same page does it again.
  const Applied again = apply_changes(before, company.answer({}, 2));
  CHECK(again.changes.put == applied.changes.put);
  CHECK(again.changes.mark == applied.changes.mark);
}

TEST_CASE("a copy with a wrong row finds out and begins anew, and shows the old rows meanwhile") {
  Company company = small_company();
  FeedCopy copy = current_copy(company);
  copy.rows.at({"order", "b"}).row = "tampered";
  count_digests(copy);
  const Applied found = apply_changes(copy, company.answer(copy.mark, 100));
  CHECK(found.needs_reset());
  take_changes(copy, found.changes);
  CHECK(copy.rows.size() == 3);
  const Applied part = apply_changes(copy, company.answer(copy.mark, 1));
  take_changes(copy, part.changes);
  CHECK(copy.rows.size() == 3);
  while (!receive(copy, write_changes(company.answer(copy.mark, 1)))) {
  }
  CHECK(rows_of(copy) == company.rows());
}

TEST_CASE("another incarnation: the copy begins anew and what is not there any more goes") {
  Company company = small_company();
  FeedCopy copy = current_copy(company);
  Company restored;
  restored.life = 2;
  restored.put({"order", "a"}, "1");
  // A server that does not notice by itself.
  ChangesPage page = restored.answer(copy.mark, 100);
  page.reset = false;
  page.rows.clear();
  page.upto = copy.mark.cursor;
  const Applied noticed = apply_changes(copy, page);
  CHECK(noticed.needs_reset());
  take_changes(copy, noticed.changes);
  CHECK(copy.rows.size() == 3);
  CHECK(receive(copy, write_changes(restored.answer(copy.mark, 100))));
  CHECK(rows_of(copy) == restored.rows());
}

TEST_CASE("a page that answers an older question changes nothing") {
  Company company = small_company();
  const ChangesPage old = company.answer({}, 1);
  FeedCopy copy = current_copy(company);
  const Applied applied = apply_changes(copy, old);
  CHECK(applied.result == Applied::Result::stale);
  CHECK(applied.changes.put.empty());
}

TEST_CASE("when to ask: at once, soon, later, and slower while nothing answers") {
  PollState state;
  CHECK(next_poll(state, {.now_ms = 5'000}) == 0);
  const Company company = small_company();
  const FeedCopy copy;
  const ChangesPage page = company.answer({}, 100);
  state.asked_ms = 5'000;
  note_answer(state, apply_changes(copy, page), page, 5'100);
  CHECK(next_poll(state, {.now_ms = 5'100, .cursor = 3}) == 29'900);
  CHECK(next_poll(state, {.now_ms = 5'100, .cursor = 3, .woken = true}) == 0);
  CHECK(next_poll(state, {.now_ms = 5'100, .cursor = 3, .stream_lsn = 3}) == 299'900);
  CHECK(next_poll(state, {.now_ms = 5'100, .cursor = 3, .stream_lsn = 4}) == 0);
  CHECK(next_poll(state, {.now_ms = 5'100, .cursor = 3, .stream_lsn = 4, .random = 65'535}) <
        2'000);
  std::int64_t longest = 0;
  for (int failure = 1; failure < 12; ++failure) {
    note_failure(state, std::nullopt, 6'000);
    const std::int64_t wait = next_poll(state, {.now_ms = 5'000, .random = 65'535});
    CHECK(wait >= longest);
    CHECK(wait <= 60'000);
    longest = wait;
  }
  CHECK(longest > 50'000);
  note_failure(state, 7'000, 6'000);
  CHECK(next_poll(state, {.now_ms = 6'000, .woken = true}) == 7'000);
}

}  // namespace tally::device_log
