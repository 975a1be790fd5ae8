// Folder lock: one process at a time has the data folder.
// In goes the folder; out comes the lock, or data_in_use with the number of the process that has
// it. The operating system drops the lock when the process ends, however it ends; the file stays.
// It does not guard against a network file system that takes locks for decoration.
//   auto lock = FolderLock::take("data");
#pragma once

#include <filesystem>
#include <utility>

#include "shared/base/issue.hpp"

namespace tally::server::store {

class FolderLock {
 public:
  static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace tally::server::store
