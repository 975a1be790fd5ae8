// Listener: the open port. cpp-httplib parses and prints HTTP; who holds a thread is decided here.
// In go the services and an address; out comes a bound port, then requests carried out until stop.
// Idle, slow and half-sent requests wait in Parking and hold no thread; complete ones go to
// Workers. It survives a failing accept() (the listening socket is made anew) and says which port
// is taken. It speaks no TLS: a proxy in front does.
//   auto listener = Listener::bind(services, {.port = 8080});  (*listener)->run();
#pragma once

#include <memory>
#include <string>

#include "server/http/connection.hpp"
#include "server/http/parking.hpp"
#include "server/http/services.hpp"
#include "server/http/streams.hpp"

namespace tally::server::http {

struct ListenOptions {
  std::string address = "127.0.0.1";
  /// 0 takes a free one.
  int port = 8080;
  /// 0 chooses by the machine. Most of them wait for the disk, so there are many per core.
  std::size_t threads = 0;
  std::size_t queue_max = 1'000;
  ConnectionLimits connection;
  ParkingLimits parking;
  StreamLimits streams;
};

class Listener {
 public:
  /// Issues: port_in_use, address_unusable.
  static Result<std::unique_ptr<Listener>> bind(Services& services, const ListenOptions& options);
  ~Listener();

  int port() const;
  /// Blocks until stop() is called on another thread; requests that have begun are finished.
  void run();
  void stop();

 private:
  class Server;
  explicit Listener(std::unique_ptr<Server> server);
  std::unique_ptr<Server> server_;
};

}  // namespace tally::server::http
