#include "shared/device_log/feed.hpp"

#include <algorithm>

namespace tally::device_log {

namespace {

void mix_row(std::map<std::string, Digest>& digests, const FeedKey& key, const std::string& row) {
  mix_digest(digests[key.first], row_digest(key.first, key.second, row));
}

/// A kind without rows has the digest of nothing, whether it is named or not.
bool digests_agree(const std::map<std::string, Digest>& mine,
                   const std::map<std::string, Digest>& theirs) {
  const auto covers = [](const auto& left, const auto& right) {
    return std::ranges::all_of(left, [&](const auto& entry) {
      const auto found = right.find(entry.first);
      return entry.second == (found == right.end() ? Digest{} : found->second);
    });
  };
  return covers(mine, theirs) && covers(theirs, mine);
}

Applied begin_anew(const FeedCopy& copy) {
  Applied applied;
  applied.result = Applied::Result::begins_anew;
  applied.changes.mark.pass = copy.mark.pass;
  return applied;
}

/// The digests after the page, from those before it: only what changed is hashed.
class Mixer {
 public:
  Mixer(const FeedCopy& copy, const FeedMark& mark) : copy_(copy), pass_(mark.pass) {
    if (mark.pass == copy.mark.pass) digests_ = copy.digests;
  }

  void take(const FeedRow& row, FeedChanges& changes) {
    const FeedKey key{row.kind, row.key};
    const auto found = copy_.rows.find(key);
    const bool counted = found != copy_.rows.end() && found->second.pass == pass_;
    if (counted) mix_row(digests_, key, found->second.row);
    if (row.row) {
      mix_row(digests_, key, *row.row);
      changes.put.insert_or_assign(key, KeptRow{row.lsn, pass_, *row.row});
    } else if (found != copy_.rows.end()) {
      changes.remove.push_back(key);
    }
  }
  const std::map<std::string, Digest>& digests() const { return digests_; }

 private:
  const FeedCopy& copy_;
  std::int64_t pass_;
  std::map<std::string, Digest> digests_;
};

/// A complete pass: what it did not bring is not the company's any more.
void sweep(const FeedCopy& copy, FeedChanges& changes) {
  for (const auto& [key, kept] : copy.rows) {
    if (kept.pass != changes.mark.pass && !changes.put.contains(key)) {
      changes.remove.push_back(key);
    }
  }
}

/// A page names each thing once; one that does not is not believed.
bool names_once(const ChangesPage& page) {
  std::map<FeedKey, int> seen;
  return std::ranges::all_of(page.rows, [&](const FeedRow& row) {
    return ++seen[{row.kind, row.key}] == 1;
  });
}

}  // namespace

void count_digests(FeedCopy& copy) {
  copy.digests.clear();
  for (const auto& [key, kept] : copy.rows) {
    if (kept.pass == copy.mark.pass) mix_row(copy.digests, key, kept.row);
  }
}

Applied apply_changes(const FeedCopy& copy, const ChangesPage& page) {
  Applied applied;
  if (page.after != copy.mark.cursor) return applied;
  if (!page.reset && copy.mark.incarnation != page.incarnation) return begin_anew(copy);
  if (!names_once(page)) return begin_anew(copy);
  applied.result = Applied::Result::taken;
  FeedMark& mark = applied.changes.mark;
  mark = {page.incarnation, page.upto, copy.mark.pass + (page.reset ? 1 : 0)};
  Mixer mixer(copy, mark);
  for (const FeedRow& row : page.rows) mixer.take(row, applied.changes);
  if (!page.complete) return applied;
  if (!digests_agree(mixer.digests(), page.digests)) return begin_anew(copy);
  sweep(copy, applied.changes);
  applied.is_current = true;
  return applied;
}

void take_changes(FeedCopy& copy, const FeedChanges& changes) {
  const bool new_pass = copy.mark.pass != changes.mark.pass;
  copy.mark = changes.mark;
  if (new_pass) copy.digests.clear();
  const auto forget = [&](const FeedKey& key) {
    const auto found = copy.rows.find(key);
    if (found == copy.rows.end()) return;
    if (found->second.pass == copy.mark.pass) mix_row(copy.digests, key, found->second.row);
    copy.rows.erase(found);
  };
  for (const FeedKey& key : changes.remove) forget(key);
  for (const auto& [key, kept] : changes.put) {
    forget(key);
    mix_row(copy.digests, key, kept.row);
    copy.rows.emplace(key, kept);
  }
}

std::string changes_question(const FeedMark& mark, const DeviceId& device, std::int64_t limit) {
  std::string question(changes_route);
  question += "?after=" + std::to_string(mark.cursor) + "&limit=" + std::to_string(limit);
  question += "&device=" + device.text();
  if (mark.incarnation) question += "&incarnation=" + mark.incarnation->text();
  return question;
}

}  // namespace tally::device_log
