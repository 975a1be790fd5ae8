#include "shared/base/csv.hpp"

#include <algorithm>

namespace tally {

namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

CsvText::CsvText(std::string_view text, char delimiter)
    : rest_(without_mark(text)), delimiter_(delimiter) {}

bool CsvText::at_cell_end() const {
  return rest_.empty() || rest_.front() == delimiter_ || is_line_end(rest_.front());
}

/// The cell that begins with a quotation mark.
bool CsvText::cut_quoted(std::string& cell) {
  rest_.remove_prefix(1);
  while (true) {
    const std::size_t quote = rest_.find('"');
    if (quote == std::string_view::npos) {
      fault_ = CsvFault::quote_open;
      return false;
    }
    const std::string_view part = rest_.substr(0, quote);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const bool crlf = part[i] == '\r' && i + 1 < part.size() && part[i + 1] == '\n';
      if (is_line_end(part[i]) && !crlf) ++line_;
    }
    cell += part;
    rest_.remove_prefix(quote + 1);
    if (!rest_.starts_with('"')) break;
    cell += '"';
    rest_.remove_prefix(1);
  }
  if (at_cell_end()) return true;
  fault_ = CsvFault::text_behind_quote;
  return false;
}

bool CsvText::cut_row(CsvTextRow& row) {
  row.cells.clear();
  row_line_ = row.line = line_;
  while (true) {
    std::string& cell = row.cells.emplace_back();
    if (rest_.starts_with('"')) {
      if (!cut_quoted(cell)) return false;
    } else {
      std::size_t end = 0;
      while (end < rest_.size() && rest_[end] != delimiter_ && !is_line_end(rest_[end])) ++end;
      cell = rest_.substr(0, end);
      rest_.remove_prefix(end);
    }
    if (rest_.empty()) return true;
    if (rest_.front() != delimiter_) break;
    rest_.remove_prefix(1);
  }
  rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
  ++line_;
  return true;
}

bool CsvText::next(CsvTextRow& row) {
  while (fault_ == CsvFault::none && !rest_.empty()) {
    if (!cut_row(row)) return false;
    const bool is_filled =
        std::ranges::any_of(row.cells, [](const std::string& cell) { return !cell.empty(); });
    if (is_filled) return true;
  }
  return false;
}

std::string csv_cell(std::string_view text, char delimiter) {
  const bool has_blank_ends =
      !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t' ||
                        text.back() == '\t');
  const bool is_plain =
      !has_blank_ends && std::ranges::none_of(text, [&](char c) {
        return c == delimiter || c == '"' || is_line_end(c);
      });
  if (is_plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace tally
