// Healing: one book from copies of which each may be old, torn, damaged or gone.
// A place of a log is filled from the first copy whose bytes fit the chain; the chain itself says
// which bytes are right, because every entry names the one before it.
#include <algorithm>
#include <set>
#include <utility>

#include "shared/base/planted.hpp"
#include "shared/device_log/device_book.hpp"
#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

namespace {

using Copies = std::span<const StoredCopy>;

std::optional<Log> read_log(std::string_view bytes) {
  FieldLines lines(bytes);
  Log log;
  log.id = lines.log();
  log.code = lines.text("code");
  log.letter = lines.text("letter");
  log.floor = lines.number("floor");
  log.floor_hash = lines.digest("floor-hash");
  log.ended = lines.number("ended") == 1;
  log.covered = lines.number("covered");
  lines.end();
  if (lines.fault()) return std::nullopt;
  return log;
}

const std::string* find_bytes(const StoredCopy& copy, const std::string& key) {
  const auto found = copy.find(key);
  return found == copy.end() ? nullptr : &found->second;
}

/// An entry that stands at its own place; its bytes may still not fit the chain.
std::optional<KeptEntry> read_kept(const std::string& bytes, const LogId& log, std::uint64_t seq) {
  const auto entry = read_entry(bytes);
  if (!entry || entry->log != log || entry->seq != seq) return std::nullopt;
  KeptEntry kept;
  kept.seq = seq;
  kept.hash = sha256(bytes);
  kept.bytes = bytes;
  kept.kind = entry->kind;
  kept.order_id = entry->order_id;
  kept.paper = entry->paper;
  kept.captured = entry->captured;
  return kept;
}

Digest prev_of(const KeptEntry& entry) { return read_entry_head(entry.bytes)->prev; }

void read_receipt_of(Copies copies, const Epoch& epoch, KeptEntry& entry) {
  for (const StoredCopy& copy : copies) {
    const std::string* bytes = find_bytes(copy, receipt_key(epoch, entry.seq));
    if (bytes == nullptr) continue;
    FieldLines lines(*bytes);
    const bool again = lines.number("again") == 1;
    if (lines.fault()) continue;
    auto receipt = read_receipt(std::string_view(*bytes).substr(lines.place()));
    if (!receipt || receipt->hash != entry.hash || receipt->seq != entry.seq) continue;
    entry.receipt = *std::move(receipt);
    entry.again = again;
    return;
  }
}

std::vector<KeptEntry> candidates_at(Copies copies, const LogId& log, std::uint64_t seq) {
  std::vector<KeptEntry> found;
  for (const StoredCopy& copy : copies) {
    const std::string* bytes = find_bytes(copy, entry_key(log.epoch, seq));
    if (bytes == nullptr) continue;
    auto kept = read_kept(*bytes, log, seq);
    if (kept && std::ranges::find(found, kept->hash, &KeptEntry::hash) == found.end()) {
      found.push_back(*std::move(kept));
    }
  }
  return found;
}

/// The greatest sequence number that any copy has of this log.
std::uint64_t last_seq(Copies copies, const Epoch& epoch) {
  const std::string prefix = "entry/" + epoch.text() + "/";
  std::uint64_t last = 0;
  for (const StoredCopy& copy : copies) {
    for (auto place = copy.lower_bound(prefix);
         place != copy.end() && place->first.starts_with(prefix); ++place) {
      std::uint64_t seq = 0;
      for (const char digit : place->first.substr(prefix.size())) {
        seq = seq * 10 + static_cast<std::uint64_t>(digit - '0');
      }
      last = std::max(last, seq);
    }
  }
  return last;
}

/// Of several entries for one place, the one that its successor names; else the first copy's.
const KeptEntry* choose(const std::vector<KeptEntry>& fitting,
                        const std::vector<KeptEntry>& successors) {
  for (const KeptEntry& entry : fitting) {
    const bool named = std::ranges::any_of(
        successors, [&](const KeptEntry& next) { return prev_of(next) == entry.hash; });
    if (named) return &entry;
  }
  return fitting.empty() ? nullptr : &fitting.front();
}

/// `stranded` is what stands behind a hole in the log: saved once, but out of its chain.
void fill_log(Copies copies, Log& log, std::vector<KeptEntry>& stranded,
              std::vector<std::string>& findings) {
  const std::uint64_t last = last_seq(copies, log.id.epoch);
  bool whole = true;
  std::vector<KeptEntry> next = candidates_at(copies, log.id, log.floor + 1);
  for (std::uint64_t seq = log.floor + 1; seq <= last; ++seq) {
    const std::vector<KeptEntry> here =
        std::exchange(next, candidates_at(copies, log.id, seq + 1));
    std::vector<KeptEntry> fitting = here;
    if (whole) {
      std::erase_if(fitting,
                    [&](const KeptEntry& entry) { return prev_of(entry) != log.head_hash(); });
    }
    const KeptEntry* chosen = choose(fitting, next);
    if (chosen == nullptr) {
      findings.push_back("Entry " + paper_number(log.code, log.letter, seq) +
                         " cannot be read on this device any more; if it was sent, the company "
                         "has it.");
      if (whole) {
        whole = false;
        // A damaged place ends the chain; the entry there may still be readable out of it.
        if (!here.empty()) {
          findings.pop_back();
          stranded.push_back(here.front());
        }
      }
      continue;
    }
    (whole ? log.entries : stranded).push_back(*chosen);
  }
  for (KeptEntry& entry : log.entries) read_receipt_of(copies, log.id.epoch, entry);
}

std::vector<Log> read_logs(Copies copies) {
  std::vector<Log> logs;
  for (const StoredCopy& copy : copies) {
    for (auto place = copy.lower_bound("log/");
         place != copy.end() && place->first.starts_with("log/"); ++place) {
      auto log = read_log(place->second);
      if (!log || log_key(log->id.epoch) != place->first) continue;
      const auto known = std::ranges::find(logs, log->id, &Log::id);
      if (known == logs.end()) {
        logs.push_back(*std::move(log));
      } else {
        // What was dropped or ended in one copy is so in all.
        if (log->floor > known->floor) {
          known->floor = log->floor;
          known->floor_hash = log->floor_hash;
        }
        known->ended = known->ended || log->ended;
        known->covered = std::max(known->covered, log->covered);
      }
    }
  }
  // The letters were given in order: A before B, Z before AA.
  std::ranges::stable_sort(logs, {}, [](const Log& log) {
    return std::pair(log.letter.size(), log.letter);
  });
  return logs;
}

/// The log that an entry's own bytes tell of, beginning with this entry.
Log log_from(const Entry& entry, const Identity& identity) {
  Log log;
  log.id = entry.log;
  log.code = identity.code;
  log.letter = entry.paper.substr(0, entry.paper.find('-'));
  if (log.letter.starts_with(identity.code)) log.letter.erase(0, identity.code.size());
  log.floor = entry.seq - 1;
  log.floor_hash = entry.prev;
  return log;
}

/// Logs whose record is gone from every copy: each begins with the first entry that any copy has.
/// True where there was one.
bool add_lost_logs(Copies copies, const Identity& identity, std::vector<Log>& logs) {
  std::vector<Log> lost;
  for (const StoredCopy& copy : copies) {
    for (auto place = copy.lower_bound("entry/");
         place != copy.end() && place->first.starts_with("entry/"); ++place) {
      const auto entry = read_entry(place->second);
      if (!entry || std::ranges::find(logs, entry->log, &Log::id) != logs.end()) continue;
      const auto found = std::ranges::find(lost, entry->log, &Log::id);
      if (found == lost.end()) {
        lost.push_back(log_from(*entry, identity));
      } else if (entry->seq <= found->floor) {
        *found = log_from(*entry, identity);
      }
    }
  }
  logs.insert(logs.begin(), lost.begin(), lost.end());
  return !lost.empty();
}

/// Entries of its logs that the book holds no more, because they moved to another place.
std::set<std::string> left_behind(Copies copies, const DeviceBook& book) {
  std::set<std::string> keys;
  for (const Log& log : book.logs) {
    const std::uint64_t last = last_seq(copies, log.id.epoch);
    for (std::uint64_t seq = log.head() + 1; seq <= last; ++seq) {
      keys.insert(entry_key(log.id.epoch, seq));
      keys.insert(receipt_key(log.id.epoch, seq));
    }
  }
  return keys;
}

/// Everything the book holds that some copy has not, or has otherwise.
Write repairs_for(Copies copies, const DeviceBook& book) {
  StoredCopy wanted;
  wanted.emplace(identity_key, write_identity(book.identity));
  for (const Log& log : book.logs) {
    apply_write(wanted, write_of(log));
    for (const KeptEntry& entry : log.entries) apply_write(wanted, write_of(log, entry));
  }
  Write repairs;
  for (const auto& [key, bytes] : wanted) {
    const bool everywhere = std::ranges::all_of(copies, [&](const StoredCopy& copy) {
      const std::string* found = find_bytes(copy, key);
      return found != nullptr && *found == bytes;
    });
    if (!everywhere) repairs.puts.emplace_back(key, bytes);
  }
  for (const std::string& key : left_behind(copies, book)) {
    const bool somewhere = std::ranges::any_of(
        copies, [&](const StoredCopy& copy) { return copy.contains(key); });
    if (somewhere) repairs.drops.push_back(key);
  }
  return repairs;
}

/// Entries behind a hole go on in the current log, as those of a log that ended do; also those that
/// have a receipt, because the company may restore a backup that has them not. It knows an entry
/// again by what it says, so nothing is done twice.
void move_stranded(DeviceBook& book, const std::vector<KeptEntry>& stranded) {
  if (planted(PlantedBug::hole_ignored)) return;
  for (const KeptEntry& entry : stranded) move_entry(book, entry);
}

}  // namespace

Healed heal(const Identity& identity, Copies copies, CopyLoss loss, const RandomBytes& random,
            std::size_t letters_used) {
  if (planted(PlantedBug::first_copy_only)) copies = copies.first(1);
  Healed healed;
  DeviceBook& book = healed.book;
  book.identity = identity;
  book.logs = read_logs(copies);
  const bool lost_logs = add_lost_logs(copies, identity, book.logs);
  std::vector<KeptEntry> stranded;
  for (Log& log : book.logs) fill_log(copies, log, stranded, healed.findings);
  // A chain with a hole takes no more entries: its numbers behind the hole were used.
  std::set<LogId> broken;
  for (const Log& log : book.logs) {
    if (last_seq(copies, log.id.epoch) > log.head()) broken.insert(log.id);
  }
  const bool goes_on = loss == CopyLoss::none && !lost_logs && !book.logs.empty() &&
                       !book.current().ended && book.current().id.device == identity.device &&
                       !broken.contains(book.current().id);
  if (!goes_on) {
    if (loss == CopyLoss::lost && !book.logs.empty()) {
      healed.findings.push_back(
          "One of the two copies on this device was gone; it was made again from the other.");
    }
    begin_log(book, random, letters_used);
  }
  for (std::size_t place = 0; place + 1 < book.logs.size(); ++place) {
    // An entry that was being saved while its log ended.
    if (book.logs[place].ended) end_log(book, book.logs[place].id, Moves::unsent);
  }
  move_stranded(book, stranded);
  healed.repairs = repairs_for(copies, book);
  return healed;
}

}  // namespace tally::device_log
