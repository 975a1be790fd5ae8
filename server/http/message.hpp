// Message: a request and its answer, without a library's types.
// In go method, path, parameters, headers of interest and body; out go status, headers and body or
// file. Handlers see nothing but these, so they run in tests without a socket.
// It parses no HTTP and holds no connection: listener.cpp does.
//   Response response;  response.json(200, R"({"status":"ok"})");
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/identity/sessions.hpp"

namespace tally::server::http {

enum class Method : std::uint8_t { get, post };
std::string_view method_name(Method method);

/// Name and value pairs of a query or a form, in their order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  /// Decoded, without the query.
  std::string path;
  Parameters query;
  /// By lower-case name.
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;
  std::string remote_address;
  /// What stood in the {places} of the route's path.
  std::vector<std::string> captured;
  /// Who is signed in; handlers of routes that need a role always have one.
  std::optional<identity::Person> person;

  /// Empty where there is none.
  std::string_view header(std::string_view name) const;
  /// The first of that name.
  std::optional<std::string> parameter(std::string_view name) const;
  std::vector<std::string> parameters(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  /// Sent instead of the body where it is not empty.
  std::filesystem::path file;
  /// The connection stays and is told of changes (streams.hpp); there is no body then.
  bool is_stream = false;
  std::vector<std::pair<std::string, std::string>> headers;

  void json(int code, std::string text);
  void html(int code, std::string text);
  /// 303 See Other.
  void see_other(std::string location);
  void set(std::string name, std::string value);
  /// Empty where it was not set.
  std::string_view header(std::string_view name) const;
};

/// application/x-www-form-urlencoded, as queries and forms use it.
Parameters parse_form(std::string_view text);
std::string percent_decode(std::string_view text);
/// For text in HTML, also inside double-quoted attributes.
std::string escape_html(std::string_view text);

}  // namespace tally::server::http
