#include "shared/device_log/orders_file.hpp"

#include <algorithm>

#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

namespace {

constexpr std::uint64_t envelopes_max = 10'000;

}  // namespace

std::vector<Push> unsent_pushes(const DeviceBook& book) {
  std::vector<Push> pushes;
  for (const Log& log : book.logs) {
    if (log.ended) continue;
    std::size_t bytes = 0;
    for (auto entry = std::ranges::find_if(log.entries, &KeptEntry::waits);
         entry != log.entries.end(); ++entry) {
      bytes += entry->bytes.size();
      const bool full = pushes.empty() || pushes.back().log != log.id ||
                        pushes.back().items.size() >= push_entries_max || bytes > push_bytes_max;
      if (full) {
        pushes.push_back({log.id, entry->seq, {}});
        bytes = entry->bytes.size();
      }
      pushes.back().items.push_back(
          {entry->bytes, entry->again ? write_receipt(*entry->receipt) : ""});
    }
  }
  return pushes;
}

std::string write_orders_file(const std::vector<Envelope>& envelopes) {
  std::string content;
  for (const Envelope& envelope : envelopes) {
    content += "signer " + envelope.signer.text() + "\nsignature " + envelope.signature +
               "\nbytes " + std::to_string(envelope.body.size()) + "\n\n" + envelope.body;
  }
  return "tallystick orders 1\nenvelopes " + std::to_string(envelopes.size()) + "\nsha256 " +
         sha256(content).text() + "\n\n" + content;
}

std::expected<std::vector<Envelope>, EntryFault> read_orders_file(std::string_view bytes) {
  FieldLines lines(bytes);
  if (lines.number("tallystick orders") != 1) lines.refuse("tallystick orders", "version 1");
  const std::uint64_t count = lines.number("envelopes");
  if (count > envelopes_max) lines.refuse("envelopes", "at most 10,000");
  const Digest digest = lines.digest("sha256");
  lines.gap();
  if (!lines.fault() && sha256(bytes.substr(lines.place())) != digest) {
    return std::unexpected(EntryFault{
        "The file is damaged: its content does not match its SHA-256. Make it again on the "
        "device."});
  }
  std::vector<Envelope> envelopes;
  for (std::uint64_t place = 0; place < count && !lines.fault(); ++place) {
    Envelope envelope;
    if (const auto signer = DeviceId::parse(lines.text("signer"))) {
      envelope.signer = *signer;
    } else {
      lines.refuse("signer", "32 hexadecimal digits");
    }
    envelope.signature = lines.text("signature");
    const std::uint64_t size = lines.number("bytes");
    lines.gap();
    envelope.body = lines.take(size);
    envelopes.push_back(std::move(envelope));
  }
  lines.end();
  if (lines.fault()) {
    return std::unexpected(EntryFault{"This is not a file of orders: " + *lines.fault()});
  }
  return envelopes;
}

}  // namespace tally::device_log
