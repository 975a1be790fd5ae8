#include "shared/device_log/entry.hpp"

#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

namespace {

constexpr std::string_view kind_names[] = {"order", "amend", "cancel", "note"};

void put(std::string& bytes, std::string_view name, std::string_view value) {
  bytes += name;
  bytes += ' ';
  bytes += value;
  bytes += '\n';
}

std::string digest_text(const std::optional<Digest>& digest) {
  return digest ? digest->text() : "-";
}

EntryHead read_head(FieldLines& lines) {
  EntryHead head;
  head.version = static_cast<std::int32_t>(lines.number("tallystick entry") & 0x7fffffff);
  head.log = lines.log();
  head.seq = lines.number("seq");
  if (head.seq == 0) lines.refuse("seq", "1 or more");
  head.prev = lines.digest("prev");
  return head;
}

void read_what(FieldLines& lines, Entry& entry) {
  if (const auto kind = find_entry_kind(lines.text("kind"))) {
    entry.kind = *kind;
  } else {
    lines.refuse("kind", "order, amend, cancel or note");
  }
  if (const auto order_id = OrderId::parse(lines.text("order"))) {
    entry.order_id = *order_id;
  } else {
    lines.refuse("order", "a UUID");
  }
  entry.base_revision = static_cast<std::int64_t>(lines.number("base"));
  entry.paper = lines.text("paper");
}

void read_with_what(FieldLines& lines, Entry& entry) {
  entry.core_version = lines.text("core");
  entry.snapshot = lines.digest_or_none("snapshot");
  entry.rules = lines.digest_or_none("rules");
  if (const auto day = Date::parse(lines.text("as-of"))) {
    entry.as_of = AsOf{*day};
  } else {
    lines.refuse("as-of", "a day such as 2026-03-31");
  }
  entry.captured = Instant{static_cast<std::int64_t>(lines.number("captured"))};
}

}  // namespace

std::string_view entry_kind_name(EntryKind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<EntryKind> find_entry_kind(std::string_view name) {
  for (std::size_t place = 0; place < std::size(kind_names); ++place) {
    if (kind_names[place] == name) return static_cast<EntryKind>(place);
  }
  return std::nullopt;
}

Sealed seal_entry(const Entry& entry) {
  Sealed sealed;
  std::string& bytes = sealed.bytes;
  bytes.reserve(700 + entry.outcome.size() + entry.body.size());
  put(bytes, "tallystick entry", std::to_string(entry.version));
  bytes += log_lines(entry.log);
  put(bytes, "seq", std::to_string(entry.seq));
  put(bytes, "prev", entry.prev.text());
  put(bytes, "kind", entry_kind_name(entry.kind));
  put(bytes, "order", entry.order_id.text());
  put(bytes, "base", std::to_string(entry.base_revision));
  put(bytes, "paper", entry.paper);
  put(bytes, "core", entry.core_version);
  put(bytes, "snapshot", digest_text(entry.snapshot));
  put(bytes, "rules", digest_text(entry.rules));
  put(bytes, "as-of", entry.as_of.date.print());
  put(bytes, "captured", std::to_string(entry.captured.unix_ms));
  put(bytes, "outcome", std::to_string(entry.outcome.size()));
  put(bytes, "body", std::to_string(entry.body.size()));
  bytes += '\n';
  bytes += entry.outcome;
  bytes += entry.body;
  sealed.hash = sha256(bytes);
  return sealed;
}

std::expected<EntryHead, EntryFault> read_entry_head(std::string_view bytes) {
  FieldLines lines(bytes);
  const EntryHead head = read_head(lines);
  if (lines.fault()) return std::unexpected(EntryFault{*lines.fault()});
  return head;
}

std::expected<Entry, EntryFault> read_entry(std::string_view bytes) {
  FieldLines lines(bytes);
  Entry entry;
  static_cast<EntryHead&>(entry) = read_head(lines);
  if (!lines.fault() && (entry.version < wire_version_min || entry.version > wire_version)) {
    return std::unexpected(EntryFault{"Version " + std::to_string(entry.version) +
                                      " of an entry is not known here; version " +
                                      std::to_string(wire_version) + " is."});
  }
  read_what(lines, entry);
  read_with_what(lines, entry);
  const std::uint64_t outcome_bytes = lines.number("outcome");
  const std::uint64_t body_bytes = lines.number("body");
  lines.gap();
  entry.outcome = lines.take(outcome_bytes);
  entry.body = lines.take(body_bytes);
  lines.end();
  if (lines.fault()) return std::unexpected(EntryFault{*lines.fault()});
  return entry;
}

}  // namespace tally::device_log
