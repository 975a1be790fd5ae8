#include "server/http/parking.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "server/http/request_progress.hpp"

namespace tally::server::http {

namespace {

// Late ones are looked for this often; a deadline is kept to within it.
constexpr int sweep_ms = 250;

}  // namespace

Parking::Parking(ParkingLimits limits, Ready ready)
    : limits_(limits),
      ready_(std::move(ready)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_;
  if (epoll_ < 0 || wake_ < 0 || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) != 0) {
    std::perror("The server cannot watch its connections");
    std::abort();
  }
  thread_ = std::thread([this] { run(); });
}

Parking::~Parking() {
  stop();
  ::close(epoll_);
  ::close(wake_);
}

bool Parking::enter(const std::string& address) {
  const std::lock_guard lock(mutex_);
  std::size_t& here = by_address_[address];
  if (count_ >= limits_.connections_max || here >= limits_.connections_per_address_max) {
    if (here == 0) by_address_.erase(address);
    return false;
  }
  ++count_;
  ++here;
  return true;
}

void Parking::leave(const std::string& address) {
  const std::lock_guard lock(mutex_);
  --count_;
  const auto found = by_address_.find(address);
  if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
}

std::size_t Parking::connections() {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Parking::park(ConnectionPointer connection) {
  {
    const std::lock_guard lock(mutex_);
    arrivals_.push_back(std::move(connection));
  }
  const std::uint64_t one = 1;
  // A full counter is awake already.
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void Parking::stop() {
  stopping_ = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
  if (thread_.joinable()) thread_.join();
}

void Parking::run() {
  std::array<epoll_event, 256> events{};
  std::int64_t swept = steady_ms();
  while (!stopping_) {
    const int count = ::epoll_wait(epoll_, events.data(), events.size(), sweep_ms);
    for (int index = 0; index < count; ++index) {
      const int socket = events[static_cast<std::size_t>(index)].data.fd;
      if (socket == wake_) take_arrivals();
      else look_at(socket);
    }
    const std::int64_t now = steady_ms();
    if (now - swept >= sweep_ms) {
      close_late(now);
      swept = now;
    }
  }
  take_arrivals();
  while (!parked_.empty()) drop(parked_.begin()->first);
}

void Parking::take_arrivals() {
  std::uint64_t ignored = 0;
  [[maybe_unused]] const ssize_t read = ::read(wake_, &ignored, sizeof ignored);
  std::vector<ConnectionPointer> arrivals;
  {
    const std::lock_guard lock(mutex_);
    arrivals.swap(arrivals_);
  }
  for (auto& connection : arrivals) {
    // A first request often lies there already.
    if (connection->pending().empty()) connection->receive();
    judge(std::move(connection));
  }
}

void Parking::judge(ConnectionPointer connection) {
  using Stage = RequestProgress::Stage;
  const std::string_view pending = connection->pending();
  const RequestProgress progress = request_progress(pending);
  if (progress.stage == Stage::ready && !stopping_) return ready_(std::move(connection));
  using Waits = Connection::Waits;
  const Waits waits = pending.empty() ? Waits::idle
                      : progress.stage == Stage::header ? Waits::header
                                                        : Waits::body;
  connection->wait_for(waits, steady_ms());
  watch(std::move(connection));
}

void Parking::watch(ConnectionPointer connection) {
  const int socket = connection->socket();
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP;
  event.data.fd = socket;
  const bool watched = ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) == 0;
  parked_[socket] = std::move(connection);
  if (!watched) drop(socket);
}

void Parking::look_at(int socket) {
  const auto found = parked_.find(socket);
  if (found == parked_.end()) return;
  const Connection::Received received = found->second->receive();
  if (received == Connection::Received::closed) return drop(socket);
  if (received == Connection::Received::nothing_yet) return;
  ConnectionPointer connection = std::move(found->second);
  parked_.erase(found);
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
  judge(std::move(connection));
}

void Parking::close_late(std::int64_t now) {
  std::vector<int> late;
  for (const auto& [socket, connection] : parked_) {
    if (connection->deadline() <= now) late.push_back(socket);
  }
  for (const int socket : late) drop(socket);
}

void Parking::drop(int socket) {
  const auto found = parked_.find(socket);
  const std::string address = found->second->address();
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
  parked_.erase(found);
  leave(address);
}

}  // namespace tally::server::http
