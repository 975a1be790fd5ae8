#include "server/sync/snapshot_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace tally::server::sync {

namespace {

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::unexpected<Issues> refuse(const std::filesystem::path& file) {
  if (errno == ENOSPC || errno == EDQUOT) {
    return std::unexpected(Issues{make_issue(IssueCode::disk_full, "")});
  }
  return std::unexpected(Issues{
      make_issue(IssueCode::file_not_written, "",
                 {{"file", file.string()}, {"reason", std::string(std::strerror(errno))}})});
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes) {
  const std::filesystem::path part = file.string() + ".part";
  {
    const File out(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (out.get() < 0) return refuse(file);
    if (!write_all(out.get(), bytes) || ::fsync(out.get()) != 0) {
      const auto refused = refuse(file);
      ::unlink(part.c_str());
      return refused;
    }
  }
  if (::rename(part.c_str(), file.c_str()) != 0) return refuse(file);
  // The name is on the disk only when the folder is.
  const File folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return refuse(file);
  return {};
}

std::optional<std::string> read_whole(const std::filesystem::path& file) {
  const File in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about{};
  if (in.get() < 0 || ::fstat(in.get(), &about) != 0 || !S_ISREG(about.st_mode)) {
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t place = 0;
  while (place < bytes.size()) {
    const ssize_t count = ::read(in.get(), bytes.data() + place, bytes.size() - place);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    place += static_cast<std::size_t>(count);
  }
  return bytes;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  // 15 + 16: the largest window, and gzip's frame instead of zlib's.
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return code == Z_STREAM_END ? out : std::string();
}

std::optional<std::string> gunzip(std::string_view compressed, std::size_t bytes_max) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return std::nullopt;
  std::string out(bytes_max, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  if (code != Z_STREAM_END) return std::nullopt;
  return out;
}

}  // namespace tally::server::sync
