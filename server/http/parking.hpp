// Parking: where connections wait without holding a thread, until their request is complete.
// In go accepted or idle connections; out, to `ready`, go those whose header (and small body) is
// there. One thread watches all with epoll: a thousand slow or idle clients cost it nothing.
// Who is later than the deadline is closed; so is who comes when the house is full.
// It reads bytes and parses none beyond request_progress.
//   Parking parking(limits, [&](ConnectionPointer connection) { … });
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/http/connection.hpp"

namespace tally::server::http {

struct ParkingLimits {
  /// All connections, parked or being served.
  std::size_t connections_max = 2'000;
  /// Of one address; many people may sit behind one.
  std::size_t connections_per_address_max = 500;
};

class Parking {
 public:
  using Ready = std::function<void(ConnectionPointer)>;

  Parking(ParkingLimits limits, Ready ready);
  ~Parking();
  Parking(const Parking&) = delete;
  Parking& operator=(const Parking&) = delete;

  /// Counts a new connection; false where there is no place for it.
  bool enter(const std::string& address);
  /// Call once for each connection that entered, when it is gone.
  void leave(const std::string& address);
  /// Gives a connection to the parking thread.
  void park(ConnectionPointer connection);
  /// Closes all that are parked and ends the thread.
  void stop();

  std::size_t connections();

 private:
  void run();
  void take_arrivals();
  void look_at(int socket);
  void close_late(std::int64_t now);
  void drop(int socket);
  /// Hands it over, or sets the deadline of what it waits for.
  void judge(ConnectionPointer connection);
  void watch(ConnectionPointer connection);

  ParkingLimits limits_;
  Ready ready_;
  int epoll_ = -1;
  int wake_ = -1;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::vector<ConnectionPointer> arrivals_;
  std::size_t count_ = 0;
  std::map<std::string, std::size_t> by_address_;
  /// Touched by the parking thread only.
  std::unordered_map<int, ConnectionPointer> parked_;
  std::thread thread_;
};

}  // namespace tally::server::http
