#include "shared/device_log/push_plan.hpp"

#include <algorithm>

#include "shared/base/planted.hpp"

namespace tally::device_log {

namespace {

/// Entries behind `head` that had receipts are lost at the server.
void send_again(Log& log, std::uint64_t head, Taken& taken) {
  if (planted(PlantedBug::restore_not_noticed)) return;
  for (std::uint64_t seq = std::max(head, log.floor) + 1; seq <= log.head(); ++seq) {
    KeptEntry& entry = *log.find(seq);
    if (!entry.receipt || entry.again) continue;
    entry.again = true;
    taken.again += 1;
    taken.write.add(write_of(log, entry));
  }
}

void leave_log(DeviceBook& book, const LogId& log, std::size_t letters_used,
               const RandomBytes& random, Taken& taken) {
  taken.forked = true;
  if (book.current().id == log) taken.write.add(begin_log(book, random, letters_used));
  taken.write.add(end_log(book, log));
}

void take_receipt(Log& log, const Receipt& receipt, Taken& taken) {
  KeptEntry* entry = log.find(receipt.seq);
  if (entry == nullptr || entry->hash != receipt.hash) return;
  const bool waited = entry->waits();
  entry->receipt = receipt;
  entry->again = false;
  taken.write.add(write_of(log, *entry));
  if (waited) taken.receipts.push_back(receipt);
}

/// Whether the server's log and this one parted.
bool is_forked(const Log& log, const PushAnswer& answer) {
  if (planted(PlantedBug::fork_not_noticed)) return false;
  for (const Receipt& receipt : answer.receipts) {
    const KeptEntry* entry = log.find(receipt.seq);
    if (receipt.result == PushResult::fork && entry != nullptr && entry->hash == receipt.hash) {
      return true;
    }
  }
  // The server has more than was ever written here: this store is older than it should be.
  if (answer.head > log.head()) return true;
  const KeptEntry* head = log.find(answer.head);
  if (head != nullptr && head->hash != answer.head_hash) return true;
  // What the server asks for is no longer here.
  return answer.head < log.floor;
}

/// The stored bytes, whatever this program would make of them today.
std::string bytes_to_send(const KeptEntry& kept) {
  if (!planted(PlantedBug::entry_rebuilt)) return kept.bytes;
  Entry entry = *read_entry(kept.bytes);
  entry.captured.unix_ms += 1;
  return seal_entry(entry).bytes;
}

}  // namespace

std::optional<Batch> choose_push(const DeviceBook& book, const PushLimits& limits) {
  for (const Log& log : book.logs) {
    const auto first = std::ranges::find_if(log.entries, &KeptEntry::waits);
    if (first == log.entries.end()) continue;
    std::size_t bytes = 0, count = 0;
    for (auto entry = first; entry != log.entries.end() && count < limits.entries_max; ++entry) {
      bytes += entry->bytes.size();
      if (count > 0 && bytes > limits.bytes_max) break;
      ++count;
    }
    if (planted(PlantedBug::newest_only)) return Batch{log.id, log.head(), log.head()};
    return Batch{log.id, first->seq, first->seq + count - 1};
  }
  return std::nullopt;
}

Push make_push(const DeviceBook& book, const Batch& batch) {
  Push push;
  push.log = batch.log;
  push.first = batch.first;
  const auto log = std::ranges::find(book.logs, batch.log, &Log::id);
  for (std::uint64_t seq = batch.first; seq <= batch.last; ++seq) {
    const KeptEntry& entry = *log->find(seq);
    push.items.push_back({bytes_to_send(entry), entry.again ? write_receipt(*entry.receipt) : ""});
  }
  return push;
}

Taken take_push_answer(DeviceBook& book, const Batch& batch, const PushAnswer& answer,
                       const RandomBytes& random) {
  Taken taken;
  Log* log = book.find(batch.log);
  if (log == nullptr || answer.log != batch.log) return taken;
  for (const Receipt& receipt : answer.receipts) {
    if (receipt.result != PushResult::fork) take_receipt(*log, receipt, taken);
  }
  if (answer.covered > log->covered) {
    log->covered = std::min(answer.covered, log->head());
    taken.write.add(write_of(*log));
  }
  // Of a log that has ended only what the server lost goes again, while its place is free.
  const bool sends = std::ranges::any_of(log->entries, &KeptEntry::waits);
  if ((!log->ended || sends) && is_forked(*log, answer)) {
    leave_log(book, batch.log, static_cast<std::size_t>(answer.logs), random, taken);
    return taken;
  }
  send_again(*log, answer.head, taken);
  return taken;
}

Taken take_server_heads(DeviceBook& book, const ServerHeads& heads, const RandomBytes& random) {
  Taken taken;
  std::vector<LogId> outgrown;
  for (Log& log : book.logs) {
    const auto found = heads.find(log.id);
    const std::uint64_t head = found == heads.end() ? 0 : found->second;
    const bool is_behind = head > log.head() && !planted(PlantedBug::fork_not_noticed);
    if (is_behind && !log.ended) outgrown.push_back(log.id);
    send_again(log, head, taken);
  }
  const auto of_device = [&](const auto& head) {
    return head.first.device == book.identity.device;
  };
  const auto known = static_cast<std::size_t>(std::ranges::count_if(heads, of_device));
  for (const LogId& log : outgrown) leave_log(book, log, known, random, taken);
  return taken;
}

std::int64_t decide_retry_ms(int attempts, std::uint32_t random) {
  const int doublings = std::clamp(attempts - 1, 0, 5);
  if (planted(PlantedBug::patience_grows)) return std::int64_t{1000} << std::min(attempts, 20);
  const std::int64_t most = std::min<std::int64_t>(retry_ms_max, std::int64_t{1000} << doublings);
  return 1 + static_cast<std::int64_t>(random) % most;
}

}  // namespace tally::device_log
