#include "server/ops/log.hpp"

#include <array>
#include <cstdio>
#include <mutex>

#include "server/ops/clock.hpp"

namespace tally::server::ops {

namespace {

std::mutex sink_mutex;

void write_to_stderr(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

LogSink& sink() {
  static LogSink current = write_to_stderr;
  return current;
}

bool needs_quotes(std::string_view value) {
  if (value.empty()) return true;
  for (const char letter : value) {
    if (static_cast<unsigned char>(letter) <= ' ' || letter == '"' || letter == '=' ||
        letter == '\\' || letter == '\x7f') {
      return true;
    }
  }
  return false;
}

void append_value(std::string& line, std::string_view value) {
  if (!needs_quotes(value)) {
    line += value;
    return;
  }
  line += '"';
  for (const char letter : value) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') (line += '\\') += letter;
    else if (letter == '\n') line += "\\n";
    else if (byte < ' ' || byte == 0x7f) line += '?';
    else line += letter;
  }
  line += '"';
}

}  // namespace

std::string log_line(Instant at, Level level, std::string_view event,
                     std::initializer_list<Field> fields) {
  constexpr std::array<std::string_view, 3> names{"info", "warning", "ALARM"};
  std::string line = print_instant(at);
  (line += ' ') += names[static_cast<std::size_t>(level)];
  (line += ' ') += event;
  for (const Field& field : fields) {
    ((line += ' ') += field.name) += '=';
    append_value(line, field.value);
  }
  return line;
}

void log_event(Level level, std::string_view event, std::initializer_list<Field> fields) {
  const std::string line = log_line(system_clock().now(), level, event, fields);
  const std::lock_guard lock(sink_mutex);
  sink()(line);
}

void set_log_sink(LogSink new_sink) {
  const std::lock_guard lock(sink_mutex);
  sink() = new_sink ? std::move(new_sink) : LogSink(write_to_stderr);
}

}  // namespace tally::server::ops
