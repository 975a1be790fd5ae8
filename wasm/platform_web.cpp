#include "wasm/platform_web.hpp"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <cstdlib>
#include <unordered_map>

#include "wasm/frame.hpp"
#include "wasm/mirror/wire.hpp"
#include "wasm/page.hpp"

namespace tally::app::platform {
namespace {

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

std::string taken(char* text) {
  std::string out = text == nullptr ? "" : text;
  std::free(text);
  return out;
}

struct Waiting {
  Callback callback;
  Progress progress;
};
struct Arrived {
  Callback callback;
  Response response;
};
struct Requests {
  std::unordered_map<int, Waiting> waiting;
  std::vector<Arrived> arrived;
  int next_id = 1;
};
Requests& requests() {
  static Requests value;
  return value;
}

// "name: value" lines, as the page hands them over.
Headers read_headers(std::string_view lines) {
  Headers headers;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

}  // namespace

void request(std::string_view method, std::string_view path, const Headers& headers,
             std::string_view body, Callback callback, Progress progress) {
  Requests& all = requests();
  const int id = all.next_id++;
  const bool wants_progress = static_cast<bool>(progress);
  all.waiting.emplace(id, Waiting{std::move(callback), std::move(progress)});
  std::string json = "{\"method\":";
  mirror::append_json(json, method);
  json += ",\"path\":";
  mirror::append_json(json, path);
  json += ",\"headers\":[";
  for (const auto& [name, value] : headers) {
    if (json.back() != '[') json += ',';
    json += '[';
    mirror::append_json(json, name);
    json += ',';
    mirror::append_json(json, value);
    json += ']';
  }
  json += "]}";
  tally_page_request(id, json.data(), size_of(json), body.data(), size_of(body), wants_progress);
}

void run_callbacks() {
  std::vector<Arrived> arrived;
  arrived.swap(requests().arrived);
  for (Arrived& answer : arrived) answer.callback(std::move(answer.response));
}

bool callbacks_wait() { return !requests().arrived.empty(); }

bool save(std::string_view name, std::string_view bytes) {
  return tally_page_save(name.data(), size_of(name), bytes.data(), size_of(bytes)) != 0;
}

std::optional<std::string> load(std::string_view name) {
  int length = 0;
  char* bytes = tally_page_load(name.data(), size_of(name), &length);
  if (bytes == nullptr) return std::nullopt;
  std::string out(bytes, static_cast<std::size_t>(length));
  std::free(bytes);
  return out;
}

void forget(std::string_view name) { tally_page_forget(name.data(), size_of(name)); }
void navigate(std::string_view hash) { tally_page_navigate(hash.data(), size_of(hash), 0); }
void replace_route(std::string_view hash) { tally_page_navigate(hash.data(), size_of(hash), 1); }
std::string current_route() { return taken(tally_page_route()); }
void open_window(std::string_view url) { tally_page_open(url.data(), size_of(url), 1); }
void leave_to(std::string_view url) { tally_page_open(url.data(), size_of(url), 0); }
void beep(Beep which) { tally_page_beep(which == Beep::accepted ? 1 : 0); }
void copy_text(std::string_view text) { tally_page_copy(text.data(), size_of(text)); }

void download(std::string_view file_name, std::string_view media_type, std::string_view bytes) {
  tally_page_download(file_name.data(), size_of(file_name), media_type.data(), size_of(media_type),
                      bytes.data(), size_of(bytes));
}

std::int64_t now_ms() { return static_cast<std::int64_t>(emscripten_date_now()); }
std::string today() { return taken(tally_page_today()); }

std::string say_time(std::int64_t instant_ms) {
  return taken(tally_page_say_time(static_cast<double>(instant_ms)));
}

std::string say_day(std::int64_t instant_ms) {
  return taken(tally_page_say_day(static_cast<double>(instant_ms)));
}

std::string random_id() {
  char bytes[16];
  tally_page_random(bytes, sizeof bytes);
  static constexpr char digits[] = "0123456789abcdef";
  std::string id;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
  return id;
}

bool online() { return tally_page_online() != 0; }
void log(std::string_view line) { tally_page_log(line.data(), size_of(line)); }

std::string environment(std::string_view name) {
  return taken(tally_page_environment(name.data(), size_of(name)));
}

}  // namespace tally::app::platform

using tally::app::platform::requests;

extern "C" {

// The page answers a request. headers: "name: value" lines.
EMSCRIPTEN_KEEPALIVE void tally_response(int id, int status, const char* headers,
                                         const char* body, int length) {
  auto& all = requests();
  const auto found = all.waiting.find(id);
  if (found == all.waiting.end()) return;
  tally::app::platform::Response response{.status = status};
  response.headers = tally::app::platform::read_headers(headers);
  response.body.assign(body, static_cast<std::size_t>(length));
  all.arrived.push_back({std::move(found->second.callback), std::move(response)});
  all.waiting.erase(found);
  tally::app::frame::wake();
}

EMSCRIPTEN_KEEPALIVE void tally_progress(int id, double done, double total) {
  const auto found = requests().waiting.find(id);
  if (found == requests().waiting.end() || !found->second.progress) return;
  found->second.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
  tally::app::frame::wake();
}
}
