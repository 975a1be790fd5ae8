#include "shared/device_log/push.hpp"

#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

std::string write_push(const Push& push) {
  std::string body = "tallystick push 1\n" + log_lines(push.log) + "first " +
                     std::to_string(push.first) + "\ncount " +
                     std::to_string(push.items.size()) + "\n\n";
  for (const PushItem& item : push.items) {
    body += "entry " + std::to_string(item.entry.size()) + "\nreceipt " +
            std::to_string(item.receipt.size()) + "\n\n";
    body += item.entry;
    body += item.receipt;
  }
  return body;
}

std::expected<Push, EntryFault> read_push(std::string_view body) {
  FieldLines lines(body);
  Push push;
  if (lines.number("tallystick push") != 1) lines.refuse("tallystick push", "version 1");
  push.log = lines.log();
  push.first = lines.number("first");
  if (push.first == 0) lines.refuse("first", "1 or more");
  const std::uint64_t count = lines.number("count");
  if (count == 0 || count > push_entries_max) lines.refuse("count", "1 to 50");
  lines.gap();
  for (std::uint64_t place = 0; place < count && !lines.fault(); ++place) {
    const std::uint64_t entry_bytes = lines.number("entry");
    const std::uint64_t receipt_bytes = lines.number("receipt");
    if (entry_bytes > entry_bytes_max) lines.refuse("entry", "at most 2 MiB");
    lines.gap();
    PushItem item;
    item.entry = lines.take(entry_bytes);
    item.receipt = lines.take(receipt_bytes);
    push.items.push_back(std::move(item));
  }
  lines.end();
  if (lines.fault()) return std::unexpected(EntryFault{*lines.fault()});
  return push;
}

std::string push_text_to_sign(const DeviceId& signer, const Push& push, std::string_view body) {
  return "tallystick push 1\n" + std::string(push_route) + "\nsigner " + signer.text() + "\n" +
         log_lines(push.log) + "first " + std::to_string(push.first) + "\nlast " +
         std::to_string(push.last()) + "\nsha256 " + sha256(body).text() + "\n";
}

std::string_view push_result_name(PushResult result) {
  constexpr std::string_view names[] = {"applied", "failed", "needs_review", "quarantined",
                                        "fork"};
  return names[static_cast<std::size_t>(result)];
}

}  // namespace tally::device_log
