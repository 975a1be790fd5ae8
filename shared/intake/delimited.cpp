// One row of delimited text cut into cells, with the quoting that spreadsheets use.
#include "shared/intake/intake.hpp"

namespace tally::intake {

namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Behind CRLF, CR or LF.
void skip_line_end(std::string_view& rest) {
  if (rest.starts_with("\r\n")) {
    rest.remove_prefix(2);
  } else if (!rest.empty()) {
    rest.remove_prefix(1);
  }
}

/// A quoted cell: `rest` stands on its opening quote. A quote that is never closed ends with the
/// text. Characters between the closing quote and the delimiter are kept as they are.
std::string read_quoted(std::string_view& rest, char delimiter) {
  std::string cell;
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t quote = rest.find('"');
    cell += rest.substr(0, quote);
    if (quote == std::string_view::npos) {
      rest = {};
      return cell;
    }
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with('"')) break;
    cell += '"';
    rest.remove_prefix(1);
  }
  while (!rest.empty() && rest.front() != delimiter && !is_line_end(rest.front())) {
    cell += rest.front();
    rest.remove_prefix(1);
  }
  return cell;
}

std::string read_plain(std::string_view& rest, char delimiter) {
  std::size_t end = 0;
  while (end < rest.size() && rest[end] != delimiter && !is_line_end(rest[end])) ++end;
  std::string cell(rest.substr(0, end));
  rest.remove_prefix(end);
  return cell;
}

}  // namespace

std::vector<std::string> read_row(std::string_view& rest, char delimiter) {
  std::vector<std::string> cells;
  while (true) {
    const bool quoted = rest.starts_with('"');
    cells.push_back(quoted ? read_quoted(rest, delimiter) : read_plain(rest, delimiter));
    if (rest.empty()) return cells;
    if (rest.front() != delimiter) {
      skip_line_end(rest);
      return cells;
    }
    rest.remove_prefix(1);
  }
}

}  // namespace tally::intake
