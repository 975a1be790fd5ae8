// Fault disk: a disk in memory for SQLite that loses what was not flushed and fails when told to.
// In go the files that SQLite opens while it is the default; out come the same bytes, until a fault
// is due: the n-th write fails with EIO or ENOSPC, or the power goes. A power cut takes every file
// back to what was flushed, plus, by the seed, some of the later writes whole or torn at a 512-byte
// sector: as a real disk does. Names follow the same rule: a file that was never flushed may be
// gone, one that was deleted without a flush of its folder may be back.
// One process, any number of connections, no threads beside each other. Nothing touches the disk.
//   FaultDisk disk(seed);  … open and write …;  disk.cut_power();  … close …  disk.power_on();
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/random.hpp"

struct sqlite3_vfs;

namespace tally::tests {

/// One file as the system shows it, and as the disk has it.
struct FaultFile {
  std::string shown;
  std::string flushed;
  bool is_flushed_name = false;
  struct Write {
    std::size_t at = 0;
    std::string bytes;
    /// Else the file is cut to `at`.
    bool is_write = true;
  };
  /// Since the last flush, in their order.
  std::vector<Write> unflushed;
  /// Shared memory of the write-ahead log, by 32 KiB.
  std::vector<std::unique_ptr<char[]>> shared;
  /// Readers and writers of the eight places of SQLite's locks in shared memory.
  int shm_readers[8] = {};
  bool shm_writer[8] = {};
  int readers = 0;
  bool reserved = false, pending = false, exclusive = false;
};

enum class DiskFault : std::uint8_t { none, input_output, full };

class FaultDisk {
 public:
  /// Becomes SQLite's default until it goes away.
  explicit FaultDisk(std::uint64_t seed);
  ~FaultDisk();
  FaultDisk(const FaultDisk&) = delete;
  FaultDisk& operator=(const FaultDisk&) = delete;

  /// The n-th write or flush from now on fails, counted from 1; a full disk stays full until
  /// make_room(), a failing one fails once.
  void fail_at(std::uint64_t number, DiskFault fault);
  void make_room();
  /// Writes and flushes since the beginning.
  std::uint64_t writes() const { return writes_; }
  bool has_failed() const { return has_failed_; }
  std::uint64_t power_cuts() const { return power_cuts_; }

  /// From now on nothing reaches the disk: close what is open, then power_on().
  void cut_power();
  void power_on() { is_off_ = false; }

  // For the VFS itself.
  /// Counts a write; the fault where it is due.
  DiskFault count_write();
  std::shared_ptr<FaultFile> find(const std::string& name) const;
  std::shared_ptr<FaultFile> open(const std::string& name);
  void remove(const std::string& name, bool is_flushed);
  /// All names are as they are shown, from now on. SQLite's own VFS does it at the first flush of a
  /// new file.
  void flush_folder();

 private:
  Random random_;
  std::map<std::string, std::shared_ptr<FaultFile>> files_;
  /// Deleted, but the folder was not flushed since.
  std::map<std::string, std::shared_ptr<FaultFile>> deleted_;
  std::uint64_t writes_ = 0;
  std::uint64_t fails_at_ = 0;
  std::uint64_t power_cuts_ = 0;
  DiskFault fault_ = DiskFault::none;
  bool has_failed_ = false;
  bool is_off_ = false;
  std::unique_ptr<sqlite3_vfs> vfs_;
  sqlite3_vfs* before_ = nullptr;
};

}  // namespace tally::tests
