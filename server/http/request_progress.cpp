#include "server/http/request_progress.hpp"

#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

struct BodyHeader {
  std::size_t length = 0;
  bool for_worker = false;
};

/// What the header says of the body. Whatever is odd is for the worker, which refuses it.
BodyHeader read_body_header(std::string_view header) {
  BodyHeader found;
  while (!header.empty()) {
    const std::size_t end = header.find("\r\n");
    const std::string_view line = header.substr(0, end);
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = ascii_lower(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (name == "transfer-encoding" || name == "expect") found.for_worker = true;
    if (name != "content-length") continue;
    const auto length = parse_decimal(value, 0);
    if (!length || *length < 0) found.for_worker = true;
    else found.length = static_cast<std::size_t>(*length);
  }
  return found;
}

}  // namespace

RequestProgress request_progress(std::string_view received) {
  using Stage = RequestProgress::Stage;
  RequestProgress progress;
  const std::size_t end = received.substr(0, header_bytes_max).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    if (received.size() >= header_bytes_max) progress.stage = Stage::ready;
    return progress;
  }
  progress.header_bytes = end + 4;
  const BodyHeader body = read_body_header(received.substr(0, end + 2));
  progress.body_bytes = body.length;
  const bool whole = received.size() - progress.header_bytes >= body.length;
  const bool ready = whole || body.for_worker || body.length > parked_body_bytes_max;
  progress.stage = ready ? Stage::ready : Stage::body;
  return progress;
}

}  // namespace tally::server::http
