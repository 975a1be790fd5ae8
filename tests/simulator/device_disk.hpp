// Device disk: the two copies of a browser's store, with what can happen to them.
// In go writes of one owner; out comes whether they are durable, as the storage worker says it:
// the database first, then the journal, "durable" only after both.
// A crash may fall between any two steps, a journal frame may be torn, each copy may be full or
// gone. Only the owner with the newest fencing number writes.
//   const auto done = disk.commit(fence, write, world);   done.crashed …
#pragma once

#include "shared/device_log/engine.hpp"
#include "tests/simulator/world.hpp"

namespace tally::simulator {

class DeviceDisk {
 public:
  struct Done {
    device_log::Stored stored = device_log::Stored::failed;
    /// The device died while writing: nobody hears of it.
    bool crashed = false;
  };
  Done commit(std::uint64_t fence, const device_log::Write& write, World& world);

  /// A new owner; every older one is fenced off.
  std::uint64_t take_over() { return ++fence_; }
  /// What a start finds.
  std::vector<device_log::StoredCopy> copies() const;
  void lose_database() { database_.clear(); }
  void lose_journal() { journal_.clear(); }
  bool lost_a_copy() const { return database_.empty() != journal_.empty(); }
  bool is_empty() const { return database_.empty() && journal_.empty(); }
  /// One entry of the database or some bytes of the journal become unreadable; never both copies
  /// of one thing.
  void damage(World& world);
  /// One entry is gone from both copies: its order's id, or nothing.
  std::string lose_an_entry(World& world);
  void set_full(bool full) { full_ = full; }

 private:
  device_log::StoredCopy database_;
  std::string journal_;
  std::uint64_t fence_ = 0;
  bool full_ = false;
};

}  // namespace tally::simulator
