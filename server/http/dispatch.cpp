#include "server/http/dispatch.hpp"

#include <exception>

#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "server/identity/secrets.hpp"
#include "server/ops/log.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

Issue unknown_route(std::string_view path) {
  return make_issue(IssueCode::route_unknown, "", {{"path", std::string(path)}});
}

Issue wrong_method(std::string_view method, std::string_view path, std::string allowed) {
  return make_issue(IssueCode::method_not_allowed, "",
                    {{"path", std::string(path)},
                     {"method", std::string(method)},
                     {"allowed", std::move(allowed)}});
}

/// By the session's cookie, or by the token of an enrolled device.
void find_person(Services& services, Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  if (authorization.starts_with(scheme)) {
    const store::Reader db = services.store.read();
    request.person = identity::find_token(*db, trim(authorization.substr(scheme.size())),
                                          services.clock.now());
    return;
  }
  const std::string_view token = request.cookie(services.site.cookie_name);
  if (token.empty()) return;
  const store::Reader db = services.store.read();
  request.person = identity::find_session(*db, token, services.clock.now());
}

std::optional<Issue> check_person(const Route& route, const Request& request) {
  if (route.roles.is_empty()) return std::nullopt;
  if (!request.person) return make_issue(IssueCode::login_needed, "");
  if (route.roles.contains(request.person->role)) return std::nullopt;
  return make_issue(IssueCode::role_not_allowed, "",
                    {{"login", request.person->login},
                     {"role", std::string(identity::role_name(request.person->role))},
                     {"needed", "the role " + route.roles.say()}});
}

std::optional<Issue> check_origin(const Services& services, const Request& request) {
  if (request.method == Method::get) return std::nullopt;
  const std::string_view origin = request.header("origin");
  if (is_same_origin(origin, request.header("sec-fetch-site"), request.header("host"),
                     services.site)) {
    return std::nullopt;
  }
  return make_issue(IssueCode::origin_refused, "",
                    {{"origin", origin.empty() ? std::string("unknown") : std::string(origin)}});
}

std::string_view expected_type(Body body) {
  switch (body) {
    case Body::json:
      return "application/json";
    case Body::form:
      return "application/x-www-form-urlencoded";
    default:
      return "application/json or application/x-www-form-urlencoded";
  }
}

bool is_type(std::string_view found, std::string_view wanted) {
  return trim(found.substr(0, found.find(';'))) == wanted;
}

std::optional<Issue> check_body(const Route& route, const Request& request) {
  const std::string_view length = request.header("content-length");
  if (!length.empty()) {
    const auto bytes = parse_decimal(length, 0);
    if (!bytes || *bytes < 0 || static_cast<std::uint64_t>(*bytes) > route.shape.body_max) {
      return make_issue(IssueCode::request_too_large, "",
                        {{"limit", static_cast<std::int64_t>(route.shape.body_max)}});
    }
    if (!request.header("transfer-encoding").empty()) {
      return make_issue(IssueCode::request_not_understood, "",
                        {{"reason", std::string("it has both a length and chunks")}});
    }
  }
  if (route.shape.body == Body::none || route.shape.body == Body::bytes ||
      route.method == Method::get) {
    return std::nullopt;
  }
  const std::string type = ascii_lower(request.header("content-type"));
  // A body without a type is taken for what the route reads; curl says form for any data.
  const bool json = type.empty() || is_type(type, "application/json");
  const bool form = is_type(type, "application/x-www-form-urlencoded");
  const bool reads_json = route.shape.body == Body::json || route.shape.body == Body::form_or_json;
  const bool reads_form = route.shape.body == Body::form || route.shape.body == Body::form_or_json;
  if ((json && reads_json) || (form && reads_form)) return std::nullopt;
  return make_issue(IssueCode::media_type_refused, "",
                    {{"path", request.path},
                     {"expected", std::string(expected_type(route.shape.body))},
                     {"found", type}});
}

std::string_view authority(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  return rest.substr(0, rest.find('/'));
}

}  // namespace

bool is_same_origin(std::string_view origin, std::string_view fetch_site, std::string_view host,
                    const Site& site) {
  if (origin.empty()) {
    return fetch_site.empty() || fetch_site == "same-origin" || fetch_site == "none";
  }
  const std::string_view from = authority(origin);
  if (from.empty()) return false;
  if (!site.public_url.empty() && from == authority(site.public_url)) return true;
  return from == host;
}

Admission admit(Services& services, Request& request) {
  Admission admission;
  const auto refuse = [&](const Issue& issue) {
    answer_problem(admission.answer, issue, request.path);
    return std::move(admission);
  };
  RouteMatch match = match_route(request.method, request.path);
  if (match.route == nullptr) {
    if (!match.allowed.empty()) {
      admission.answer.set("Allow", match.allowed);
      return refuse(wrong_method(method_name(request.method), request.path, match.allowed));
    }
    const bool is_file = request.method == Method::get &&
                         answer_file(services.web_folder, request, admission.answer);
    if (!is_file) return refuse(unknown_route(request.path));
    return admission;
  }
  request.captured = std::move(match.captured);
  if (auto issue = check_origin(services, request)) return refuse(*issue);
  find_person(services, request);
  if (auto issue = check_person(*match.route, request)) return refuse(*issue);
  if (auto issue = check_body(*match.route, request)) return refuse(*issue);
  admission.route = match.route;
  return admission;
}

std::string make_reference() {
  const std::string bytes = identity::random_token();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string reference;
  for (std::size_t index = 0; index < 8; ++index) {
    reference += digits[static_cast<unsigned char>(bytes[index]) % digits.size()];
  }
  return reference;
}

void carry_out(Services& services, const Route& route, const Request& request,
               Response& response) {
  try {
    route.handler(services, request, response);
  } catch (const std::exception& error) {
    const std::string reference = make_reference();
    ops::log_event(ops::Level::alarm, "request.failed",
                   {{"reference", reference}, {"path", request.path}, {"what", error.what()}});
    answer_problem(response,
                   make_issue(IssueCode::server_fault, "", {{"reference", reference}}),
                   request.path);
  }
}

void answer_other_method(std::string_view method, std::string_view path, Response& response) {
  std::string allowed = allowed_methods(path);
  if (allowed.empty()) return answer_problem(response, unknown_route(path), path);
  response.set("Allow", allowed);
  answer_problem(response, wrong_method(method, path, std::move(allowed)), path);
}

}  // namespace tally::server::http
