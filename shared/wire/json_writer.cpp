#include "shared/wire/json_writer.hpp"

namespace tally::wire {

namespace {

void append_escaped(std::string& out, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += hex[byte >> 4];
  out += hex[byte & 0x0F];
}

bool needs_no_escape(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

}  // namespace

void JsonWriter::text(std::string_view chars) {
  out_ += '"';
  std::size_t done = 0;
  for (std::size_t place = 0; place < chars.size(); ++place) {
    if (needs_no_escape(chars[place])) continue;
    out_.append(chars, done, place - done);
    append_escaped(out_, chars[place]);
    done = place + 1;
  }
  out_.append(chars, done);
  out_ += '"';
}

}  // namespace tally::wire
