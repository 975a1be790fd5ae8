#include "shared/device_log/field_lines.hpp"

#include "shared/base/text.hpp"

namespace tally::device_log {

namespace {

constexpr std::uint64_t number_max = (std::uint64_t{1} << 53) - 1;

std::optional<std::uint64_t> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 16 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (number > number_max) return std::nullopt;
  return number;
}

}  // namespace

std::string log_lines(const LogId& log) {
  return "device " + log.device.text() + "\nepoch " + log.epoch.text() + "\n";
}

void FieldLines::fail(std::string sentence) {
  if (!fault_) fault_ = std::move(sentence);
}

void FieldLines::refuse(std::string_view name, std::string_view expected) {
  fail("Line " + std::to_string(line_) + " (" + std::string(name) + ") is not " +
       std::string(expected) + ".");
}

std::string_view FieldLines::text(std::string_view name) {
  if (fault_) return {};
  ++line_;
  const std::string_view rest = bytes_.substr(place_);
  const std::size_t end = rest.find('\n');
  if (end == rest.npos) {
    fail("The bytes end in line " + std::to_string(line_) + ", where \"" + std::string(name) +
         "\" should stand.");
    return {};
  }
  const std::string_view line = rest.substr(0, end);
  if (line.size() <= name.size() || !line.starts_with(name) || line[name.size()] != ' ') {
    fail("Line " + std::to_string(line_) + " should be \"" + std::string(name) + "\" and is \"" +
         quote_short(line) + "\".");
    return {};
  }
  place_ += end + 1;
  return line.substr(name.size() + 1);
}

std::uint64_t FieldLines::number(std::string_view name) {
  const std::string_view value = text(name);
  if (fault_) return 0;
  const auto number = parse_number(value);
  if (!number) refuse(name, "a whole number");
  return number.value_or(0);
}

Digest FieldLines::digest(std::string_view name) {
  const std::string_view value = text(name);
  if (fault_) return {};
  const auto digest = Digest::parse(value);
  if (!digest) refuse(name, "a SHA-256 digest");
  return digest.value_or(Digest{});
}

std::optional<Digest> FieldLines::digest_or_none(std::string_view name) {
  const std::string_view value = text(name);
  if (fault_ || value == "-") return std::nullopt;
  const auto digest = Digest::parse(value);
  if (!digest) refuse(name, "a SHA-256 digest or \"-\"");
  return digest;
}

LogId FieldLines::log() {
  LogId log;
  if (const auto device = DeviceId::parse(text("device"))) {
    log.device = *device;
  } else {
    refuse("device", "32 hexadecimal digits");
  }
  if (const auto epoch = Epoch::parse(text("epoch"))) {
    log.epoch = *epoch;
  } else {
    refuse("epoch", "32 hexadecimal digits");
  }
  return log;
}

void FieldLines::gap() {
  if (fault_) return;
  ++line_;
  if (place_ >= bytes_.size() || bytes_[place_] != '\n') {
    fail("Line " + std::to_string(line_) + " should be empty.");
    return;
  }
  ++place_;
}

std::string_view FieldLines::take(std::uint64_t count) {
  if (fault_) return {};
  if (count > bytes_.size() - place_) {
    fail(std::to_string(count) + " bytes should follow, and " +
         std::to_string(bytes_.size() - place_) + " do.");
    return {};
  }
  const std::string_view taken = bytes_.substr(place_, count);
  place_ += count;
  return taken;
}

void FieldLines::end() {
  if (fault_ || at_end()) return;
  fail(std::to_string(bytes_.size() - place_) + " bytes stand behind the end.");
}

}  // namespace tally::device_log
