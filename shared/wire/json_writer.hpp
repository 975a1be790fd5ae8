// JSON writer: makes canonical JSON, byte by byte, without a tree in between.
// In go keys, integers and texts in the order they shall stand; out comes one line of JSON.
// Escapes are those of RFC 8785 (JSON Canonicalization Scheme); there are no fractions to print.
// It will not sort: whoever writes an object writes its keys in ASCII order (tests see to it).
//   JsonWriter json;  json.open('{').key("net").value(1250).close('}');
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tally::wire {

class JsonWriter {
 public:
  JsonWriter& open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
    return *this;
  }
  JsonWriter& close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  JsonWriter& key(std::string_view name) {
    separate();
    text(name);
    out_ += ':';
    first_ = true;
    return *this;
  }
  JsonWriter& value(std::int64_t number) {
    separate();
    out_ += std::to_string(number);
    return *this;
  }
  JsonWriter& value(std::string_view chars) {
    separate();
    text(chars);
    return *this;
  }
  /// Bytes that are JSON already.
  JsonWriter& raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
  }
  /// Key and value, left out where the text is empty.
  JsonWriter& text_field(std::string_view name, std::string_view chars) {
    return chars.empty() ? *this : key(name).value(chars);
  }
  std::string take() { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void text(std::string_view chars);
  std::string out_;
  bool first_ = true;
};

}  // namespace tally::wire
