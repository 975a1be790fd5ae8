// HTTP answer: between the library's request and response and our own.
// In go the library's types and the connection; out comes a filled response. The body is read here,
// when admit() has let the request in, and never more of it than the route allows.
// Only the listener includes this: it brings the library along.
// It decides nothing: dispatch.hpp does.
#pragma once

#include <httplib.h>

#include "server/http/connection.hpp"
#include "server/http/services.hpp"

namespace tally::server::http {

/// Headers of every answer: what browsers may do with it.
httplib::Headers default_headers(const Site& site);

/// What comes before the first event of a stream.
std::string stream_header(const Site& site);

void answer_request(Services& services, const httplib::Request& request,
                    httplib::Response& response, Connection& connection);

/// Gives the errors that the library makes by itself (a broken header) a sentence.
void complete_error(const httplib::Request& request, httplib::Response& response);

}  // namespace tally::server::http
