#include "tests/support/fault_disk.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "tests/support/fault_vfs.hpp"

namespace tally::tests {

namespace {

constexpr std::size_t sector_bytes = 512;

void put(std::string& content, const FaultFile::Write& write, std::size_t length) {
  if (!write.is_write) {
    if (write.at < content.size()) content.resize(write.at);
    return;
  }
  if (content.size() < write.at + length) content.resize(write.at + length);
  content.replace(write.at, length, write.bytes, 0, length);
}

/// What of the unflushed writes reached the disk by itself: each may be lost, whole or torn.
void settle(FaultFile& file, Random& random) {
  for (const FaultFile::Write& write : file.unflushed) {
    if (random.happens(500)) continue;
    std::size_t length = write.bytes.size();
    if (random.happens(300)) {
      length = std::min(length, sector_bytes * random.below(length / sector_bytes + 1));
    }
    put(file.flushed, write, length);
  }
  file.unflushed.clear();
  file.shown = file.flushed;
  file.shared.clear();
  std::ranges::fill(file.shm_readers, 0);
  std::ranges::fill(file.shm_writer, false);
  file.readers = 0;
  file.reserved = file.pending = file.exclusive = false;
}

}  // namespace

FaultDisk::FaultDisk(std::uint64_t seed)
    : random_(seed), vfs_(make_fault_vfs(*this)), before_(sqlite3_vfs_find(nullptr)) {
  sqlite3_vfs_register(vfs_.get(), 1);
}

FaultDisk::~FaultDisk() {
  sqlite3_vfs_unregister(vfs_.get());
  if (before_ != nullptr) sqlite3_vfs_register(before_, 1);
}

void FaultDisk::fail_at(std::uint64_t number, DiskFault fault) {
  fails_at_ = writes_ + number;
  fault_ = fault;
  has_failed_ = false;
}

void FaultDisk::make_room() { fault_ = DiskFault::none; }

DiskFault FaultDisk::count_write() {
  if (is_off_) return DiskFault::input_output;
  ++writes_;
  const bool due = fault_ == DiskFault::full ? writes_ >= fails_at_ : writes_ == fails_at_;
  if (fault_ == DiskFault::none || !due) return DiskFault::none;
  has_failed_ = true;
  return fault_;
}

std::shared_ptr<FaultFile> FaultDisk::find(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : found->second;
}

std::shared_ptr<FaultFile> FaultDisk::open(const std::string& name) {
  auto& file = files_[name];
  if (!file) file = std::make_shared<FaultFile>();
  return file;
}

void FaultDisk::flush_folder() {
  deleted_.clear();
  for (auto& [name, file] : files_) file->is_flushed_name = true;
}

void FaultDisk::remove(const std::string& name, bool is_flushed) {
  const auto found = files_.find(name);
  if (found == files_.end()) return;
  if (is_flushed || !found->second->is_flushed_name) deleted_.erase(name);
  else deleted_[name] = found->second;
  files_.erase(found);
}

void FaultDisk::cut_power() {
  ++power_cuts_;
  is_off_ = true;
  fault_ = DiskFault::none;
  for (auto& [name, file] : deleted_) {
    if (!files_.contains(name) && random_.happens(500)) files_[name] = file;
  }
  deleted_.clear();
  std::map<std::string, std::shared_ptr<FaultFile>> left;
  for (auto& [name, file] : files_) {
    if (!file->is_flushed_name && random_.happens(500)) continue;
    // Connections from before the cut keep the old file and see nothing of the new one.
    auto settled = std::make_shared<FaultFile>();
    settled->flushed = file->flushed;
    settled->unflushed = file->unflushed;
    settled->is_flushed_name = true;
    settle(*settled, random_);
    left.emplace(name, std::move(settled));
  }
  files_ = std::move(left);
}

}  // namespace tally::tests
