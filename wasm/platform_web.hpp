#pragma once
// The browser as the app sees it: requests, small storage, clock, navigation, sound, clipboard.
// In: plain values. Out: plain values, and callbacks that run between two frames.
// It will not know any screen or order; everything behind it is in web/library.js and boot.js.
//
//     platform::request("GET", "/api/orders", {}, "", [&](platform::Response r) {
//       if (r.ok()) orders = read_orders(r.body);
//     });

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::app::platform {

using Headers = std::vector<std::pair<std::string, std::string>>;
struct Response {
  int status = 0;              // 0: no network, or the request was cut off
  Headers headers;             // names in lower case
  std::string body;            // bytes as they came
  bool ok() const { return status >= 200 && status < 300; }
};
using Callback = std::function<void(Response)>;
using Progress = std::function<void(std::int64_t done, std::int64_t total)>;  // total 0: unknown

// Same-origin, with the session cookie. The callback runs before a frame, then a frame is drawn.
void request(std::string_view method, std::string_view path, const Headers& headers,
             std::string_view body, Callback callback, Progress progress = {});

// Small bytes that outlive a reload (under 1 MB in all). save returns false when storage is full.
bool save(std::string_view name, std::string_view bytes);
std::optional<std::string> load(std::string_view name);
void forget(std::string_view name);

// Routes. navigate adds to the history, replace_route does not (filters).
void navigate(std::string_view hash);          // "#/orders/42"
void replace_route(std::string_view hash);
std::string current_route();
void open_window(std::string_view url);        // a new tab: print, help
void leave_to(std::string_view url);           // this tab: /login

enum class Beep { accepted, refused };
void beep(Beep which);
void copy_text(std::string_view text);
void download(std::string_view file_name, std::string_view media_type, std::string_view bytes);

std::int64_t now_ms();                         // UTC, milliseconds since 1970
std::string today();                           // "2025-11-21" on the person's calendar
std::string say_time(std::int64_t instant_ms); // "10:42" on the person's clock
std::string say_day(std::int64_t instant_ms);  // "today", "Tuesday", "12 March"
std::string random_id();                       // 128 random bits as 32 hex digits
bool online();                                 // what the browser believes
void log(std::string_view line);               // the browser's console
std::string environment(std::string_view name);// "language", "user_agent", "origin"

}  // namespace tally::app::platform
