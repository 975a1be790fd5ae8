// Dispatch: lets a request in, or says why not, and hands it to its handler.
// In go method, path and headers (admit), then the body (carry_out); out comes the answer. What can
// be refused by its head is refused before a byte of the body is read: unknown paths, other
// sites, people without a session or the role, bodies that are too large or of another type.
// It knows no sockets: listener.cpp calls it, and so do tests.
//   Admission admission = admit(services, request);  if (admission.route) carry_out(…);
#pragma once

#include <optional>

#include "server/http/route.hpp"

namespace tally::server::http {

struct Admission {
  /// nullptr where the answer is final already (a refusal, or a file of the app).
  const Route* route = nullptr;
  Response answer;
};

/// Fills request.captured and request.person.
Admission admit(Services& services, Request& request);

/// Calls the route's handler; an exception in it becomes server_fault with a reference in the log.
void carry_out(Services& services, const Route& route, const Request& request, Response& response);

/// A path that is known, with a method that it does not take (anything but GET, HEAD, POST).
void answer_other_method(std::string_view method, std::string_view path, Response& response);

/// True where the request does not come from another site. Origin is what browsers send with every
/// unsafe request; a program that sends none is no browser and carries no foreign cookie.
bool is_same_origin(std::string_view origin, std::string_view fetch_site, std::string_view host,
                    const Site& site);

/// Eight hexadecimal digits that lead from an answer to the log.
std::string make_reference();

}  // namespace tally::server::http
