#include "server/http/http_answer.hpp"

#include "server/http/dispatch.hpp"
#include "server/http/problem.hpp"
#include "server/http/request_progress.hpp"
#include "server/ops/log.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

// Files up to this are sent as a body, larger ones mapped.
constexpr std::uintmax_t small_file_bytes = 256 * 1024;

bool is_large(const std::filesystem::path& file) {
  std::error_code error;
  return !file.empty() && std::filesystem::file_size(file, error) > small_file_bytes && !error;
}

bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

/// nullopt where something in it is no text: it would come back in a sentence.
std::optional<Request> take_request(const httplib::Request& from) {
  Request request;
  request.method = from.method == "POST" ? Method::post : Method::get;
  request.path = from.path;
  request.remote_address = from.remote_addr;
  if (!is_utf8(request.path)) return std::nullopt;
  for (const auto& [name, value] : from.params) {
    if (!is_utf8(name) || !is_utf8(value)) return std::nullopt;
    request.query.emplace_back(name, value);
  }
  for (const auto& [name, value] : from.headers) {
    if (is_utf8(value)) request.headers.emplace(ascii_lower(name), value);
  }
  return request;
}

Issue not_understood(std::string reason) {
  return make_issue(IssueCode::request_not_understood, "", {{"reason", std::move(reason)}});
}

/// A place for a transfer that may take long; the issue where there is none.
std::optional<Issue> take_place(Places& places, Connection& connection) {
  connection.place = places.take();
  if (connection.place) return std::nullopt;
  return store::write_issue(store::Written::busy);
}

/// Reads the body that the header announces; the issue where it does not come.
std::optional<Issue> read_body(Services& services, const Route& route, Request& request,
                               Connection& connection) {
  if (!request.header("transfer-encoding").empty()) {
    return not_understood("it comes in chunks, without a Content-Length");
  }
  const auto length = parse_decimal(request.header("content-length"), 0);
  if (!length) return std::nullopt;
  const auto bytes = static_cast<std::size_t>(*length);
  if (bytes > parked_body_bytes_max) {
    Places& places = route.shape.lane == Lane::push ? services.push_transfers
                                                    : services.large_transfers;
    if (auto issue = take_place(places, connection)) return issue;
  }
  std::string body(bytes, '\0');
  std::size_t place = 0;
  while (place < bytes) {
    const std::int64_t count = connection.read(body.data() + place, bytes - place);
    if (count <= 0) {
      return not_understood(count == 0 ? "it ended before its Content-Length"
                                       : "it came too slowly");
    }
    place += static_cast<std::size_t>(count);
  }
  // What a route does not read is read here and forgotten, so that the connection can go on.
  if (route.shape.body != Body::none) request.body = std::move(body);
  return std::nullopt;
}

void give_response(Response& from, const httplib::Request& request, httplib::Response& to) {
  for (const auto& [name, value] : from.headers) {
    to.headers.erase(name);
    to.set_header(name, value);
  }
  if (from.header("Cache-Control").empty()) to.set_header("Cache-Control", "no-store");
  // 200 is left to the library, which makes it 206 for a range.
  if (from.status != 200) to.status = from.status;
  if (!from.file.empty()) {
    if (is_large(from.file)) return to.set_file_content(from.file.string(), from.content_type);
    auto bytes = sync::read_whole(from.file);
    from.body = bytes ? *std::move(bytes) : std::string();
  }
  if (!from.content_type.empty()) to.set_content(std::move(from.body), from.content_type);
  if (from.status >= 500) {
    ops::log_event(ops::Level::warning, "request.answered",
                   {{"status", std::to_string(from.status)}, {"path", request.path}});
  }
}

}  // namespace

httplib::Headers default_headers(const Site& site) {
  httplib::Headers headers{
      {"X-Content-Type-Options", "nosniff"},
      // Not no-referrer: with it browsers send "Origin: null" with our own forms.
      {"Referrer-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Content-Security-Policy",
       "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
       "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
       "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"}};
  if (site.is_https()) {
    headers.emplace("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  return headers;
}

std::string stream_header(const Site& site) {
  std::string header = "HTTP/1.1 200 OK\r\n";
  for (const auto& [name, value] : default_headers(site)) header += name + ": " + value + "\r\n";
  // A proxy that gathers answers would keep the events to itself.
  return header + "Content-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                  "X-Accel-Buffering: no\r\nConnection: close\r\n\r\n";
}

void answer_request(Services& services, const httplib::Request& from,
                    httplib::Response& response, Connection& connection) {
  // Until its body is read, a request that has one leaves bytes behind that are no request.
  connection.must_close = has_body(from);
  Response answer;
  auto request = take_request(from);
  if (!request) {
    answer_problem(answer, not_understood("it holds bytes that are no UTF-8"), "/");
  } else if (from.method != "GET" && from.method != "HEAD" && from.method != "POST") {
    answer_other_method(from.method, from.path, answer);
  } else {
    Admission admission = admit(services, *request);
    answer = std::move(admission.answer);
    if (admission.route != nullptr) {
      if (auto issue = read_body(services, *admission.route, *request, connection)) {
        answer_problem(answer, *issue, request->path);
      } else {
        connection.must_close = false;
        carry_out(services, *admission.route, *request, answer);
      }
    }
  }
  if (answer.is_stream && from.method == "GET") {
    connection.stream_place = services.streams.take();
    if (connection.stream_place) return;
    answer = {};
    answer_problem(answer, store::write_issue(store::Written::busy), from.path);
  }
  if (is_large(answer.file)) {
    if (auto issue = take_place(services.large_transfers, connection)) {
      answer = {};  // the file's own headers with it
      answer_problem(answer, *issue, from.path);
    }
  }
  if (connection.must_close) answer.set("Connection", "close");
  give_response(answer, from, response);
}

void complete_error(const httplib::Request& request, httplib::Response& response) {
  if (!response.body.empty() || response.has_header("Content-Type")) return;
  Response answer;
  const std::string reason = response.status == 414   ? "its address is too long"
                             : response.status == 416 ? "its Range cannot be served"
                                                      : "it is no HTTP that this server knows";
  answer_problem(answer, not_understood(reason), is_utf8(request.path) ? request.path : "/");
  response.set_content(std::move(answer.body), answer.content_type);
}

}  // namespace tally::server::http
