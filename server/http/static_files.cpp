#include "server/http/static_files.hpp"

#include <array>
#include <optional>

#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> media_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".data", "application/octet-stream"},
}};

bool is_safe(std::string_view path) {
  if (!path.starts_with('/') || path.size() > 512) return false;
  // No part begins with a dot: neither "..", nor what is hidden.
  if (path.find("/.") != std::string_view::npos) return false;
  return path.find('\\') == std::string_view::npos && path.find('\0') == std::string_view::npos &&
         path.find("//") == std::string_view::npos;
}

/// The file inside the folder, or nothing; a link must not lead out.
std::optional<std::filesystem::path> find_file(const std::filesystem::path& folder,
                                               std::string_view path) {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::canonical(folder, error);
  if (error) return std::nullopt;
  const auto file = std::filesystem::canonical(folder / path.substr(1), error);
  if (error || !std::filesystem::is_regular_file(file, error)) return std::nullopt;
  const std::string inside = root.string() + "/";
  if (!file.string().starts_with(inside)) return std::nullopt;
  return file;
}

std::string entity_tag(const std::filesystem::path& file, std::string_view encoding) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  const auto time = std::filesystem::last_write_time(file, error).time_since_epoch().count();
  return "\"" + std::to_string(bytes) + "-" + std::to_string(time) + std::string(encoding) + "\"";
}

void choose_encoding(std::filesystem::path& file, const Request& request, Response& response,
                     std::string_view& encoding) {
  std::error_code error;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> encodings{
      {{"br", ".br"}, {"gzip", ".gz"}}};
  for (const auto& [name, suffix] : encodings) {
    const std::filesystem::path smaller = file.string() + std::string(suffix);
    if (!std::filesystem::exists(smaller, error)) continue;
    response.set("Vary", "Accept-Encoding");
    if (!encoding.empty() || !accepts_encoding(request.header("accept-encoding"), name)) continue;
    encoding = name;
    response.set("Content-Encoding", std::string(name));
    response.file = smaller;
  }
  if (encoding.empty()) response.file = file;
}

}  // namespace

std::string_view media_type(std::string_view path) {
  for (const auto& [suffix, type] : media_types) {
    if (path.ends_with(suffix)) return type;
  }
  return "application/octet-stream";
}

bool is_content_named(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  std::size_t run = 0;
  for (const char letter : name) {
    const bool hexadecimal =
        (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    run = hexadecimal ? run + 1 : 0;
    if (run >= 12) return true;
  }
  return false;
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding) {
  std::string_view rest = accept_encoding;
  while (!rest.empty()) {
    const std::size_t end = rest.find(',');
    const std::string_view item = trim(rest.substr(0, end));
    const std::size_t semicolon = item.find(';');
    if (trim(item.substr(0, semicolon)) == encoding) {
      const std::string_view weight =
          semicolon == std::string_view::npos ? "" : trim(item.substr(semicolon + 1));
      return weight != "q=0" && weight != "q=0.0" && weight != "q=0.000";
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return false;
}

bool answer_file(const std::filesystem::path& folder, const Request& request,
                 Response& response) {
  return answer_file(folder, request.path, request, response);
}

bool answer_file(const std::filesystem::path& folder, std::string_view path,
                 const Request& request, Response& response) {
  if (folder.empty() || !is_safe(path)) return false;
  auto file = find_file(folder, path);
  if (!file) return false;
  std::string_view encoding;
  choose_encoding(*file, request, response, encoding);
  const std::string tag = entity_tag(response.file, encoding);
  response.set("ETag", tag);
  response.set("Cache-Control", is_content_named(path) ? "public, max-age=31536000, immutable"
                                                       : "no-cache");
  response.content_type = media_type(path);
  if (request.header("if-none-match") == tag) {
    response.status = 304;
    response.file.clear();
  }
  return true;
}

}  // namespace tally::server::http
