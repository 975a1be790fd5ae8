// OpenAPI: the table of routes as a document that programs read (OpenAPI 3.1).
// In goes nothing; out comes the JSON, the same bytes for the same table.
// docs/reference/routes.md is its other form, for people.
// It describes; it checks nothing.
#pragma once

#include <string>

namespace tally::server::http {

std::string openapi_document();
/// The table of routes as Markdown: what `tallystick docs routes` prints.
std::string routes_markdown();
/// The table of routes as the page that /help shows.
std::string help_page();

}  // namespace tally::server::http
