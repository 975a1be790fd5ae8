#include "wasm/state/feed_text.hpp"

#include <array>
#include <charconv>

namespace tally::app {

namespace {

constexpr std::string_view head = "tallystick feed 1";

/// The text up to the separator; what is left stands behind it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return field;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return number;
}

bool read_row(std::string_view line, device_log::FeedCopy& copy) {
  const std::string kind(take_until(line, '\t'));
  const std::string key(take_until(line, '\t'));
  const auto lsn = number_of(take_until(line, '\t'));
  const auto pass = number_of(take_until(line, '\t'));
  if (kind.empty() || !lsn || !pass || line.empty()) return false;
  copy.rows[{kind, key}] = {*lsn, *pass, std::string(line)};
  return true;
}

}  // namespace

std::string write_feed(const KeptFeed& kept) {
  const device_log::FeedMark& mark = kept.copy.mark;
  std::string text = std::string(head) + "\t" +
                     (mark.incarnation ? mark.incarnation->text() : "") + "\t" +
                     std::to_string(mark.cursor) + "\t" + std::to_string(mark.pass) + "\t" +
                     std::to_string(kept.told_lsn) + "\t" +
                     std::to_string(kept.copy.rows.size()) + "\n";
  for (const auto& [key, row] : kept.copy.rows) {
    text += key.first + "\t" + key.second + "\t" + std::to_string(row.lsn) + "\t" +
            std::to_string(row.pass) + "\t" + row.row + "\n";
  }
  return text;
}

std::optional<KeptFeed> read_feed(std::string_view text) {
  if (!text.ends_with('\n')) return std::nullopt;
  std::string_view line = take_until(text, '\n');
  if (take_until(line, '\t') != head) return std::nullopt;
  KeptFeed kept;
  device_log::FeedMark& mark = kept.copy.mark;
  const std::string_view incarnation = take_until(line, '\t');
  if (!incarnation.empty()) mark.incarnation = device_log::Incarnation::parse(incarnation);
  std::array<std::int64_t, 4> numbers{};
  for (std::int64_t& number : numbers) {
    const auto found = number_of(take_until(line, '\t'));
    if (!found) return std::nullopt;
    number = *found;
  }
  mark.cursor = numbers[0];
  mark.pass = numbers[1];
  kept.told_lsn = numbers[2];
  while (!text.empty()) {
    if (!read_row(take_until(text, '\n'), kept.copy)) return std::nullopt;
  }
  if (static_cast<std::int64_t>(kept.copy.rows.size()) != numbers[3]) return std::nullopt;
  device_log::count_digests(kept.copy);
  return kept;
}

}  // namespace tally::app
