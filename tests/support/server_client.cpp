// The client's side of HTTP, and a socket for what no client library would send.
#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "shared/base/text.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

struct Client::Parts {
  httplib::Client client;
  std::string cookie;

  httplib::Headers headers(const HeaderList& more) const {
    httplib::Headers headers;
    if (!cookie.empty()) headers.emplace("Cookie", cookie);
    for (const auto& [name, value] : more) headers.emplace(name, value);
    return headers;
  }
};

namespace {

Answer take(const httplib::Result& result) {
  Answer answer;
  if (!result) return answer;
  answer.status = result->status;
  answer.body = result->body;
  for (const auto& [name, value] : result->headers) {
    answer.headers.emplace(ascii_lower(name), value);
  }
  return answer;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Client::Client(int port, std::string cookie)
    : parts_(new Parts{httplib::Client("127.0.0.1", port), std::move(cookie)}) {
  parts_->client.set_keep_alive(true);
  parts_->client.set_tcp_nodelay(true);
  parts_->client.set_read_timeout(30);
}

const std::string& Client::cookie() const { return parts_->cookie; }

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Answer Client::get(const std::string& path, const HeaderList& headers) {
  return take(parts_->client.Get(path, parts_->headers(headers)));
}

Answer Client::post(const std::string& path, const std::string& body, const HeaderList& headers,
                    const std::string& type) {
  return take(parts_->client.Post(path, parts_->headers(headers), body, type));
}

Answer Client::send(const std::string& method, const std::string& path) {
  httplib::Request request;
  request.method = method;
  request.path = path;
  request.headers = parts_->headers({});
  return take(parts_->client.send(request));
}

std::string exchange(int port, std::string_view bytes, int wait_ms) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  std::string received;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(bytes.size())) {
    std::array<char, 4096> piece{};
    pollfd waiting{socket, POLLIN, 0};
    while (::poll(&waiting, 1, wait_ms) > 0) {
      const ssize_t count = ::recv(socket, piece.data(), piece.size(), 0);
      if (count <= 0) break;
      received.append(piece.data(), static_cast<std::size_t>(count));
    }
  }
  ::close(socket);
  return received;
}

}  // namespace tally::tests
