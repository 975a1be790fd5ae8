#include "server/cli/input.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tally::server::cli {

namespace {

Issues unreadable(const std::string& file, std::string reason) {
  return {make_issue(IssueCode::import_file_unreadable, "",
                     {{"file", file}, {"reason", std::move(reason)}})};
}

std::string read_all(std::istream& stream) {
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

Result<std::string> read_input(const std::string& file) {
  if (file == "-") return read_all(std::cin);
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return std::unexpected(unreadable(file, "it is a folder"));
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::unexpected(unreadable(file, std::strerror(errno)));
  std::string bytes = read_all(stream);
  if (stream.bad()) return std::unexpected(unreadable(file, "the disk reports an error"));
  return bytes;
}

Result<void> write_output(const std::string& file, const std::string& bytes) {
  const std::string beside = file + ".part";
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(beside, file, error);
  if (stream && !error) return {};
  const std::string reason = error ? error.message() : std::string(std::strerror(errno));
  std::filesystem::remove(beside, error);
  return std::unexpected(Issues{make_issue(IssueCode::file_not_written, "",
                                           {{"file", file}, {"reason", reason}})});
}

}  // namespace tally::server::cli
