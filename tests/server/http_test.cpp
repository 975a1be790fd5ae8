// HTTP: routes and their descriptions, problems, limits, slow clients, files.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "server/http/listener.hpp"
#include "server/http/openapi.hpp"
#include "server/http/problem.hpp"
#include "server/http/request_progress.hpp"
#include "server/http/route.hpp"
#include "server/http/schemas.hpp"
#include "tests/support/answer_json.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

using namespace server::http;
using Json = nlohmann::json;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) letter = static_cast<char>(std::tolower(letter));
  return out;
}

/// A connection that has sent something and then keeps silent.
class SilentClient {
 public:
  SilentClient(int port, std::string_view bytes) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    send(bytes);
  }
  ~SilentClient() { ::close(socket_); }
  SilentClient(const SilentClient&) = delete;
  SilentClient& operator=(const SilentClient&) = delete;
  void send(std::string_view bytes) const {
    if (!bytes.empty()) ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  /// Reads until the text comes; false where it does not within two seconds.
  bool receive(std::string_view text) {
    char piece[1024];
    pollfd waiting{socket_, POLLIN, 0};
    while (received_.find(text) == std::string::npos && ::poll(&waiting, 1, 2'000) > 0) {
      const ssize_t count = ::recv(socket_, piece, sizeof piece, 0);
      if (count <= 0) break;
      received_.append(piece, static_cast<std::size_t>(count));
    }
    return received_.find(text) != std::string::npos;
  }
  /// True where the server has closed it.
  bool is_closed() const {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_DONTWAIT) == 0;
  }

 private:
  int socket_;
  std::string received_;
};

/// The server's listening socket, found among this process's files by its port.
int listening_socket(int port) {
  for (int file = 3; file < 1024; ++file) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    int listening = 0;
    socklen_t flag = sizeof listening;
    if (::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
        ntohs(address.sin_port) == port &&
        ::getsockopt(file, SOL_SOCKET, SO_ACCEPTCONN, &listening, &flag) == 0 && listening == 1) {
      return file;
    }
  }
  return -1;
}

}  // namespace

TEST_CASE("openapi.json describes every route of the table, and nothing else") {
  const Json document = Json::parse(openapi_document());
  CHECK(document["openapi"] == "3.1.0");
  std::size_t operations = 0;
  for (const auto& [path, methods] : document["paths"].items()) operations += methods.size();
  CHECK(operations == routes().size());
  std::set<std::string> ids;
  for (const Route& route : routes()) {
    CAPTURE(route.path);
    const Json& operation =
        document["paths"][std::string(route.path)][lower(method_name(route.method))];
    CHECK(operation["summary"] == std::string(route.doc));
    CHECK(ids.insert(operation["operationId"]).second);
    CHECK_FALSE(route.doc.ends_with('.'));
    CHECK(operation["security"].empty() == route.roles.is_empty());
    CHECK(operation["responses"].contains("default"));
    const auto places = std::count(route.path.begin(), route.path.end(), '{');
    CHECK(std::count_if(operation["parameters"].begin(), operation["parameters"].end(),
                        [](const Json& each) { return each["in"] == "path"; }) == places);
  }
}

TEST_CASE("every schema is JSON, and every name that is used is there") {
  std::set<std::string> names;
  for (const Schema& schema : schemas()) {
    CAPTURE(schema.name);
    CHECK(Json::accept(schema.json));
    CHECK(names.insert(std::string(schema.name)).second);
  }
  const std::string document = openapi_document();
  const std::string_view reference = "#/components/schemas/";
  for (std::size_t at = document.find(reference); at != std::string::npos;
       at = document.find(reference, at + 1)) {
    const std::size_t begin = at + reference.size();
    const std::string name = document.substr(begin, document.find('"', begin) - begin);
    CAPTURE(name);
    CHECK(names.contains(name));
  }
}

TEST_CASE("a route is found by method and path, and its places are captured") {
  const RouteMatch order = match_route(Method::post, "/v1/orders/abc/send-back");
  REQUIRE(order.route != nullptr);
  CHECK(order.captured == std::vector<std::string>{"abc"});
  CHECK(match_route(Method::get, "/v1/orders/counts").route->doc.starts_with("How many"));
  CHECK(match_route(Method::get, "/v1/orders/abc/send-back").allowed == "POST");
  CHECK(match_route(Method::get, "/v1/nothing").route == nullptr);
  CHECK(match_route(Method::get, "/v1/snapshots/").route == nullptr);
  CHECK(allowed_methods("/v1/orders") == "POST, GET");
}

TEST_CASE("everything that needs a role says so to a stranger, before it reads anything") {
  ServerHouse house;
  Client stranger = house.stranger();
  for (const Route& route : routes()) {
    if (route.roles.is_empty()) continue;
    CAPTURE(route.path);
    const std::string path(route.path);
    const Answer answer =
        route.method == Method::get ? stranger.get(path) : stranger.post(path, "{");
    CHECK(answer.status == 401);
    CHECK(parse(answer)["code"] == "login_needed");
  }
}

TEST_CASE("a problem has all members, and the status is both in its head and in its body") {
  ServerHouse house;
  Client kim = house.client("kim");
  const Answer answer = kim.get("/v1/orders/" + order_id(404));
  CHECK(answer.status == 404);
  CHECK(answer.header("content-type") == "application/problem+json");
  const Json problem = parse(answer);
  CHECK(problem["type"] == "/help#order_unknown");
  CHECK(problem["title"] == "Order unknown");
  CHECK(problem["status"] == 404);
  CHECK(problem["detail"] == "There is no order " + order_id(404) + ".");
  CHECK(problem["instance"] == "/v1/orders/" + order_id(404));
  CHECK(problem["code"] == "order_unknown");
  CHECK_FALSE(problem["mend"].get<std::string>().empty());
  CHECK(problem["retry"] == "never");
}

TEST_CASE("unknown paths and methods are answered with what there is") {
  ServerHouse house;
  Client kim = house.client("kim");
  CHECK(kim.get("/v1/nothing").status == 404);
  const Answer wrong = kim.get("/v1/logout");
  CHECK(wrong.status == 405);
  CHECK(wrong.header("allow") == "POST");
  const Answer deleted = kim.send("DELETE", "/v1/orders");
  CHECK(deleted.status == 405);
  CHECK(deleted.header("allow") == "POST, GET");
  CHECK(parse(deleted)["code"] == "method_not_allowed");
  CHECK(kim.send("HEAD", "/healthz").status == 200);
}

TEST_CASE("a body that is too large, of another type or in chunks is refused before it is read") {
  ServerHouse house;
  Client kim = house.client("kim", Role::desk);
  const std::string small_route = "/v1/orders/" + order_id(1) + "/cancel";
  CHECK(kim.post(small_route, std::string(body_bytes_max + 1, ' ')).status == 413);
  const Answer large = kim.post("/v1/orders", std::string(order_body_bytes_max + 1, ' '));
  CHECK(large.status == 413);
  CHECK(parse(large)["code"] == "request_too_large");
  const Answer text = kim.post("/v1/orders", "{}", {}, "text/plain");
  CHECK(text.status == 415);
  CHECK(parse(text)["code"] == "media_type_refused");
  // The connection goes on afterwards, or is made anew.
  CHECK(kim.get("/v1/me").status == 200);
  const std::string head =
      "POST /v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  CHECK(exchange(house.port(), head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 500)
            .find("in chunks") != std::string::npos);
  const std::string both = exchange(
      house.port(), head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 500);
  CHECK(both.starts_with("HTTP/1.1 400"));
  CHECK(both.find("Connection: close") != std::string::npos);
}

TEST_CASE("the unread body of a refused request is not taken for the next request") {
  ServerHouse house;
  const std::string smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string answer = exchange(
      house.port(),
      "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " +
          std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled,
      500);
  CHECK(answer.starts_with("HTTP/1.1 401"));
  CHECK(answer.find("\"status\":\"ok\"") == std::string::npos);
}

TEST_CASE("what is no HTTP, no UTF-8 or too long gets an answer and ends the connection") {
  ServerHouse house;
  CHECK(exchange(house.port(), "HELLO\r\n\r\n", 500).starts_with("HTTP/1.1 400"));
  CHECK(exchange(house.port(), "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 500)
            .find("no UTF-8") != std::string::npos);
  CHECK(exchange(house.port(), "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n\r\n", 500)
            .starts_with("HTTP/1.1 414"));
  CHECK(exchange(house.port(), "GET / HTTP/1.1\r\nA: " + std::string(40'000, 'a') + "\r\n\r\n", 500)
            .starts_with("HTTP/1.1 4"));
  CHECK(house.stranger().get("/healthz").status == 200);
}

TEST_CASE("requests that come in one piece are answered one by one") {
  ServerHouse house;
  const std::string one = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string last = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const std::string answer = exchange(house.port(), one + one + last, 2'000);
  std::size_t count = 0;
  for (std::size_t at = 0; (at = answer.find("HTTP/1.1 200", at)) != std::string::npos; ++at)
    ++count;
  CHECK(count == 3);
}

TEST_CASE("who asks first whether a body may come is answered, and then heard") {
  ServerHouse house;
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "1"}}));
  SilentClient asking(house.port(), "POST /v1/orders HTTP/1.1\r\nHost: a\r\nCookie: " +
                                        kim.cookie() + "\r\nContent-Type: application/json\r\n"
                                        "Expect: 100-continue\r\nContent-Length: " +
                                        std::to_string(push.size()) + "\r\n\r\n");
  CHECK(asking.receive("100 Continue\r\n\r\n"));
  asking.send(push);
  CHECK(asking.receive("\"state\":\"accepted\""));
}

TEST_CASE("large files find no more than their places, and orders still get through") {
  const TemporaryFolder web;
  std::ofstream(web.path() / "large.data", std::ios::binary) << std::string(64 * 1024 * 1024, 'x');
  ServerHouseOptions options;
  options.web_folder = web.path();
  options.listen.threads = 4;
  ServerHouse house(std::move(options));
  Client kim = house.client("kim");
  const std::string get = "GET /large.data HTTP/1.1\r\nHost: a\r\n\r\n";
  std::vector<std::unique_ptr<SilentClient>> readers;
  for (int index = 0; index < 2; ++index) {
    readers.push_back(std::make_unique<SilentClient>(house.port(), get));
    CHECK(readers.back()->receive("HTTP/1.1 200"));
  }
  const Answer third = kim.get("/large.data");
  CHECK(third.status == 503);
  CHECK(third.header("retry-after") == "2");
  CHECK(kim.post("/v1/orders", house.push(make_order(order_id(1), {{"AB-1", "1"}}))).status == 200);
  // Stopping waits for nobody who reads that slowly.
  const auto start = std::chrono::steady_clock::now();
  house.server().stop();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(8));
}

TEST_CASE("the progress of a request is told from its bytes") {
  using Stage = RequestProgress::Stage;
  const auto stage = [](std::string_view bytes) { return request_progress(bytes).stage; };
  CHECK(stage("") == Stage::header);
  CHECK(stage("GET / HTTP/1.1\r\nHost: a\r\n") == Stage::header);
  CHECK(stage("GET / HTTP/1.1\r\nHost: a\r\n\r\n") == Stage::ready);
  CHECK(stage("POST / HTTP/1.1\r\ncontent-LENGTH: 3\r\n\r\nab") == Stage::body);
  CHECK(stage("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc") == Stage::ready);
  CHECK(stage("POST / HTTP/1.1\r\nContent-Length: 999999\r\n\r\nab") == Stage::ready);
  CHECK(stage("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") == Stage::ready);
  CHECK(stage("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == Stage::ready);
  CHECK(stage("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n") ==
        Stage::ready);
  CHECK(stage(std::string(header_bytes_max, 'a')) == Stage::ready);
}

TEST_CASE("cpp-httplib#997, #1410, #1891: slow and idle clients do not keep the others waiting") {
  ServerHouseOptions options;
  options.listen.threads = 4;
  options.listen.connection.header_ms_max = 600;
  options.listen.connection.idle_ms_max = 600;
  options.listen.connection.transfer_ms_max = 600;
  ServerHouse house(std::move(options));
  std::vector<std::unique_ptr<SilentClient>> silent;
  for (int index = 0; index < 40; ++index) {
    silent.push_back(std::make_unique<SilentClient>(house.port(), ""));
    silent.push_back(std::make_unique<SilentClient>(house.port(), "GET /healthz HTTP/1.1\r\nHo"));
    silent.push_back(std::make_unique<SilentClient>(
        house.port(), "POST /v1/login HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"));
  }
  Client other = house.stranger();
  const auto start = std::chrono::steady_clock::now();
  for (int request = 0; request < 20; ++request) CHECK(other.get("/healthz").status == 200);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(500));
  // A byte now and then moves no deadline.
  for (int drip = 0; drip < 12; ++drip) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    for (const auto& client : silent) client->send("x");
  }
  std::size_t closed = 0;
  for (const auto& client : silent) closed += client->is_closed() ? 1 : 0;
  CHECK(closed >= 80);
}

TEST_CASE("no more connections are taken than there are places for, and places become free") {
  ServerHouseOptions options;
  options.listen.parking.connections_per_address_max = 10;
  ServerHouse house(std::move(options));
  std::vector<std::unique_ptr<SilentClient>> silent;
  for (int index = 0; index < 10; ++index) {
    silent.push_back(std::make_unique<SilentClient>(house.port(), ""));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(house.stranger().get("/healthz").status == 0);
  silent.clear();
  int status = 0;
  for (int attempt = 0; attempt < 40 && status != 200; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
    status = house.stranger().get("/healthz").status;
  }
  CHECK(status == 200);
}

TEST_CASE("cpp-httplib#2264: a small request on an open connection does not wait for an ACK") {
  ServerHouse house;
  Client kim = house.client("kim");
  CHECK(kim.get("/v1/me").status == 200);
  const auto start = std::chrono::steady_clock::now();
  for (int request = 0; request < 50; ++request) {
    CHECK(kim.post("/v1/orders/" + order_id(1) + "/cancel", "{}").status == 403);
  }
  // Nagle and delayed ACK would make 40 to 80 ms of each.
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(1'000));
}

TEST_CASE("cpp-httplib listen(): after a failed accept() the server listens again on its port") {
  ServerHouse house;
  const int port = house.port();
  CHECK(house.stranger().get("/healthz").status == 200);
  const int socket = listening_socket(port);
  REQUIRE(socket >= 0);
  REQUIRE(::shutdown(socket, SHUT_RDWR) == 0);
  int status = 0;
  for (int attempt = 0; attempt < 100 && status != 200; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    status = house.stranger().get("/healthz").status;
  }
  CHECK(status == 200);
  CHECK(house.port() == port);
  CHECK(house.log.holds("listen.again"));
}

TEST_CASE("a port that is taken is said in a sentence, also between two of our own servers") {
  ServerHouse house;
  ListenOptions same;
  same.port = house.port();
  const auto second = Listener::bind(house.server().services(), same);
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().front().code == IssueCode::port_in_use);
  ListenOptions nowhere;
  nowhere.address = "203.0.113.7";
  const auto third = Listener::bind(house.server().services(), nowhere);
  REQUIRE_FALSE(third.has_value());
  CHECK(third.error().front().code == IssueCode::address_unusable);
}

}  // namespace tally::tests
