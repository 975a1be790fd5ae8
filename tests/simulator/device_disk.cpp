#include "tests/simulator/device_disk.hpp"

namespace tally::simulator {

using namespace device_log;

DeviceDisk::Done DeviceDisk::commit(std::uint64_t fence, const Write& write, World& world) {
  if (fence != fence_) return {Stored::fenced, false};
  if (world.fault(15)) return {Stored::failed, true};
  if (full_ || world.fault(15)) return {Stored::failed, false};
  apply_write(database_, write);
  if (world.fault(15)) return {Stored::failed, true};
  const std::string frame = write_frame(write);
  if (world.fault(25)) {
    // Torn: an unflushed file keeps any beginning of what was written.
    journal_ += frame.substr(0, world.dice.below(frame.size() + 1));
    const bool crashed = world.dice.happens(700);
    if (!crashed) journal_ += std::string(world.dice.below(3), '\n');
    return {Stored::failed, crashed};
  }
  journal_ += frame;
  if (world.fault(15)) return {Stored::durable, true};
  return {Stored::durable, false};
}

std::vector<StoredCopy> DeviceDisk::copies() const {
  StoredCopy second;
  for (const Write& write : read_journal(journal_).writes) apply_write(second, write);
  return {database_, std::move(second)};
}

void DeviceDisk::damage(World& world) {
  if (world.dice.happens(500) && !journal_.empty()) {
    const std::size_t place = world.dice.below(journal_.size());
    journal_[place] = static_cast<char>(journal_[place] ^ 0x10);
    return;
  }
  if (database_.empty()) return;
  auto place = database_.begin();
  std::advance(place, static_cast<std::ptrdiff_t>(world.dice.below(database_.size())));
  if (world.dice.happens(500)) {
    place->second.resize(place->second.size() / 2);
  } else {
    database_.erase(place);
  }
}

std::string DeviceDisk::lose_an_entry(World& world) {
  std::vector<std::string> keys;
  for (const auto& [key, bytes] : database_) {
    if (key.starts_with("entry/")) keys.push_back(key);
  }
  if (keys.empty()) return {};
  const std::string key = world.dice.pick(keys);
  const auto entry = read_entry(database_[key]);
  StoredCopy second = copies()[1];
  database_.erase(key);
  second.erase(key);
  Write rest;
  for (const auto& [kept, bytes] : second) rest.puts.emplace_back(kept, bytes);
  journal_ = write_frame(rest);
  return entry ? entry->order_id.text() : std::string();
}

}  // namespace tally::simulator
