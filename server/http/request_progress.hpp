// Request progress: how much of an HTTP request has arrived, from the bytes alone.
// In goes what was received so far; out comes whether to wait for more, or to hand it to a worker.
// A small body is waited for without holding a worker; a large or chunked one is the worker's to
// read, against a deadline. It judges nothing else: the HTTP library parses the request.
//   request_progress("GET / HTTP/1.1\r\n\r\n").stage == Stage::ready
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally::server::http {

struct RequestProgress {
  enum class Stage : std::uint8_t { header, body, ready };
  Stage stage = Stage::header;
  /// Where the header ends; 0 while it has not.
  std::size_t header_bytes = 0;
  std::size_t body_bytes = 0;
};

/// A header beyond this is handed over as it is, to be refused.
inline constexpr std::size_t header_bytes_max = 32 * 1024;
/// A body up to this is waited for.
inline constexpr std::size_t parked_body_bytes_max = 64 * 1024;

RequestProgress request_progress(std::string_view received);

}  // namespace tally::server::http
