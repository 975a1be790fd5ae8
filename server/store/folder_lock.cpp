#include "server/store/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace tally::server::store {

namespace {

std::string read_holder(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t count = ::pread(descriptor, text.data(), text.size(), 0);
  std::string holder(text.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  return holder.empty() ? "unknown" : holder;
}

Issues unusable(const std::filesystem::path& folder, int error) {
  return {make_issue(IssueCode::data_folder_unusable, "",
                     {{"folder", folder.string()}, {"reason", std::string(std::strerror(error))}})};
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "tallystick.lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return std::unexpected(unusable(folder, errno));
  FolderLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return std::unexpected(unusable(folder, errno));
    return std::unexpected(
        Issues{make_issue(IssueCode::data_in_use, "",
                          {{"process", read_holder(descriptor)}, {"folder", folder.string()}})});
  }
  const std::string holder = std::to_string(::getpid()) + "\n";
  // The number is for the sentence that a second process prints; the lock holds without it.
  if (::ftruncate(descriptor, 0) == 0 &&
      ::pwrite(descriptor, holder.data(), holder.size(), 0) < 0 && errno != ENOSPC) {
    return std::unexpected(unusable(folder, errno));
  }
  return lock;
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tally::server::store
