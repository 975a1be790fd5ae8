#include "tests/support/fault_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/support/fault_disk.hpp"

namespace tally::tests {

namespace {

/// What SQLite holds of an open file; it gives the memory.
struct OpenFile {
  sqlite3_file base;
  FaultDisk* disk;
  std::shared_ptr<FaultFile> file;
  std::string name;
  int level;
  bool goes_when_closed;
  std::uint16_t shm_shared, shm_exclusive;
};

OpenFile& self(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

int code_of(DiskFault fault, int failed) {
  if (fault == DiskFault::full) return SQLITE_FULL;
  return fault == DiskFault::input_output ? failed : SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int first, int count, int flags);
int unlock(sqlite3_file* file, int level);

int close(sqlite3_file* file) {
  OpenFile& open = self(file);
  unlock(file, SQLITE_LOCK_NONE);
  shm_lock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  shm_lock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  if (open.goes_when_closed) open.disk->remove(open.name, true);
  open.~OpenFile();
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 at) {
  const std::string& shown = self(file).file->shown;
  const auto from = static_cast<std::size_t>(at);
  const auto wanted = static_cast<std::size_t>(amount);
  const std::size_t there = from >= shown.size() ? 0 : std::min(wanted, shown.size() - from);
  std::memcpy(bytes, shown.data() + std::min(from, shown.size()), there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(bytes) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 at) {
  OpenFile& open = self(file);
  const int code = code_of(open.disk->count_write(), SQLITE_IOERR_WRITE);
  if (code != SQLITE_OK) return code;
  const auto from = static_cast<std::size_t>(at);
  std::string piece(static_cast<const char*>(bytes), static_cast<std::size_t>(amount));
  std::string& shown = open.file->shown;
  if (shown.size() < from + piece.size()) shown.resize(from + piece.size());
  shown.replace(from, piece.size(), piece);
  open.file->unflushed.push_back({from, std::move(piece), true});
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = self(file);
  const int code = code_of(open.disk->count_write(), SQLITE_IOERR_TRUNCATE);
  if (code != SQLITE_OK) return code;
  open.file->shown.resize(static_cast<std::size_t>(size));
  open.file->unflushed.push_back({static_cast<std::size_t>(size), "", false});
  return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
  OpenFile& open = self(file);
  const int code = code_of(open.disk->count_write(), SQLITE_IOERR_FSYNC);
  if (code != SQLITE_OK) return code;
  open.file->flushed = open.file->shown;
  open.file->unflushed.clear();
  if (!open.file->is_flushed_name) open.disk->flush_folder();
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(self(file).file->shown.size());
  return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
  OpenFile& open = self(file);
  FaultFile& shared = *open.file;
  if (level <= open.level) return SQLITE_OK;
  if (level == SQLITE_LOCK_SHARED) {
    if (shared.pending || shared.exclusive) return SQLITE_BUSY;
    ++shared.readers;
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (shared.reserved) return SQLITE_BUSY;
    shared.reserved = true;
  } else {
    if (open.level < SQLITE_LOCK_RESERVED && shared.reserved) return SQLITE_BUSY;
    shared.reserved = shared.pending = true;
    if (shared.readers > 1) return open.level = SQLITE_LOCK_PENDING, SQLITE_BUSY;
    shared.exclusive = true;
  }
  open.level = level;
  return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
  OpenFile& open = self(file);
  FaultFile& shared = *open.file;
  if (open.level >= SQLITE_LOCK_RESERVED && level < SQLITE_LOCK_RESERVED) {
    shared.reserved = shared.pending = shared.exclusive = false;
  }
  if (open.level >= SQLITE_LOCK_SHARED && level == SQLITE_LOCK_NONE) --shared.readers;
  open.level = std::min(open.level, level);
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
  *reserved = self(file).file->reserved ? 1 : 0;
  return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 512; }
int characteristics(sqlite3_file*) { return 0; }

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  auto& regions = self(file).file->shared;
  while (extend != 0 && regions.size() <= static_cast<std::size_t>(region)) {
    regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  }
  *memory = regions.size() > static_cast<std::size_t>(region)
                ? regions[static_cast<std::size_t>(region)].get()
                : nullptr;
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int first, int count, int flags) {
  OpenFile& open = self(file);
  FaultFile& shared = *open.file;
  const bool is_shared = (flags & SQLITE_SHM_SHARED) != 0;
  for (int place = first; (flags & SQLITE_SHM_LOCK) != 0 && place < first + count; ++place) {
    const std::uint16_t bit = static_cast<std::uint16_t>(1u << place);
    const int own = (open.shm_shared & bit) != 0 ? 1 : 0;
    if (shared.shm_writer[place] && (open.shm_exclusive & bit) == 0) return SQLITE_BUSY;
    if (!is_shared && shared.shm_readers[place] > own) return SQLITE_BUSY;
  }
  for (int place = first; place < first + count; ++place) {
    const std::uint16_t bit = static_cast<std::uint16_t>(1u << place);
    std::uint16_t& held = is_shared ? open.shm_shared : open.shm_exclusive;
    const bool has = (held & bit) != 0;
    const bool wants = (flags & SQLITE_SHM_LOCK) != 0;
    if (has == wants) continue;
    held = static_cast<std::uint16_t>(held ^ bit);
    if (is_shared) shared.shm_readers[place] += wants ? 1 : -1;
    else shared.shm_writer[place] = wants;
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int shm_unmap(sqlite3_file* file, int delete_it) {
  if (delete_it != 0) self(file).file->shared.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{
    2,         close,        read,           write,         truncate,    sync,
    file_size, lock,         unlock,         check_reserved, control,    sector_size,
    characteristics, shm_map, shm_lock,      shm_barrier,   shm_unmap,   nullptr, nullptr};

FaultDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultDisk*>(vfs->pAppData); }

int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  FaultDisk& disk = disk_of(vfs);
  static std::uint64_t temporary = 0;
  const std::string named = name != nullptr ? name : "temporary-" + std::to_string(++temporary);
  if ((flags & SQLITE_OPEN_CREATE) == 0 && !disk.find(named)) {
    file->pMethods = nullptr;
    return SQLITE_CANTOPEN;
  }
  auto* open = new (file) OpenFile{{&methods}, &disk, disk.open(named), named, 0, false, 0, 0};
  open->goes_when_closed = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  if (out != nullptr) *out = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int flush_folder) {
  FaultDisk& disk = disk_of(vfs);
  if (!disk.find(name)) return SQLITE_IOERR_DELETE_NOENT;
  const int code = code_of(disk.count_write(), SQLITE_IOERR_DELETE);
  if (code == SQLITE_OK) disk.remove(name, flush_folder != 0);
  return code;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* there) {
  *there = disk_of(vfs).find(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
  // The same at each run: SQLite takes it for salts and names only.
  for (int place = 0; place < size; ++place) out[place] = static_cast<char>(place * 37 + 11);
  return size;
}

int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int now(sqlite3_vfs*, double* days) {
  *days = 2'461'000.5;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

std::unique_ptr<sqlite3_vfs> make_fault_vfs(FaultDisk& disk) {
  auto vfs = std::make_unique<sqlite3_vfs>();
  vfs->iVersion = 1;
  vfs->szOsFile = sizeof(OpenFile);
  vfs->mxPathname = 512;
  vfs->zName = "tallystick-fault";
  vfs->pAppData = &disk;
  vfs->xOpen = open;
  vfs->xDelete = remove;
  vfs->xAccess = access;
  vfs->xFullPathname = full_path;
  vfs->xRandomness = randomness;
  vfs->xSleep = sleep;
  vfs->xCurrentTime = now;
  vfs->xGetLastError = last_error;
  return vfs;
}

}  // namespace tally::tests
