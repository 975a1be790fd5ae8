// Log: what happened, one line each, on stderr.
// In go an event's name and named values; out comes a line with the instant:
// `2026-11-21T09:12:00.000Z info order.stored number=S-000012 state=accepted`. A value with spaces
// is quoted, a line break in it is written as \n, so that one event is one line whatever a client
// sends. It never gets passwords, tokens or whole documents, and it writes no file: the supervisor
// does.
//   log_event(Level::info, "order.stored", {{"number", "S-000012"}});
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/base/date.hpp"

namespace tally::server::ops {

enum class Level : std::uint8_t { info, warning, alarm };

struct Field {
  std::string_view name;
  std::string value;
};

/// The line without its end.
std::string log_line(Instant at, Level level, std::string_view event,
                     std::initializer_list<Field> fields);

void log_event(Level level, std::string_view event, std::initializer_list<Field> fields = {});

/// Where lines go; stderr at first. For tests and for `serve --quiet`.
using LogSink = std::function<void(const std::string& line)>;
void set_log_sink(LogSink sink);

}  // namespace tally::server::ops
