// Power disk: files in memory below SQLite, on a machine whose power can fail at any write.
// In go seeds and orders to fail; out come files as a real disk would have them afterwards: what
// was synced is there, of what was not any part may be missing or torn. It can also be full, or
// broken, from the n-th write on. Any number of connections and threads may use it.
// It is an SQLite VFS: make it the default for a moment and open files as the product does.
//   PowerDisk disk("power", 7);  …  disk.cut_power();  disk.power_on();  disk.fail_after(12, …)
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/random.hpp"

struct sqlite3_vfs;

namespace tally::tests {

enum class DiskFailure : std::uint8_t {
  none,
  /// Every write answers "no room" until room() is called.
  full,
  /// Every operation answers an I/O error.
  broken,
  /// As broken; what was not synced is then lost by cut_power().
  power_cut,
};

class PowerDisk {
 public:
  PowerDisk(std::string vfs_name, std::uint64_t seed);
  /// Close every connection first.
  ~PowerDisk();
  PowerDisk(const PowerDisk&) = delete;
  PowerDisk& operator=(const PowerDisk&) = delete;

  const std::string& vfs_name() const { return vfs_name_; }
  /// While one of these lives, whoever opens a database opens it here.
  class AsDefault {
   public:
    explicit AsDefault(const PowerDisk& disk);
    ~AsDefault();
    AsDefault(const AsDefault&) = delete;
    AsDefault& operator=(const AsDefault&) = delete;
  };
  void set_seed(std::uint64_t seed);

  /// After `writes` more writes, syncs and truncations the disk fails. 0: with the next one.
  void fail_after(std::uint64_t writes, DiskFailure failure);
  /// There is room again, or the power is back; a failure not yet reached is called off.
  void power_on();
  /// Now. What was not synced is lost in whole or in part; open files are dead.
  void cut_power();
  bool has_failed() const;
  /// Writes, syncs and truncations so far.
  std::uint64_t writes() const;

  /// Whole files, durable, for templates and backups. Empty where there is none.
  std::string bytes(const std::string& file) const;
  void put(const std::string& file, std::string bytes);
  void remove(const std::string& file);

  struct File;

 private:
  friend struct PowerDiskMethods;
  bool may_write(int* failure_code);
  void lose_unsynced(File& file);

  std::string vfs_name_;
  mutable std::mutex mutex_;
  Random dice_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::uint64_t writes_ = 0;
  std::uint64_t fails_at_ = ~std::uint64_t{0};
  DiskFailure failure_ = DiskFailure::none;
  DiskFailure state_ = DiskFailure::none;
  /// Raised by every power cut: handles of an older one are dead.
  std::uint64_t life_ = 0;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace tally::tests
