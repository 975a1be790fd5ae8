// Services: what handlers work with, put together once at the start.
// In go references to the store, the snapshots and the rest; they outlive every request.
// Handlers get this and a Request, and nothing else: no globals.
// It owns nothing of the listener.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "server/identity/device_tokens.hpp"
#include "server/identity/login_limit.hpp"
#include "server/masters/company_memory.hpp"
#include "server/ops/clock.hpp"
#include "server/ops/random.hpp"
#include "server/orders/submit.hpp"
#include "server/rulebook/backtests.hpp"
#include "server/store/store.hpp"
#include "server/sync/push_limit.hpp"
#include "server/sync/feed.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server::http {

/// How the server is reached from outside.
struct Site {
  /// "https://orders.example.com" where a proxy stands in front; empty otherwise.
  std::string public_url;
  /// The cookie's name holds the port, so that two servers on one machine do not sign each other
  /// out; a __Host- cookie is tied to its https host anyway.
  std::string cookie_name = "tallystick";
  bool is_https() const { return public_url.starts_with("https://"); }
};

/// Places for what may take long, so that it cannot take all workers: whoever finds none is told to
/// come back, and orders still get through.
class Places {
 public:
  explicit Places(std::ptrdiff_t count) : free_(count) {}
  /// Holds a place until the last copy goes away; empty where there is none.
  std::shared_ptr<void> take();
  void resize(std::ptrdiff_t count) { free_ = count; }

 private:
  std::atomic<std::ptrdiff_t> free_;
};

struct Services {
  store::Store& store;
  sync::Snapshots& snapshots;
  ops::Clock clock;
  ops::RandomSource random = ops::system_random();
  /// Folder of the browser app; empty where there is none.
  std::filesystem::path web_folder;
  Site site;
  identity::LoginLimit login_limit;
  /// Of this process: what nonces and tokens of devices are marked with.
  identity::TokenKey token_key = {};
  /// Passwords being checked: each takes 64 MiB and a twentieth of a second.
  Places sign_ins{8};
  /// Bodies and files that are too large to be sent at once; the listener sets how many.
  Places large_transfers{16};
  /// The same for pushes, which nothing else may keep out.
  Places push_transfers{16};
  sync::PushLimit push_limit = {};
  /// Connections that are told of changes; others ask now and then.
  Places streams{500};
  sync::Feed& feed;
  /// The place of the last change that is on the disk.
  std::shared_ptr<std::atomic<std::int64_t>> newest_lsn;
  /// Publishes a moment later.
  std::function<void()> catalogue_changed;
  masters::CompanyMemory company_memory = {};
  rulebook::Backtests backtests = {};

  orders::OrderRoom order_room() { return {store, snapshots, clock}; }
};

}  // namespace tally::server::http
