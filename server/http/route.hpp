// Route: one line of the table that is dispatch, openapi.json, /help and docs/reference/routes.md.
// In go method and path; out comes the route with what stood in its {places}.
// A route says who may use it, what it reads and how much of it, and what it answers.
// The table stands in routes.cpp; handlers stand in their rooms.
//   const RouteMatch match = match_route(Method::get, "/v1/orders/0b7e…");
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"
#include "server/http/services.hpp"
#include "server/identity/roles.hpp"

namespace tally::server::http {

using Handler = void (*)(Services& services, const Request& request, Response& response);

/// What a route reads. form_or_json: pages post forms, programs post JSON. bytes: of any type.
enum class Body : std::uint8_t { none, json, form, form_or_json, bytes };

/// Whose places a large body takes: pushes have their own, so that nothing else keeps orders out.
enum class Lane : std::uint8_t { common, push };

inline constexpr std::size_t body_bytes_max = 1024 * 1024;
inline constexpr std::size_t order_body_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t push_body_bytes_max = 4 * 1024 * 1024;

/// What goes in and out.
struct Shape {
  Body body = Body::none;
  std::size_t body_max = body_bytes_max;
  /// Names of schemas in schemas_table.cpp; empty where there is no body or it is no JSON.
  std::string_view request_schema = {};
  std::string_view response_schema = {};
  /// Query parameters, separated by spaces.
  std::string_view parameters = {};
  /// What it answers where that is no JSON.
  std::string_view response_type = "application/json";
  Lane lane = Lane::common;
};

struct Route {
  Method method;
  /// With {places}: "/v1/orders/{order_id}".
  std::string_view path;
  /// Empty: everyone, signed in or not.
  identity::Roles roles;
  Handler handler;
  /// One line, no full stop.
  std::string_view doc;
  Shape shape = {};
};

std::span<const Route> routes();

struct RouteMatch {
  const Route* route = nullptr;
  std::vector<std::string> captured;
  /// Where the path is known but not with this method: "GET" or "GET, POST".
  std::string allowed;
};

RouteMatch match_route(Method method, std::string_view path);
/// The methods that the path takes, or empty.
std::string allowed_methods(std::string_view path);

}  // namespace tally::server::http
