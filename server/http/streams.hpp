// Streams: connections to which the server now and then says that there is something new.
// In go connections whose request was answered with a stream, and a way to ask for the newest lsn;
// out go server-sent events that say nothing but that number: whoever hears it asks for the rows.
// One thread holds all of them; a stream costs it a socket and a look twice a second. It ends after
// some minutes, so that who was signed out is found out, and at once where its client is gone or
// does not take what is sent.
// How many there may be is said by Services.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/connection.hpp"

namespace tally::server::http {

struct StreamLimits {
  std::int64_t look_ms = 500;
  std::int64_t heartbeat_ms = 15'000;
  std::int64_t life_ms_max = 300'000;
};

class Streams {
 public:
  using Newest = std::function<std::int64_t()>;
  /// Called once for each connection that is over.
  using Gone = std::function<void(const ConnectionPointer& connection)>;

  Streams(StreamLimits limits, Newest newest, Gone gone);
  ~Streams();
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  /// Sends the header and the newest lsn, then keeps the connection.
  void take(ConnectionPointer connection, const std::string& header);
  void stop();
  std::size_t count();

 private:
  struct Stream {
    ConnectionPointer connection;
    std::int64_t told = -1;
    std::int64_t spoke_ms = 0;
    std::int64_t ends_ms = 0;
  };
  void run();
  /// What is left of them afterwards.
  void look_after_all(std::vector<Stream>& streams);
  /// False where it is over.
  bool look_after(Stream& stream, std::int64_t newest, std::int64_t now);

  StreamLimits limits_;
  Newest newest_;
  Gone gone_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::vector<Stream> arrivals_;
  std::size_t count_ = 0;
  std::thread thread_;
};

}  // namespace tally::server::http
