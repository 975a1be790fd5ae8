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

/// A quoted cell, or nullopt where the quote in front is none: spreadsheets copy 6" pipe and
/// "6 inch" pipe without quoting them, so a quote counts only where its partner ends the cell.
/// Otherwise one inch mark would swallow every row behind it.
std::optional<std::string> read_quoted(std::string_view& rest, char delimiter) {
  std::string cell;
  std::string_view behind = rest.substr(1);
  while (true) {
    const std::size_t quote = behind.find('"');
    if (quote == std::string_view::npos) return std::nullopt;
    cell += behind.substr(0, quote);
    behind.remove_prefix(quote + 1);
    if (!behind.starts_with('"')) break;
    cell += '"';
    behind.remove_prefix(1);
  }
  const bool ends_cell =
      behind.empty() || behind.front() == delimiter || is_line_end(behind.front());
  if (!ends_cell) return std::nullopt;
  rest = behind;
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
    std::optional<std::string> quoted;
    if (rest.starts_with('"')) quoted = read_quoted(rest, delimiter);
    cells.push_back(quoted ? *std::move(quoted) : read_plain(rest, delimiter));
    if (rest.empty()) return cells;
    if (rest.front() != delimiter) {
      skip_line_end(rest);
      return cells;
    }
    rest.remove_prefix(1);
  }
}

}  // namespace tally::intake
