// CSV: cuts a whole text into rows of cells, and quotes cells for writing.
// In goes UTF-8 text in memory and its delimiter; out come rows that know the line they began on.
// RFC 4180: quotes, CRLF, LF or CR, line breaks inside quotes; a byte order mark is taken off, and
// rows without a filled cell are left out. Text behind a closing quote ends the reading, as a quote
// that never closes does. It asks no meaning of a cell; the server streams large files elsewhere.
//   CsvText csv(text, ',');   while (csv.next(row)) use(row.line, row.cells);   csv.fault()
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

struct CsvTextRow {
  /// From 1.
  std::int64_t line = 0;
  std::vector<std::string> cells;
};

enum class CsvFault : std::uint8_t { none, quote_open, text_behind_quote };

class CsvText {
 public:
  /// The text must outlive the reader.
  CsvText(std::string_view text, char delimiter);

  /// False at the end, and where it cannot be read on: fault() says which.
  bool next(CsvTextRow& row);
  CsvFault fault() const { return fault_; }
  /// Where the row that cannot be read began.
  std::int64_t fault_line() const { return row_line_; }

 private:
  bool cut_row(CsvTextRow& row);
  bool cut_quoted(std::string& cell);
  bool at_cell_end() const;

  std::string_view rest_;
  char delimiter_;
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;
  CsvFault fault_ = CsvFault::none;
};

/// The text without a byte order mark.
std::string_view without_mark(std::string_view text);
/// The cell as it is written: in quotes where it holds a delimiter, a quote or a line end, or where
/// blanks at its ends would be lost.
std::string csv_cell(std::string_view text, char delimiter);

}  // namespace tally
