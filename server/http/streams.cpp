#include "server/http/streams.hpp"

#include <sys/socket.h>

#include <chrono>
#include <utility>

namespace tally::server::http {

namespace {

/// All of it at once, or the client is too slow for a few bytes now and then.
bool say(const Connection& connection, const std::string& words) {
  const auto sent =
      ::send(connection.socket(), words.data(), words.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent == static_cast<ssize_t>(words.size());
}

}  // namespace

Streams::Streams(StreamLimits limits, Newest newest, Gone gone)
    : limits_(limits),
      newest_(std::move(newest)),
      gone_(std::move(gone)),
      thread_([this] { run(); }) {}

Streams::~Streams() { stop(); }

void Streams::take(ConnectionPointer connection, const std::string& header) {
  const std::int64_t now = steady_ms();
  // The browser waits this long before it opens the next one.
  const bool begun = say(*connection, header + "retry: 5000\n\n");
  std::unique_lock lock(mutex_);
  if (!begun || stopping_) {
    lock.unlock();
    return gone_(connection);
  }
  arrivals_.push_back({std::move(connection), -1, now, now + limits_.life_ms_max});
  ++count_;
}

void Streams::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::size_t Streams::count() {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Streams::run() {
  std::vector<Stream> streams;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    for (Stream& stream : arrivals_) streams.push_back(std::move(stream));
    arrivals_.clear();
    lock.unlock();
    look_after_all(streams);
    lock.lock();
    count_ = streams.size() + arrivals_.size();
    wake_.wait_for(lock, std::chrono::milliseconds(limits_.look_ms), [&] { return stopping_; });
  }
  for (Stream& stream : arrivals_) streams.push_back(std::move(stream));
  arrivals_.clear();
  count_ = 0;
  lock.unlock();
  for (const Stream& stream : streams) gone_(stream.connection);
}

void Streams::look_after_all(std::vector<Stream>& streams) {
  const std::int64_t newest = newest_();
  const std::int64_t now = steady_ms();
  std::erase_if(streams, [&](Stream& stream) {
    if (look_after(stream, newest, now)) return false;
    gone_(stream.connection);
    return true;
  });
}

bool Streams::look_after(Stream& stream, std::int64_t newest, std::int64_t now) {
  if (now >= stream.ends_ms) return false;
  if (stream.connection->receive() == Connection::Received::closed) return false;
  // A client has nothing to say here.
  if (!stream.connection->pending().empty()) return false;
  if (newest != stream.told) {
    stream.told = newest;
    stream.spoke_ms = now;
    return say(*stream.connection, "data: " + std::to_string(newest) + "\n\n");
  }
  if (now - stream.spoke_ms < limits_.heartbeat_ms) return true;
  stream.spoke_ms = now;
  return say(*stream.connection, ": still here\n\n");
}

}  // namespace tally::server::http
