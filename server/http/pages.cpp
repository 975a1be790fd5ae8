// The server's own pages: the app's first page, help, and the style of both.
#include "server/http/handlers.hpp"
#include "server/http/openapi.hpp"
#include "server/http/static_files.hpp"

namespace tally::server::http {

namespace {

constexpr std::string_view style = R"css(
:root {
  color-scheme: light dark;
  --ink: #1c2430; --line: #d5dae1; --accent: #1f5fbf; --paper: #fff;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ebf0; --line: #3a4350; --accent: #8ab4f8; --paper: #14181e; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.75rem; } h2 { margin-top: 2.5rem; font-size: 1.25rem; }
a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid var(--line); }
code { font: .875rem ui-monospace, monospace; }
form { display: grid; gap: 1rem; max-width: 24rem; }
label { display: grid; gap: .25rem; }
input { font: inherit; padding: .5rem .6rem; border: 1px solid var(--line); border-radius: 6px;
  background: transparent; color: inherit; }
button { font: inherit; font-weight: 600; padding: .6rem 1rem; border: 0; border-radius: 6px;
  background: var(--accent); color: var(--paper); cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { border-left: 4px solid #c0392b; padding-left: .75rem; }
)css";

}  // namespace

void show_app(Services& services, const Request& request, Response& response) {
  if (answer_file(services.web_folder, "/index.html", request, response)) return;
  response.html(200,
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                "<title>Tallystick</title><link rel=\"stylesheet\" href=\"/help.css\"></head>"
                "<body><main><h1>Tallystick</h1><p>The server runs, but the browser app is not "
                "here. Build it with <code>./tools/serve</code>, or name its folder with "
                "<code>--web</code>.</p><p><a href=\"/help\">What the server can do</a></p>"
                "</main></body></html>");
}

void show_help(Services&, const Request&, Response& response) {
  response.html(200, help_page());
}

void show_help_style(Services&, const Request&, Response& response) {
  response.content_type = "text/css; charset=utf-8";
  response.set("Cache-Control", "public, max-age=3600");
  response.body = style;
}

void show_openapi(Services&, const Request&, Response& response) {
  response.json(200, openapi_document());
}

}  // namespace tally::server::http
