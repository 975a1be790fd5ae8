#include "server/server.hpp"

#include "server/ops/fence.hpp"
#include "server/store/facts.hpp"
#include "server/sync/server_marks.hpp"

namespace tally::server {

namespace {

std::string cookie_name(const std::string& public_url, int port) {
  if (public_url.starts_with("https://")) return "__Host-tallystick";
  return "tallystick_" + std::to_string(port);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options) {
  std::error_code error;
  options.fence = options.fence.empty() ? ops::default_fence(options.folder)
                                        : std::filesystem::absolute(options.fence, error);
  const auto newest_lsn = std::make_shared<std::atomic<std::int64_t>>(0);
  auto store = store::Store::open(
      {.folder = options.folder,
       .limits = options.writer,
       .on_disk_failed = {},
       .on_committed = [newest_lsn](store::Connection& db) {
         newest_lsn->store(store::read_fact(db, store::Fact::lsn));
       }});
  if (!store) return std::unexpected(store.error());
  std::unique_ptr<Server> server(
      new Server(*std::move(store), std::move(options), newest_lsn));
  if (auto settled = server->settle(); !settled) return std::unexpected(settled.error());
  if (auto listening = server->listen(); !listening) return std::unexpected(listening.error());
  return server;
}

Server::Server(std::unique_ptr<store::Store> store, ServerOptions options,
               NewestLsn newest_lsn)
    : options_(std::move(options)),
      store_(std::move(store)),
      snapshots_(*store_),
      feed_(*store_),
      publisher_(snapshots_, options_.clock, options_.debounce),
      caretaker_(*store_, options_.fence, options_.clock),
      services_{.store = *store_,
                .snapshots = snapshots_,
                .clock = options_.clock,
                .random = options_.random,
                .web_folder = options_.web_folder,
                .site = {options_.public_url, {}},
                .login_limit = {},
                .token_key = identity::make_token_key(options_.random),
                .feed = feed_,
                .newest_lsn = std::move(newest_lsn),
                .catalogue_changed = [this] { publisher_.notice(); }} {}

Result<void> Server::settle() {
  const auto settled =
      ops::settle_incarnation(*store_, options_.fence, options_.clock.now());
  if (!settled) return std::unexpected(settled.error());
  caretaker_.look_round();
  caretaker_.start();
  return {};
}

Result<void> Server::listen() {
  // What this database is known by has to be there before the first device comes.
  if (const auto made = sync::ensure_marks(*store_, options_.random);
      made != store::Written::kept) {
    return std::unexpected(Issues{store::write_issue(made)});
  }
  // Devices must find the catalogue as it is now; where publishing fails (a full disk) the
  // publisher says why and tries again.
  const auto before = snapshots_.current();
  const auto published = snapshots_.publish(options_.clock.now());
  const bool is_new = published && (!before || before->number != published->number);
  if (is_new) sync::log_published(*published);
  publisher_.notice();
  auto listener = http::Listener::bind(services_, options_.listen);
  if (!listener) return std::unexpected(listener.error());
  listener_ = *std::move(listener);
  services_.site.cookie_name = cookie_name(options_.public_url, listener_->port());
  listening_ = std::thread([this] { listener_->run(); });
  return {};
}

Server::~Server() { stop(); }

std::string Server::url() const {
  if (!options_.public_url.empty()) return options_.public_url;
  const std::string& address = options_.listen.address;
  const bool everywhere = address == "0.0.0.0" || address == "::";
  const bool bare_v6 = address.find(':') != std::string::npos;
  const std::string host = everywhere ? "127.0.0.1" : bare_v6 ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(port());
}

void Server::stop() {
  if (listener_) listener_->stop();
  if (listening_.joinable()) listening_.join();
  services_.backtests.stop();
  publisher_.stop();
  caretaker_.stop();
  store_->stop();
}

}  // namespace tally::server
