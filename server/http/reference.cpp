// The table of routes for people: Markdown for docs/, a page for /help.
#include "server/http/openapi.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::http {

namespace {

std::string who(const Route& route) {
  return route.roles.is_empty() ? "everyone" : route.roles.say();
}

std::string cell(std::string_view text) {
  std::string out = "<td>";
  out += escape_html(text);
  return out + "</td>";
}

std::string route_rows() {
  std::string html;
  for (const Route& route : routes()) {
    html += "<tr><td><code>" + std::string(method_name(route.method)) + " ";
    html += escape_html(route.path) + "</code></td>";
    html += cell(who(route)) + cell(route.doc) + "</tr>\n";
  }
  return html;
}

/// The codes that an answer of the server can carry, with an anchor each: a problem's type leads
/// here.
std::string code_rows_html() {
  std::string html;
  for (const CodeRow& row : code_rows()) {
    html += "<tr id=\"" + std::string(row.name) + "\"><td><code>" + std::string(row.name);
    html += "</code></td>" + cell(row.sentence) + cell(row.mend) + "</tr>\n";
  }
  return html;
}

}  // namespace

std::string routes_markdown() {
  std::string text =
      "# Routes\n\nGenerated from the table of routes by `tallystick docs routes`. The same table "
      "answers\n`/openapi.json` (OpenAPI 3.1, with schemas) and `/help`. Problems are "
      "`application/problem+json`; their codes\nstand in [codes.md](codes.md). Money is in minor "
      "units, quantities are in thousandths.\n\n"
      "| route | who | what | in | out |\n|---|---|---|---|---|\n";
  for (const Route& route : routes()) {
    const std::string_view out = route.shape.response_schema.empty()
                                     ? route.shape.response_type
                                     : route.shape.response_schema;
    text += "| `" + std::string(method_name(route.method)) + " " + std::string(route.path) +
            "` | " + who(route) + " | " + std::string(route.doc) + " | " +
            std::string(route.shape.request_schema.empty() ? route.shape.parameters
                                                           : route.shape.request_schema) +
            " | " + std::string(out) + " |\n";
  }
  return text;
}

std::string help_page() {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width\"><title>Help · Tallystick</title>"
         "<link rel=\"stylesheet\" href=\"/help.css\"></head><body><main>\n"
         "<h1>Tallystick</h1>\n<p>What this server can be asked, and what it can say. Programs "
         "read <a href=\"/openapi.json\">/openapi.json</a>. Files of the app are served at their "
         "own names.</p>\n<h2>Routes</h2>\n<table><thead><tr><th>Route</th><th>Who</th><th>What"
         "</th></tr></thead><tbody>\n" +
         route_rows() +
         "</tbody></table>\n<h2>Codes</h2>\n<p>An answer that says no carries one of these codes, "
         "its sentence, and how to mend it.</p>\n<table><thead><tr><th>Code</th><th>Sentence</th>"
         "<th>Mend</th></tr></thead><tbody>\n" +
         code_rows_html() + "</tbody></table>\n</main></body></html>\n";
}

}  // namespace tally::server::http
