#include "shared/device_log/device_book.hpp"

#include <algorithm>

#include "shared/base/planted.hpp"
#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

namespace {

KeptEntry keep(const Entry& entry, Sealed sealed) {
  KeptEntry kept;
  kept.seq = entry.seq;
  kept.hash = sealed.hash;
  kept.bytes = std::move(sealed.bytes);
  kept.kind = entry.kind;
  kept.order_id = entry.order_id;
  kept.paper = entry.paper;
  kept.captured = entry.captured;
  return kept;
}

}  // namespace

std::string write_identity(const Identity& identity) {
  return "device " + identity.device.text() + "\ncode " + identity.code + "\nlogin " +
         identity.login + "\n";
}

std::optional<Identity> read_identity(std::string_view bytes) {
  FieldLines lines(bytes);
  Identity identity;
  const auto device = DeviceId::parse(lines.text("device"));
  identity.code = lines.text("code");
  identity.login = lines.text("login");
  lines.end();
  if (lines.fault() || !device) return std::nullopt;
  identity.device = *device;
  return identity;
}

const KeptEntry* Log::find(std::uint64_t seq) const {
  if (seq <= floor || seq > head()) return nullptr;
  return &entries[seq - floor - 1];
}

KeptEntry* Log::find(std::uint64_t seq) {
  return const_cast<KeptEntry*>(std::as_const(*this).find(seq));
}

Log* DeviceBook::find(const LogId& id) {
  const auto found = std::ranges::find(logs, id, &Log::id);
  return found == logs.end() ? nullptr : &*found;
}

std::size_t DeviceBook::waiting() const {
  std::size_t count = 0;
  for (const Log& log : logs) {
    count += static_cast<std::size_t>(std::ranges::count_if(log.entries, &KeptEntry::waits));
  }
  return count;
}

std::optional<Instant> DeviceBook::waiting_since() const {
  std::optional<Instant> since;
  for (const Log& log : logs) {
    for (const KeptEntry& entry : log.entries) {
      if (entry.waits() && (!since || entry.captured < *since)) since = entry.captured;
    }
  }
  return since;
}

const KeptEntry* DeviceBook::newest_of(const OrderId& order_id) const {
  for (auto log = logs.rbegin(); log != logs.rend(); ++log) {
    const auto entry = std::find_if(
        log->entries.rbegin(), log->entries.rend(),
        [&](const KeptEntry& kept) { return kept.order_id == order_id; });
    if (entry != log->entries.rend()) return &*entry;
  }
  return nullptr;
}

std::expected<KeptEntry, EntryFault> make_entry(const DeviceBook& book,
                                                const CaptureRequest& request, Instant now) {
  const Log& log = book.current();
  Entry entry;
  entry.log = log.id;
  entry.seq = log.head() + 1;
  entry.prev = log.head_hash();
  entry.kind = request.kind;
  entry.order_id = request.order_id;
  entry.base_revision = request.base_revision;
  entry.paper = paper_number(log.code, log.letter, entry.seq);
  entry.core_version = request.core_version;
  entry.snapshot = request.snapshot;
  entry.rules = request.rules;
  entry.as_of = request.as_of;
  entry.captured = now;
  entry.outcome = request.outcome;
  entry.body = request.body;
  KeptEntry kept = keep(entry, seal_entry(entry));
  if (kept.bytes.size() > entry_bytes_max) {
    return std::unexpected(EntryFault{
        "This order takes " + std::to_string(kept.bytes.size() / 1024) +
        " KiB and an order may take " + std::to_string(entry_bytes_max / 1024) +
        " KiB, so that it can always be sent. Divide it into two orders."});
  }
  return kept;
}

Write write_of(const Log& log, const KeptEntry& entry) {
  Write write;
  write.puts.emplace_back(entry_key(log.id.epoch, entry.seq), entry.bytes);
  if (entry.receipt) {
    write.puts.emplace_back(receipt_key(log.id.epoch, entry.seq),
                            "again " + std::to_string(entry.again ? 1 : 0) + "\n" +
                                write_receipt(*entry.receipt));
  }
  return write;
}

Write write_of(const Log& log) {
  std::string lines = log_lines(log.id);
  lines += "code " + log.code + "\nletter " + log.letter;
  lines += "\nfloor " + std::to_string(log.floor) + "\nfloor-hash " + log.floor_hash.text();
  lines += "\nended " + std::to_string(log.ended ? 1 : 0);
  lines += "\ncovered " + std::to_string(log.covered) + "\n";
  Write write;
  write.puts.emplace_back(log_key(log.id.epoch), std::move(lines));
  return write;
}

std::size_t DeviceBook::letters_used() const {
  std::size_t used = 0;
  for (const Log& log : logs) {
    if (log.code != identity.code) continue;
    used = std::max(used, place_of_letter(log.letter).value_or(0) + 1);
  }
  return used;
}

Write begin_log(DeviceBook& book, const RandomBytes& random, std::size_t letters_used) {
  Log log;
  log.id = {book.identity.device, Epoch::from_bytes(random)};
  if (planted(PlantedBug::sequence_reused) && !book.logs.empty()) log.id = book.current().id;
  log.code = book.identity.code;
  log.letter = epoch_letter(std::max(book.letters_used(), letters_used));
  book.logs.push_back(std::move(log));
  return write_of(book.current());
}

Write move_entry(DeviceBook& book, const KeptEntry& old) {
  auto entry = read_entry(old.bytes);
  if (!entry) return {};
  const Log& current = book.current();
  entry->log = current.id;
  entry->seq = current.head() + 1;
  entry->prev = current.head_hash();
  KeptEntry moved = keep(*entry, seal_entry(*entry));
  Write write = write_of(current, moved);
  book.current().entries.push_back(std::move(moved));
  return write;
}

Write end_log(DeviceBook& book, const LogId& id, Moves moves) {
  Write write;
  // Moving appends to the current log only, so this place stays where it is.
  Log* log = book.find(id);
  if (log == nullptr || id == book.current().id) return write;
  log->ended = true;
  write.add(write_of(*log));
  const auto first = std::ranges::find_if(log->entries, [&](const KeptEntry& entry) {
    return moves == Moves::unsent ? !entry.receipt : entry.waits();
  });
  for (auto old = first; old != log->entries.end(); ++old) {
    if (planted(PlantedBug::fork_not_moved)) continue;
    if (old->waits()) write.add(move_entry(book, *old));
    write.drops.push_back(entry_key(id.epoch, old->seq));
    write.drops.push_back(receipt_key(id.epoch, old->seq));
  }
  log->entries.erase(first, log->entries.end());
  return write;
}

Write drop_old(DeviceBook& book, Instant now) {
  Write write;
  for (Log& log : book.logs) {
    std::size_t count = 0;
    while (count < log.entries.size()) {
      const KeptEntry& entry = log.entries[count];
      const bool kept_long = entry.captured.unix_ms + keep_ms <= now.unix_ms;
      const bool covered =
          entry.seq <= log.covered || planted(PlantedBug::dropped_without_backup);
      if (entry.waits() || !kept_long || !covered) break;
      write.drops.push_back(entry_key(log.id.epoch, entry.seq));
      write.drops.push_back(receipt_key(log.id.epoch, entry.seq));
      ++count;
    }
    if (count == 0) continue;
    log.floor = log.entries[count - 1].seq;
    log.floor_hash = log.entries[count - 1].hash;
    log.entries.erase(log.entries.begin(),
                      log.entries.begin() + static_cast<std::ptrdiff_t>(count));
    write.add(write_of(log));
  }
  return write;
}

}  // namespace tally::device_log
