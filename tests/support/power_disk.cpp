#include "tests/support/power_disk.hpp"

#include "tests/support/power_disk_methods.hpp"

namespace tally::tests {

using power_disk::real_vfs;
using power_disk::sector;
using power_disk::write_at;

namespace {

int real_randomness(sqlite3_vfs*, int count, char* out) {
  // The same on every run: what SQLite draws (salts of the log) must not change a trace.
  for (int place = 0; place < count; ++place) out[place] = static_cast<char>(place * 37 + 11);
  return count;
}

int no_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int real_time(sqlite3_vfs*, sqlite3_int64* now) {
  return real_vfs()->xCurrentTimeInt64(real_vfs(), now);
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

PowerDisk::AsDefault::AsDefault(const PowerDisk& disk) {
  sqlite3_vfs_register(disk.vfs_.get(), 1);
}

PowerDisk::AsDefault::~AsDefault() { sqlite3_vfs_register(real_vfs(), 1); }

PowerDisk::PowerDisk(std::string vfs_name, std::uint64_t seed)
    : vfs_name_(std::move(vfs_name)), dice_(seed), vfs_(std::make_unique<sqlite3_vfs>()) {
  *vfs_ = sqlite3_vfs{};
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(power_disk::Handle);
  vfs_->mxPathname = 1024;
  vfs_->zName = vfs_name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = PowerDiskMethods::open;
  vfs_->xDelete = PowerDiskMethods::remove;
  vfs_->xAccess = PowerDiskMethods::access;
  vfs_->xFullPathname = PowerDiskMethods::full_path;
  vfs_->xRandomness = real_randomness;
  vfs_->xSleep = no_sleep;
  vfs_->xGetLastError = last_error;
  vfs_->xCurrentTimeInt64 = real_time;
  sqlite3_vfs_register(vfs_.get(), 0);
}

PowerDisk::~PowerDisk() {
  sqlite3_vfs_unregister(vfs_.get());
}

void PowerDisk::set_seed(std::uint64_t seed) {
  const std::lock_guard guard(mutex_);
  dice_ = Random(seed);
}

bool PowerDisk::may_write(int* failure_code) {
  writes_ += 1;
  if (state_ == DiskFailure::none && failure_ != DiskFailure::none && writes_ > fails_at_) {
    state_ = failure_;
  }
  *failure_code = state_ == DiskFailure::full ? SQLITE_FULL : SQLITE_IOERR;
  return state_ == DiskFailure::none;
}

void PowerDisk::fail_after(std::uint64_t writes, DiskFailure failure) {
  const std::lock_guard guard(mutex_);
  fails_at_ = writes_ + writes;
  failure_ = failure;
}

void PowerDisk::power_on() {
  const std::lock_guard guard(mutex_);
  failure_ = state_ = DiskFailure::none;
}

// Each write that was not synced is on the disk, or not, or in part: whole sectors of it, since a
// disk writes those whole. They need not have kept their order.
void PowerDisk::lose_unsynced(File& file) {
  for (const File::Unsynced& write : file.unsynced) {
    const std::uint64_t fate = dice_.below(3);
    if (fate == 0) continue;
    if (write.cuts) {
      if (fate == 1) file.synced.resize(std::min(file.synced.size(), write.at));
      continue;
    }
    std::string_view bytes = write.bytes;
    if (fate == 2) bytes = bytes.substr(0, dice_.below(bytes.size() / sector + 1) * sector);
    write_at(file.synced, write.at, bytes);
  }
  file.unsynced.clear();
  file.seen = file.synced;
}

void PowerDisk::cut_power() {
  const std::lock_guard guard(mutex_);
  ++life_;
  for (auto& [name, file] : files_) {
    lose_unsynced(*file);
    auto after = std::make_shared<File>();
    after->seen = file->seen;
    after->synced = file->synced;
    file = std::move(after);
  }
  failure_ = DiskFailure::none;
  state_ = DiskFailure::none;
}

bool PowerDisk::has_failed() const {
  const std::lock_guard guard(mutex_);
  return state_ != DiskFailure::none;
}

std::uint64_t PowerDisk::writes() const {
  const std::lock_guard guard(mutex_);
  return writes_;
}

std::string PowerDisk::bytes(const std::string& file) const {
  const std::lock_guard guard(mutex_);
  const auto found = files_.find(file);
  return found == files_.end() ? std::string() : found->second->seen;
}

void PowerDisk::put(const std::string& file, std::string bytes) {
  const std::lock_guard guard(mutex_);
  auto made = std::make_shared<File>();
  made->seen = bytes;
  made->synced = std::move(bytes);
  files_[file] = std::move(made);
}

void PowerDisk::remove(const std::string& file) {
  const std::lock_guard guard(mutex_);
  files_.erase(file);
}

}  // namespace tally::tests
