#include "tests/simulator/world.hpp"

namespace tally::simulator {

void World::after(std::int64_t wait_ms, std::function<void()> what) {
  due_.push({now.unix_ms + wait_ms, asked_++, std::move(what)});
}

void World::run_until(Instant end) {
  while (!due_.empty() && due_.top().at_ms <= end.unix_ms) {
    const Due next = due_.top();
    due_.pop();
    now.unix_ms = std::max(now.unix_ms, next.at_ms);
    next.what();
  }
  now = std::max(now, end);
}

device_log::RandomBytes World::random_bytes() {
  device_log::RandomBytes bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice.next());
  return bytes;
}

void World::note(std::string_view line) {
  const std::string said = std::to_string(now.unix_ms - 1'795'000'000'000) + " " +
                           std::string(line);
  trace_ = sha256(trace_.text() + said);
  if (keeps_lines) lines.push_back(said);
}

}  // namespace tally::simulator
