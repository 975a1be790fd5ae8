// Server: the whole, put together: store, snapshots, publisher and listener.
// In go a data folder and an address; out comes a server that takes requests on threads of its own
// until it is stopped. `tallystick serve` is a shell around it; tests and bench use it directly.
// Starting takes the folder's lock, brings the schema up to date and publishes a changed catalogue.
// It prints nothing and installs no signal handlers.
//   auto server = Server::start({.folder = "data", .listen = {.port = 0}});  (*server)->url()
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "server/http/listener.hpp"
#include "server/http/services.hpp"
#include "server/ops/caretaker.hpp"
#include "server/ops/clock.hpp"
#include "server/store/store.hpp"
#include "server/sync/feed.hpp"
#include "server/sync/publisher.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server {

struct ServerOptions {
  std::filesystem::path folder;
  /// Folder of the browser app; empty or missing: the server's own pages only.
  std::filesystem::path web_folder;
  http::ListenOptions listen;
  /// Empty: beside the data folder; see ops/fence.hpp.
  std::filesystem::path fence;
  /// "https://orders.example.com" where a proxy stands in front.
  std::string public_url;
  ops::Clock clock = ops::system_clock();
  ops::RandomSource random = ops::system_random();
  sync::Debounce debounce;
  store::WriterLimits writer;
};

class Server {
 public:
  /// Issues: those of Store::open and Listener::bind.
  static Result<std::unique_ptr<Server>> start(ServerOptions options);
  /// Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const { return listener_->port(); }
  /// How a browser on this machine reaches it.
  std::string url() const;
  store::Store& store() { return *store_; }
  sync::Snapshots& snapshots() { return snapshots_; }
  sync::Feed& feed() { return feed_; }
  ops::Caretaker& caretaker() { return caretaker_; }
  http::Services& services() { return services_; }
  /// Publishes a moment later. Call after a change of the catalogue while the server runs.
  void catalogue_changed() { publisher_.notice(); }

  /// Takes no more requests, finishes those that have begun, commits, and lets the folder go.
  void stop();

 private:
  /// The place of the last change that is on the disk: written by the writer's thread.
  using NewestLsn = std::shared_ptr<std::atomic<std::int64_t>>;
  Server(std::unique_ptr<store::Store> store, ServerOptions options, NewestLsn newest_lsn);
  /// Issues: those of the write.
  Result<void> settle();
  Result<void> listen();

  ServerOptions options_;
  std::unique_ptr<store::Store> store_;
  sync::Snapshots snapshots_;
  sync::Feed feed_;
  sync::Publisher publisher_;
  ops::Caretaker caretaker_;
  http::Services services_;
  std::unique_ptr<http::Listener> listener_;
  std::thread listening_;
};

}  // namespace tally::server
