// Answers: their status, headers that protect, help, the app's files and their caching.
#include <doctest/doctest.h>

#include <fstream>

#include "server/http/openapi.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "server/http/static_files.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

using namespace server::http;

TEST_CASE("every code has a status that fits its nature") {
  for (const CodeRow& row : code_rows()) {
    CAPTURE(row.name);
    const int status = status_of(row.code);
    CHECK(status >= 400);
    CHECK(status <= 503);
    if (row.retry == Retry::never) CHECK((status < 500 || status == 500));
  }
}

TEST_CASE("browsers are told what they may do with an answer") {
  ServerHouse house;
  Client stranger = house.stranger();
  for (const char* path : {"/", "/help", "/healthz", "/v1/nothing"}) {
    CAPTURE(path);
    const Answer answer = stranger.get(path);
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
    CHECK(answer.header("referrer-policy") == "same-origin");
    CHECK_FALSE(answer.header("permissions-policy").empty());
    const std::string policy = answer.header("content-security-policy");
    CHECK(policy.find("script-src 'self' 'wasm-unsafe-eval'") != std::string::npos);
    CHECK(policy.find("unsafe-inline") == std::string::npos);
  }
  CHECK(stranger.get("/healthz").header("cache-control") == "no-store");
}

TEST_CASE("help shows every route and every code, and openapi.json is served") {
  ServerHouse house;
  Client stranger = house.stranger();
  const Answer help = stranger.get("/help");
  for (const Route& route : routes()) {
    CHECK(help.body.find(escape_html(route.doc)) != std::string::npos);
  }
  for (const CodeRow& row : code_rows()) {
    CHECK(help.body.find("id=\"" + std::string(row.name) + "\"") != std::string::npos);
  }
  CHECK(stranger.get("/openapi.json").body == openapi_document());
  CHECK(stranger.get("/help.css").header("content-type") == "text/css; charset=utf-8");
}

TEST_CASE("files of the app: types, compressed copies, caching, and no way out of the folder") {
  const TemporaryFolder web;
  const auto put = [&](const std::string& name, const std::string& text) {
    std::filesystem::create_directories((web.path() / name).parent_path());
    std::ofstream(web.path() / name, std::ios::binary) << text;
  };
  put("index.html", "<p>app</p>");
  put("app.0123456789ab.js", "plain");
  put("app.0123456789ab.js.gz", "zipped");
  put("app.0123456789ab.js.br", "brotli");
  put("app.0123456789ab.wasm", std::string(600'000, 'w'));
  put("fonts/inter.ttf", "font");
  put(".secret", "secret");
  std::filesystem::create_symlink("/etc/passwd", web.path() / "link.txt");
  ServerHouseOptions options;
  options.web_folder = web.path();
  ServerHouse house(std::move(options));
  Client stranger = house.stranger();

  const Answer index = stranger.get("/");
  CHECK(index.body == "<p>app</p>");
  CHECK(index.header("content-type") == "text/html; charset=utf-8");
  CHECK(index.header("cache-control") == "no-cache");
  CHECK(stranger.get("/", {{"If-None-Match", index.header("etag")}}).status == 304);

  const Answer plain = stranger.get("/app.0123456789ab.js", {{"Accept-Encoding", "identity"}});
  CHECK(plain.body == "plain");
  CHECK(plain.header("content-type") == "text/javascript; charset=utf-8");
  CHECK(plain.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(plain.header("vary") == "Accept-Encoding");
  const std::string head = "GET /app.0123456789ab.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                           "Accept-Encoding: ";
  CHECK(exchange(house.port(), head + "gzip, br\r\n\r\n").ends_with("brotli"));
  CHECK(exchange(house.port(), head + "gzip\r\n\r\n").ends_with("zipped"));
  CHECK(exchange(house.port(), head + "gzip;q=0\r\n\r\n").ends_with("plain"));

  const Answer wasm = stranger.get("/app.0123456789ab.wasm");
  CHECK(wasm.body.size() == 600'000);
  CHECK(wasm.header("content-type") == "application/wasm");
  const Answer part = stranger.get("/app.0123456789ab.wasm", {{"Range", "bytes=10-19"}});
  CHECK(part.status == 206);
  CHECK(part.body == std::string(10, 'w'));
  CHECK(stranger.get("/fonts/inter.ttf").header("content-type") == "font/ttf");
  for (const char* path : {"/.secret", "/link.txt", "/fonts", "/missing.js"}) {
    CAPTURE(path);
    CHECK(stranger.get(path).status == 404);
  }
  for (const char* path : {"/../etc/passwd", "/fonts/../../etc/passwd", "/%2e%2e/etc/passwd",
                           "//etc/passwd", "/fonts/%00"}) {
    CAPTURE(path);
    const std::string answer =
        exchange(house.port(),
                 "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(answer.starts_with("HTTP/1.1 4"));
    CHECK(answer.find("root:") == std::string::npos);
  }
}

TEST_CASE("names that hold a digest are told from those that do not") {
  CHECK(is_content_named("/app.0123456789ab.js"));
  CHECK_FALSE(is_content_named("/app.js"));
  CHECK_FALSE(is_content_named("/0123456789ab/app.js"));
  CHECK(accepts_encoding("gzip, deflate, br;q=0.5", "br"));
  CHECK_FALSE(accepts_encoding("gzip;q=0", "gzip"));
  CHECK_FALSE(accepts_encoding("", "gzip"));
}

}  // namespace tally::tests
