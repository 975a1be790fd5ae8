#include "server/http/listener.hpp"

#include <httplib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <thread>

#include "server/http/dispatch.hpp"
#include "server/http/http_answer.hpp"
#include "server/http/request_progress.hpp"
#include "server/http/streams.hpp"
#include "server/http/workers.hpp"
#include "server/ops/log.hpp"

namespace tally::server::http {

namespace {

// A connection that asks again this soon keeps its worker: two thread changes are saved.
constexpr std::int64_t linger_ms = 5;
constexpr std::uint32_t requests_per_connection_max = 100'000;
constexpr auto relisten_pause = std::chrono::milliseconds(100);
// What a transfer that is under way may still take when the server stops.
constexpr std::int64_t stop_grace_ms = 3'000;

/// The library's view of a connection.
class ConnectionStream final : public httplib::Stream {
 public:
  explicit ConnectionStream(Connection& connection) : connection_(connection) {}
  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* bytes, std::size_t size) override { return connection_.read(bytes, size); }
  ssize_t write(const char* bytes, std::size_t size) override {
    // The library's idea of an answer without a body is not the beginning of a stream.
    if (connection_.stream_place) return static_cast<ssize_t>(size);
    return connection_.write(bytes, size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    httplib::detail::get_remote_ip_and_port(connection_.socket(), ip, port);
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    httplib::detail::get_local_ip_and_port(connection_.socket(), ip, port);
  }
  socket_t socket() const override { return connection_.socket(); }

 private:
  Connection& connection_;
};

/// Runs what the accepting thread gives at once: it only parks the new connection.
class AtOnce final : public httplib::TaskQueue {
 public:
  bool enqueue(std::function<void()> job) override {
    job();
    return true;
  }
  void shutdown() override {}
};

std::size_t thread_count(const ListenOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency() * 16, 64, 256);
}

}  // namespace

class Listener::Server final : public httplib::Server {
 public:
  Server(Services& services, const ListenOptions& options)
      : services_(services),
        options_(options),
        workers_(thread_count(options), options.queue_max),
        parking_(options.parking,
                 [this](const ConnectionPointer& connection) { hand_over(connection); }),
        streams_(options.streams, [&services] { return services.newest_lsn->load(); },
                 [this](const ConnectionPointer& connection) { end_stream(connection); }) {
    options_.connection.latest_ms = &latest_ms_;
    services.large_transfers.resize(
        static_cast<std::ptrdiff_t>(std::max<std::size_t>(thread_count(options) / 2, 1)));
    services.push_transfers.resize(
        static_cast<std::ptrdiff_t>(std::max<std::size_t>(thread_count(options) / 3, 1)));
    new_task_queue = [] { return new AtOnce; };
    set_tcp_nodelay(true);
    // These two only go into the Keep-Alive header: Parking keeps the time.
    set_keep_alive_timeout(options.connection.idle_ms_max / 1000);
    set_keep_alive_max_count(requests_per_connection_max);
    // Not SO_REUSEPORT, the library's default: with it a second server would share the port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_default_headers(default_headers(services.site));
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer_request(services_, request, response, *current_);
      return HandlerResponse::Handled;
    });
    set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      complete_error(request, response);
    });
  }

  ~Server() override {
    parking_.stop();
    workers_.stop();
    streams_.stop();
  }

  /// Issues: port_in_use, address_unusable.
  Result<void> bind() {
    errno = 0;
    // 0 only the first time: whoever knows the port must find the server on it again.
    const int wanted = port_ > 0 ? port_ : options_.port;
    const int bound = wanted == 0 ? bind_to_any_port(options_.address)
                                  : (bind_to_port(options_.address, wanted) ? wanted : -1);
    if (bound > 0) {
      port_ = bound;
      return {};
    }
    const int error = errno;
    if (error == EADDRINUSE) {
      return std::unexpected(Issues{make_issue(
          IssueCode::port_in_use, "",
          {{"port", std::to_string(wanted)}, {"address", options_.address}})});
    }
    return std::unexpected(
        Issues{make_issue(IssueCode::address_unusable, "",
                          {{"address", options_.address + ":" + std::to_string(wanted)},
                           {"reason", std::string(error == 0 ? "there is no such address"
                                                             : std::strerror(error))}})});
  }

  void run() {
    while (!stopping_) {
      const bool ended_well = listen_after_bind();
      if (stopping_ || ended_well) break;
      // One failed accept() (ECONNABORTED, ENFILE, ENOMEM) ends the library's loop and closes the
      // socket; stop() is what makes it bindable again.
      ops::log_event(ops::Level::warning, "listen.again", {{"reason", std::strerror(errno)}});
      httplib::Server::stop();
      do {
        std::this_thread::sleep_for(relisten_pause);
      } while (!stopping_ && !bind());
    }
    parking_.stop();
    workers_.stop();
    streams_.stop();
    running_ = false;
  }

  void stop() {
    stopping_ = true;
    latest_ms_ = steady_ms() + stop_grace_ms;
    // The library forgets a stop that comes before its loop has begun, and asserts at a second one.
    while (running_ && !is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    httplib::Server::stop();
    while (running_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  void begin_running() { running_ = true; }
  int port() const { return port_; }

 private:
  bool process_and_close_socket(socket_t socket) override {
    std::string address;
    int port = 0;
    httplib::detail::get_remote_ip_and_port(socket, address, port);
    auto connection = std::make_shared<Connection>(socket, address, options_.connection);
    if (!parking_.enter(address)) return false;
    parking_.park(std::move(connection));
    return true;
  }

  /// On the parking thread: a request is complete.
  void hand_over(const ConnectionPointer& connection) {
    if (workers_.submit([this, connection] { serve(connection); })) return;
    constexpr std::string_view busy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
    connection->begin_request();
    connection->write(busy.data(), busy.size());
    connection->flush();
    parking_.leave(connection->address());
  }

  /// On a worker: this request, and those that follow at once.
  void serve(const ConnectionPointer& connection) {
    while (serve_one(*connection)) {
      const bool lingers = connection->pending().empty() && !workers_.is_queued();
      if (lingers && connection->wait_readable(linger_ms)) connection->receive();
      const RequestProgress next = request_progress(connection->pending());
      if (next.stage != RequestProgress::Stage::ready) return parking_.park(connection);
    }
    if (connection->stream_place) {
      return streams_.take(connection, stream_header(services_.site));
    }
    if (connection->must_close) connection->end_politely();
    parking_.leave(connection->address());
  }

  void end_stream(const ConnectionPointer& connection) {
    connection->stream_place.reset();
    parking_.leave(connection->address());
  }

  /// True where the connection may go on.
  bool serve_one(Connection& connection) {
    connection.begin_request();
    ConnectionStream stream(connection);
    current_ = &connection;
    const bool last = stopping_ || connection.requests >= requests_per_connection_max;
    bool closed = false;
    const bool good = process_request(
        stream, connection.address(), 0, {}, port_, last, closed,
        [&](httplib::Request&) { connection.has_begun = true; });
    current_ = nullptr;
    const bool sent = connection.flush();
    connection.place.reset();
    return sent && good && !closed && !last && connection.has_begun &&
           !connection.must_close && !connection.stream_place;
  }

  static inline thread_local Connection* current_ = nullptr;

  Services& services_;
  ListenOptions options_;
  int port_ = 0;
  std::atomic<std::int64_t> latest_ms_{std::numeric_limits<std::int64_t>::max()};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> running_{false};
  Workers workers_;
  Parking parking_;
  Streams streams_;
};

Result<std::unique_ptr<Listener>> Listener::bind(Services& services,
                                                 const ListenOptions& options) {
  auto server = std::make_unique<Server>(services, options);
  if (auto bound = server->bind(); !bound) return std::unexpected(bound.error());
  return std::unique_ptr<Listener>(new Listener(std::move(server)));
}

Listener::Listener(std::unique_ptr<Server> server) : server_(std::move(server)) {}
Listener::~Listener() = default;

int Listener::port() const { return server_->port(); }

void Listener::run() {
  server_->begin_running();
  server_->run();
}

void Listener::stop() { server_->stop(); }

}  // namespace tally::server::http
