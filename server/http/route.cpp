#include "server/http/route.hpp"

#include <optional>

namespace tally::server::http {

namespace {

std::string_view take_segment(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  return segment;
}

/// What stands in the places of the pattern, or nothing where the path is another one.
std::optional<std::vector<std::string>> match_path(std::string_view pattern,
                                                   std::string_view path) {
  std::vector<std::string> captured;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view expected = take_segment(pattern);
    const std::string_view found = take_segment(path);
    if (expected.starts_with('{')) {
      if (found.empty()) return std::nullopt;
      captured.emplace_back(found);
    } else if (expected != found) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return captured;
}

}  // namespace

RouteMatch match_route(Method method, std::string_view path) {
  RouteMatch match;
  for (const Route& route : routes()) {
    auto captured = match_path(route.path, path);
    if (!captured) continue;
    if (route.method == method) {
      match.route = &route;
      match.captured = *std::move(captured);
      return match;
    }
    if (!match.allowed.empty()) match.allowed += ", ";
    match.allowed += method_name(route.method);
  }
  return match;
}

std::string allowed_methods(std::string_view path) {
  std::string allowed;
  for (const Route& route : routes()) {
    if (!match_path(route.path, path)) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += method_name(route.method);
  }
  return allowed;
}

}  // namespace tally::server::http
