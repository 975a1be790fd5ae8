#include "server/http/connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace tally::server::http {

namespace {
constexpr std::size_t gathered_bytes_max = 64 * 1024;
constexpr std::size_t receive_bytes = 16 * 1024;
constexpr std::int64_t farewell_ms = 500;
constexpr std::int64_t poll_ms_max = 1'000;
}  // namespace

std::int64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

Connection::Connection(int socket, std::string address, const ConnectionLimits& limits)
    : socket_(socket), address_(std::move(address)), limits_(limits) {}

Connection::~Connection() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

Connection::Received Connection::receive() {
  std::array<char, receive_bytes> bytes;
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count > 0) {
    if (read_ == received_.size()) {
      received_.clear();
      read_ = 0;
    }
    received_.append(bytes.data(), static_cast<std::size_t>(count));
    return Received::some;
  }
  const bool later = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  return later ? Received::nothing_yet : Received::closed;
}

bool Connection::wait_readable(std::int64_t ms) const { return wait(POLLIN, steady_ms() + ms); }

std::string_view Connection::pending() const {
  return std::string_view(received_).substr(read_);
}

std::int64_t Connection::read(char* bytes, std::size_t size) {
  while (read_ == received_.size()) {
    const Received received = receive();
    if (received == Received::closed) return 0;
    if (received == Received::some) break;
    // What was gathered may be what the peer waits for ("100 Continue").
    if (!flush()) return -1;
    if (!wait(POLLIN, transfer_deadline(bytes_in_))) return -1;
  }
  const std::size_t count = std::min(size, received_.size() - read_);
  std::memcpy(bytes, received_.data() + read_, count);
  read_ += count;
  bytes_in_ += static_cast<std::int64_t>(count);
  return static_cast<std::int64_t>(count);
}

std::int64_t Connection::write(const char* bytes, std::size_t size) {
  if (gathered_.size() + size <= gathered_bytes_max) {
    gathered_.append(bytes, size);
    return static_cast<std::int64_t>(size);
  }
  if (!flush() || !send_all(bytes, size)) return -1;
  return static_cast<std::int64_t>(size);
}

bool Connection::flush() {
  if (gathered_.empty()) return true;
  const bool sent = send_all(gathered_.data(), gathered_.size());
  gathered_.clear();
  return sent;
}

void Connection::end_politely() {
  ::shutdown(socket_, SHUT_WR);
  const std::int64_t until = steady_ms() + farewell_ms;
  Received received = Received::nothing_yet;
  do {
    read_ = received_.size();
    received = receive();
  } while (received != Received::closed && (received == Received::some || wait(POLLIN, until)) &&
           steady_ms() < until);
}

void Connection::begin_request() {
  started_ = steady_ms();
  bytes_in_ = 0;
  bytes_out_ = 0;
  must_close = false;
  has_begun = false;
  waits_ = Waits::nothing;
  requests += 1;
}

void Connection::wait_for(Waits waits, std::int64_t now) {
  if (waits == waits_) return;
  waits_ = waits;
  if (waits == Waits::idle) deadline_ = now + limits_.idle_ms_max;
  if (waits == Waits::header) deadline_ = now + limits_.header_ms_max;
  if (waits == Waits::body) deadline_ = now + limits_.transfer_ms_max;
}

bool Connection::send_all(const char* bytes, std::size_t size) {
  // The answer's clock starts with its first byte, not while the server still works on it.
  if (bytes_out_ == 0) started_ = steady_ms();
  std::size_t sent = 0;
  while (sent < size) {
    const ssize_t count =
        ::send(socket_, bytes + sent, size - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
      bytes_out_ += count;
      continue;
    }
    const bool full = errno == EAGAIN || errno == EWOULDBLOCK;
    if (count < 0 && errno == EINTR) continue;
    if (!full || !wait(POLLOUT, transfer_deadline(bytes_out_))) return false;
  }
  return true;
}

bool Connection::wait(short events, std::int64_t until) const {
  for (;;) {
    // A stop may come while we wait.
    if (limits_.latest_ms != nullptr) until = std::min(until, limits_.latest_ms->load());
    const std::int64_t left = until - steady_ms();
    if (left <= 0) return false;
    pollfd waiting{socket_, events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, poll_ms_max)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

std::int64_t Connection::transfer_deadline(std::int64_t bytes) const {
  const std::int64_t own =
      started_ + limits_.transfer_ms_max + bytes * 1000 / limits_.bytes_per_second_min;
  return limits_.latest_ms == nullptr ? own : std::min(own, limits_.latest_ms->load());
}

}  // namespace tally::server::http
