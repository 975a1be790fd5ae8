#include "shared/device_log/stored.hpp"

#include "shared/device_log/field_lines.hpp"

namespace tally::device_log {

namespace {

constexpr std::string_view frame_mark = "tallystick frame 1\n";

std::string key_of(std::string_view what, const Epoch& epoch, std::uint64_t seq) {
  std::string digits = std::to_string(seq);
  digits.insert(0, 12 - std::min<std::size_t>(12, digits.size()), '0');
  return std::string(what) + "/" + epoch.text() + "/" + digits;
}

/// The write of a frame's content, or nothing where it is not one.
std::optional<Write> read_content(std::string_view content) {
  FieldLines lines(content);
  const std::uint64_t puts = lines.number("puts");
  const std::uint64_t drops = lines.number("drops");
  Write write;
  for (std::uint64_t place = 0; place < puts && !lines.fault(); ++place) {
    std::string key(lines.text("put"));
    const std::uint64_t bytes = lines.number("bytes");
    std::string value(lines.take(bytes));
    write.puts.emplace_back(std::move(key), std::move(value));
  }
  for (std::uint64_t place = 0; place < drops && !lines.fault(); ++place) {
    write.drops.emplace_back(lines.text("drop"));
  }
  lines.end();
  if (lines.fault()) return std::nullopt;
  return write;
}

struct Frame {
  Write write;
  std::size_t bytes = 0;
};

/// The frame that begins where the bytes do.
std::optional<Frame> read_frame(std::string_view bytes) {
  FieldLines lines(bytes.substr(frame_mark.size()));
  const std::uint64_t size = lines.number("bytes");
  const Digest digest = lines.digest("sha256");
  const std::string_view content = lines.take(size);
  if (lines.fault() || sha256(content) != digest) return std::nullopt;
  auto write = read_content(content);
  if (!write) return std::nullopt;
  return Frame{*std::move(write), frame_mark.size() + lines.place()};
}

}  // namespace

void Write::add(Write later) {
  std::move(later.puts.begin(), later.puts.end(), std::back_inserter(puts));
  std::move(later.drops.begin(), later.drops.end(), std::back_inserter(drops));
}

void apply_write(StoredCopy& copy, const Write& write) {
  for (const auto& [key, bytes] : write.puts) copy[key] = bytes;
  for (const std::string& key : write.drops) copy.erase(key);
}

std::string write_frame(const Write& write) {
  std::string content = "puts " + std::to_string(write.puts.size()) + "\ndrops " +
                        std::to_string(write.drops.size()) + "\n";
  for (const auto& [key, bytes] : write.puts) {
    content += "put " + key + "\nbytes " + std::to_string(bytes.size()) + "\n";
    content += bytes;
  }
  for (const std::string& key : write.drops) content += "drop " + key + "\n";
  return std::string(frame_mark) + "bytes " + std::to_string(content.size()) + "\nsha256 " +
         sha256(content).text() + "\n" + content;
}

Journal read_journal(std::string_view bytes) {
  Journal journal;
  std::size_t place = 0;
  while (place < bytes.size()) {
    const std::size_t mark = bytes.find(frame_mark, place);
    if (mark == bytes.npos) {
      journal.unreadable_bytes += bytes.size() - place;
      break;
    }
    journal.unreadable_bytes += mark - place;
    if (auto frame = read_frame(bytes.substr(mark))) {
      journal.writes.push_back(std::move(frame->write));
      place = mark + frame->bytes;
    } else {
      // Not a whole frame: what follows is looked through for the next one.
      journal.unreadable_bytes += 1;
      place = mark + 1;
    }
  }
  return journal;
}

std::string entry_key(const Epoch& epoch, std::uint64_t seq) { return key_of("entry", epoch, seq); }

std::string receipt_key(const Epoch& epoch, std::uint64_t seq) {
  return key_of("receipt", epoch, seq);
}

std::string log_key(const Epoch& epoch) { return "log/" + epoch.text(); }

}  // namespace tally::device_log
