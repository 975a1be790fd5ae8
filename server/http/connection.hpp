// Connection: one socket with what was received on it, and deadlines that a slow peer cannot move.
// In go reads and writes of the HTTP library; out come bytes, or an end where the peer is slower
// than 16 KiB a second after the first grace. Small writes are gathered and sent at once.
// It parses nothing. One thread uses it at a time: the parking thread or a worker.
//   connection->begin_request();  …  connection->flush();
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tally::server::http {

/// Milliseconds of a clock that never jumps.
std::int64_t steady_ms();

struct ConnectionLimits {
  /// Until the header is complete, from its first byte.
  std::int64_t header_ms_max = 5'000;
  /// For body and answer each, plus the time that their bytes may take.
  std::int64_t transfer_ms_max = 15'000;
  std::int64_t bytes_per_second_min = 16 * 1024;
  /// Between two requests.
  std::int64_t idle_ms_max = 30'000;
  /// Once the server stops: no transfer goes on beyond this moment of steady_ms(). May be null.
  const std::atomic<std::int64_t>* latest_ms = nullptr;
};

class Connection {
 public:
  Connection(int socket, std::string address, const ConnectionLimits& limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }
  const std::string& address() const { return address_; }

  enum class Received : std::uint8_t { some, nothing_yet, closed };
  /// Takes what has arrived, without waiting.
  Received receive();
  /// Waits at most `ms` for a byte.
  bool wait_readable(std::int64_t ms) const;

  /// What was received and not read yet.
  std::string_view pending() const;
  /// Copies at most `size` bytes, waiting against the deadline; 0 at the end, -1 too late.
  std::int64_t read(char* bytes, std::size_t size);
  /// Gathers; -1 where the peer is gone or too slow.
  std::int64_t write(const char* bytes, std::size_t size);
  bool flush();
  /// Says that no more will be sent and takes what still comes, for a moment: closing at once would
  /// make the peer's system throw our last answer away.
  void end_politely();

  /// Starts the clock for a request's body and answer.
  void begin_request();
  /// While parked: the moment after which it is closed.
  std::int64_t deadline() const { return deadline_; }
  /// Starts the clock of a stage; staying in it moves no deadline.
  enum class Waits : std::uint8_t { nothing, idle, header, body };
  void wait_for(Waits waits, std::int64_t now);

  /// Set by who answers: the request's body was not read, so the connection cannot go on.
  bool must_close = false;
  bool has_begun = false;
  /// A place among the large transfers, held until the request is done.
  std::shared_ptr<void> place;
  /// A place among the streams: set, the answer is no more than the beginning of one.
  std::shared_ptr<void> stream_place;
  std::uint32_t requests = 0;

 private:
  bool send_all(const char* bytes, std::size_t size);
  bool wait(short events, std::int64_t until) const;
  std::int64_t transfer_deadline(std::int64_t bytes) const;

  int socket_;
  std::string address_;
  ConnectionLimits limits_;
  std::string received_;
  std::size_t read_ = 0;
  std::string gathered_;
  Waits waits_ = Waits::nothing;
  std::int64_t deadline_ = 0;
  std::int64_t started_ = 0;
  std::int64_t bytes_in_ = 0;
  std::int64_t bytes_out_ = 0;
};

using ConnectionPointer = std::shared_ptr<Connection>;

}  // namespace tally::server::http
