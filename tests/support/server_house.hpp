// Server house: a small company on a real server, for tests.
// In goes nothing; out comes a server on a free port over a temporary folder, with two warehouses,
// four products and three customers, people by role, and a clock that the test moves.
// Device decides as the browser does: with the published snapshot, into the bytes of a push.
//   ServerHouse house;  Client kim = house.client("kim");  kim.post("/v1/orders",
//   house.push(order));
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/server.hpp"
#include "shared/data/company.hpp"
#include "shared/data/order.hpp"
#include "tests/support/small_company.hpp"

namespace tally::tests {

struct Answer {
  /// 0 where no answer came.
  int status = 0;
  std::string body;
  /// By lower-case name.
  std::map<std::string, std::string> headers;
  std::string header(const std::string& name) const;
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// One keep-alive connection with a session.
class Client {
 public:
  Client(int port, std::string cookie);
  ~Client();
  Client(Client&&) noexcept;
  Answer get(const std::string& path, const HeaderList& headers = {});
  Answer post(const std::string& path, const std::string& body, const HeaderList& headers = {},
              const std::string& type = "application/json");
  Answer send(const std::string& method, const std::string& path);
  const std::string& cookie() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Bytes sent and received as they are, for what no client library would send.
std::string exchange(int port, std::string_view bytes, int wait_ms = 2'000);

/// The lines of the log while it lives.
class LogCatcher {
 public:
  LogCatcher();
  ~LogCatcher();
  bool holds(std::string_view text) const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

struct ServerHouseOptions {
  /// Empty: a temporary folder of its own.
  std::filesystem::path folder;
  std::filesystem::path web_folder;
  Company company = small_company();
  server::http::ListenOptions listen = {.port = 0, .threads = 8};
};

class ServerHouse {
 public:
  explicit ServerHouse(ServerHouseOptions options = {});

  server::Server& server() { return *server_; }
  int port() const { return server_->port(); }
  /// The server ends and another starts on the same data and port.
  void restart();
  /// A client with a session of a person of that name and role; the person is made where missing.
  Client client(const std::string& login, Role role = Role::rep);
  Client stranger() { return Client(port(), ""); }

  /// What a device sends for the order: decided with the current snapshot, or the one named.
  std::string push(const RawOrder& order);
  std::string push(const RawOrder& order, const Digest& snapshot);
  /// The envelope around given texts.
  static std::string envelope(std::string_view order, std::string_view outcome,
                              std::string_view snapshot, std::string_view as_of,
                              std::string_view core_version);
  /// The outcome that the core makes of it with a published snapshot.
  std::string outcome_of(const RawOrder& order, const Digest& snapshot);

  void set_on_hand(std::string_view warehouse, std::string_view sku, std::int64_t units);
  void set_price(std::string_view sku, std::int64_t ten_thousandths);
  void set_status(std::string_view sku, ProductStatus status);
  void set_setting(std::string_view name, std::string_view value);
  /// Publishes now and gives the digest.
  Digest publish();
  std::int64_t count(const char* sql);

  std::atomic<std::int64_t> now_ms{1'790'000'000'000};
  std::atomic<std::int32_t> today_days{Date::from_civil(2026, 9, 21)->days()};
  TemporaryFolder folder;
  LogCatcher log;

 private:
  void start();
  void fill(const Company& company);
  ServerHouseOptions options_;
  std::unique_ptr<server::Server> server_;
};

}  // namespace tally::tests
