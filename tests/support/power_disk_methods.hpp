// Power disk methods: the functions that SQLite calls for a file of the power disk.
// In go SQLite's own arguments; out come its result codes: locks as it counts them, the index that
// connections of one process share, and writes that are remembered until they are synced.
// Only power_disk.cpp includes this.
//   vfs->xOpen = PowerDiskMethods::open;
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "tests/support/power_disk.hpp"

namespace tally::tests {

struct PowerDisk::File {
  /// What a reader sees, and what the disk holds for certain.
  std::string seen, synced;
  struct Unsynced {
    std::size_t at = 0;
    std::string bytes;
    /// A truncation to `at`.
    bool cuts = false;
  };
  std::vector<Unsynced> unsynced;
  /// Connections that hold the file's lock, as SQLite counts them.
  int shared = 0;
  int reserved = 0;
  int exclusive = 0;
  /// The write-ahead log's index, which connections of one process share.
  std::vector<std::unique_ptr<std::array<char, 32768>>> index;
  std::array<int, SQLITE_SHM_NLOCK> index_shared{};
  std::array<int, SQLITE_SHM_NLOCK> index_exclusive{};
  int index_users = 0;
};

namespace power_disk {

struct Handle {
  sqlite3_file base;
  PowerDisk* disk;
  std::shared_ptr<PowerDisk::File>* file;
  std::uint64_t life;
  int lock;
  bool maps_index;
  std::array<bool, SQLITE_SHM_NLOCK> index_shared;
  std::array<bool, SQLITE_SHM_NLOCK> index_exclusive;
};

inline Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

inline PowerDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<PowerDisk*>(vfs->pAppData); }

inline sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* const real = sqlite3_vfs_find("unix");
  return real;
}

inline constexpr std::size_t sector = 512;

inline void write_at(std::string& bytes, std::size_t at, std::string_view what) {
  if (bytes.size() < at + what.size()) bytes.resize(at + what.size());
  what.copy(bytes.data() + at, what.size());
}

}  // namespace power_disk

// SQLite's function tables want plain functions; they are gathered here so that they may reach
// what is private to the disk.
struct PowerDiskMethods {
  using File = PowerDisk::File;
  using Handle = power_disk::Handle;

  static bool is_dead(const Handle& handle) {
    return handle.life != handle.disk->life_ ||
           handle.disk->state_ == DiskFailure::broken ||
           handle.disk->state_ == DiskFailure::power_cut;
  }

  static int close(sqlite3_file* file) {
    Handle& handle = power_disk::handle_of(file);
    unlock(file, SQLITE_LOCK_NONE);
    const std::lock_guard guard(handle.disk->mutex_);
    delete handle.file;
    handle.file = nullptr;
    return SQLITE_OK;
  }

  static int read(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (is_dead(handle)) return SQLITE_IOERR_READ;
    const std::string& seen = (*handle.file)->seen;
    const auto from = static_cast<std::size_t>(at);
    const auto wanted = static_cast<std::size_t>(count);
    const std::size_t there = from < seen.size() ? std::min(wanted, seen.size() - from) : 0;
    std::memcpy(into, seen.data() + std::min(from, seen.size()), there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(into) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (is_dead(handle)) return SQLITE_IOERR_WRITE;
    const std::string_view bytes(static_cast<const char*>(from),
                                 static_cast<std::size_t>(count));
    File& held = **handle.file;
    int code = SQLITE_OK;
    if (!handle.disk->may_write(&code)) {
      if (handle.disk->state_ == DiskFailure::power_cut) {
        held.unsynced.push_back({static_cast<std::size_t>(at), std::string(bytes), false});
      }
      return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    power_disk::write_at(held.seen, static_cast<std::size_t>(at), bytes);
    held.unsynced.push_back({static_cast<std::size_t>(at), std::string(bytes), false});
    return SQLITE_OK;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    int code = SQLITE_OK;
    if (is_dead(handle)) return SQLITE_IOERR_TRUNCATE;
    // A full disk still gives room back, and still flushes what it has taken.
    if (!handle.disk->may_write(&code) && code != SQLITE_FULL) return SQLITE_IOERR_TRUNCATE;
    File& held = **handle.file;
    held.seen.resize(static_cast<std::size_t>(size));
    held.unsynced.push_back({static_cast<std::size_t>(size), {}, true});
    return SQLITE_OK;
  }

  static int sync(sqlite3_file* file, int) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    int code = SQLITE_OK;
    if (is_dead(handle)) return SQLITE_IOERR_FSYNC;
    if (!handle.disk->may_write(&code) && code != SQLITE_FULL) return SQLITE_IOERR_FSYNC;
    File& held = **handle.file;
    for (const File::Unsynced& write : held.unsynced) {
      if (write.cuts) held.synced.resize(write.at);
      else power_disk::write_at(held.synced, write.at, write.bytes);
    }
    held.unsynced.clear();
    return SQLITE_OK;
  }

  static int size(sqlite3_file* file, sqlite3_int64* size) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (is_dead(handle)) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>((*handle.file)->seen.size());
    return SQLITE_OK;
  }

  static int lock(sqlite3_file* file, int level) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (is_dead(handle)) return SQLITE_IOERR_LOCK;
    File& held = **handle.file;
    if (level <= handle.lock) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
      if (held.exclusive > 0) return SQLITE_BUSY;
      held.shared += 1;
    } else if (level == SQLITE_LOCK_RESERVED) {
      if (held.reserved > 0) return SQLITE_BUSY;
      held.reserved += 1;
    } else {
      const bool reserved_by_other = held.reserved > 0 && handle.lock < SQLITE_LOCK_RESERVED;
      if (held.shared > 1 || held.exclusive > 0 || reserved_by_other) return SQLITE_BUSY;
      if (handle.lock < SQLITE_LOCK_RESERVED) held.reserved += 1;
      held.exclusive += 1;
    }
    handle.lock = level;
    return SQLITE_OK;
  }

  static int unlock(sqlite3_file* file, int level) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    File& held = **handle.file;
    if (handle.life == handle.disk->life_ && level < handle.lock) {
      if (handle.lock == SQLITE_LOCK_EXCLUSIVE || handle.lock == SQLITE_LOCK_PENDING) {
        held.exclusive -= 1;
      }
      if (handle.lock >= SQLITE_LOCK_RESERVED && level < SQLITE_LOCK_RESERVED) held.reserved -= 1;
      if (level == SQLITE_LOCK_NONE) held.shared -= 1;
      handle.lock = level;
    }
    return SQLITE_OK;
  }

  static int check_reserved(sqlite3_file* file, int* reserved) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    *reserved = (*handle.file)->reserved > 0 ? 1 : 0;
    return SQLITE_OK;
  }

  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file*) { return static_cast<int>(power_disk::sector); }
  static int characteristics(sqlite3_file*) { return 0; }

  static int map_index(sqlite3_file* file, int region, int size, int extend,
                       void volatile** where) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (is_dead(handle)) return SQLITE_IOERR_SHMMAP;
    File& held = **handle.file;
    if (!handle.maps_index) {
      handle.maps_index = true;
      held.index_users += 1;
    }
    *where = nullptr;
    const auto place = static_cast<std::size_t>(region);
    if (size != 32768) return SQLITE_IOERR_SHMMAP;
    if (place >= held.index.size() && extend == 0) return SQLITE_OK;
    while (held.index.size() <= place) {
      held.index.push_back(std::make_unique<std::array<char, 32768>>());
    }
    *where = held.index[place]->data();
    return SQLITE_OK;
  }

  static int lock_index(sqlite3_file* file, int first, int count, int flags) {
    Handle& handle = power_disk::handle_of(file);
    const std::lock_guard guard(handle.disk->mutex_);
    if (handle.life != handle.disk->life_) return SQLITE_OK;
    File& held = **handle.file;
    const auto from = static_cast<std::size_t>(first);
    const auto until = from + static_cast<std::size_t>(count);
    const bool takes = (flags & SQLITE_SHM_LOCK) != 0;
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (std::size_t slot = from; takes && slot < until; ++slot) {
      const int others_shared = held.index_shared[slot] - (handle.index_shared[slot] ? 1 : 0);
      const int others_alone = held.index_exclusive[slot] - (handle.index_exclusive[slot] ? 1 : 0);
      if (others_alone > 0 || (alone && others_shared > 0)) return SQLITE_BUSY;
    }
    for (std::size_t slot = from; slot < until; ++slot) {
      bool& mine = alone ? handle.index_exclusive[slot] : handle.index_shared[slot];
      int& all = alone ? held.index_exclusive[slot] : held.index_shared[slot];
      if (mine != takes) all += takes ? 1 : -1;
      mine = takes;
    }
    return SQLITE_OK;
  }

  static void barrier(sqlite3_file*) {}

  static int unmap_index(sqlite3_file* file, int) {
    Handle& handle = power_disk::handle_of(file);
    for (int slot = 0; slot < SQLITE_SHM_NLOCK; ++slot) {
      lock_index(file, slot, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
      lock_index(file, slot, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    }
    const std::lock_guard guard(handle.disk->mutex_);
    if (handle.maps_index && handle.life == handle.disk->life_) {
      File& held = **handle.file;
      held.index_users -= 1;
      if (held.index_users == 0) held.index.clear();
    }
    handle.maps_index = false;
    return SQLITE_OK;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = close;
      made.xRead = read;
      made.xWrite = write;
      made.xTruncate = truncate;
      made.xSync = sync;
      made.xFileSize = size;
      made.xLock = lock;
      made.xUnlock = unlock;
      made.xCheckReservedLock = check_reserved;
      made.xFileControl = control;
      made.xSectorSize = sector_size;
      made.xDeviceCharacteristics = characteristics;
      made.xShmMap = map_index;
      made.xShmLock = lock_index;
      made.xShmBarrier = barrier;
      made.xShmUnmap = unmap_index;
      return made;
    }();
    return &table;
  }

  static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags,
                  int* flags_out) {
    PowerDisk& disk = power_disk::disk_of(vfs);
    const std::lock_guard guard(disk.mutex_);
    Handle& handle = *new (file) Handle{};
    if (disk.state_ == DiskFailure::power_cut || disk.state_ == DiskFailure::broken) {
      return SQLITE_CANTOPEN;
    }
    const std::string key = name != nullptr ? name : "";
    std::shared_ptr<File> found;
    if (const auto place = disk.files_.find(key); place != disk.files_.end()) {
      found = place->second;
    } else if ((flags & SQLITE_OPEN_CREATE) == 0) {
      return SQLITE_CANTOPEN;
    } else {
      found = std::make_shared<File>();
      // A file without a name is a temporary one of this handle alone.
      if (name != nullptr) disk.files_[key] = found;
    }
    handle.disk = &disk;
    handle.file = new std::shared_ptr<File>(std::move(found));
    handle.life = disk.life_;
    handle.base.pMethods = methods();
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int) {
    PowerDisk& disk = power_disk::disk_of(vfs);
    const std::lock_guard guard(disk.mutex_);
    int code = SQLITE_OK;
    if (!disk.may_write(&code)) return SQLITE_IOERR_DELETE;
    return disk.files_.erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }

  static int access(sqlite3_vfs* vfs, const char* name, int, int* there) {
    PowerDisk& disk = power_disk::disk_of(vfs);
    const std::lock_guard guard(disk.mutex_);
    *there = disk.files_.contains(name) ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }
};

}  // namespace tally::tests
