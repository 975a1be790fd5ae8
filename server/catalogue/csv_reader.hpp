// CSV reader: cuts a file into rows of cells, one row at a time, however large the file is.
// In go a stream and its form (delimiter, encoding); out come rows of UTF-8 cells that know the
// line they began on. RFC 4180: quotes, CRLF, LF or CR, line breaks inside quotes; a byte order
// mark is taken off; blank lines are no rows. What a file is as a whole (not UTF-8, a quote that
// never ends) ends the reading with one issue; what a cell means is not asked here.
//   CsvReader reader(stream, "prices.csv", {.delimiter = ';'});
//   while (reader.next(row)) use(row.line, row.cells);
//   if (reader.failure()) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"

namespace tally::server::catalogue {

enum class Encoding : std::uint8_t { utf_8, windows_1252 };
/// "utf-8", "windows-1252"; "latin-1" and "iso-8859-1" are read as windows-1252, which holds them.
std::optional<Encoding> find_encoding(std::string_view name);
std::string_view encoding_name(Encoding encoding);

struct CsvForm {
  char delimiter = ',';
  Encoding encoding = Encoding::utf_8;
};

/// Views into the reader: good until the next call of next().
struct CsvRow {
  /// The line on which the row begins, from 1.
  std::int64_t line = 0;
  std::vector<std::string_view> cells;
};

class CsvReader {
 public:
  /// A row longer than this is a quote that was never closed.
  static constexpr std::size_t row_bytes_max = 1024 * 1024;

  /// `name` stands in the issues. The stream must outlive the reader.
  CsvReader(std::istream& stream, std::string name, CsvForm form);

  /// False at the end of the file, and where the file cannot be read on: see failure().
  bool next(CsvRow& row);
  const std::optional<Issue>& failure() const { return failure_; }
  /// Bytes of the file that have become rows: for a progress bar.
  std::int64_t bytes_read() const { return bytes_before_buffer_ + static_cast<std::int64_t>(at_); }

 private:
  struct Cell {
    std::size_t begin = 0;
    std::size_t length = 0;
    /// True where the cell was unquoted into unquoted_ and does not stand in buffer_ as it is.
    bool unquoted = false;
  };
  enum class Cut : std::uint8_t { row, needs_more };

  bool fill();
  void take_off_mark();
  Cut cut_row();
  bool cut_whole_row();
  bool cut_quoted(std::size_t& place);
  bool check_encoding(std::string_view raw);
  void show(CsvRow& row);
  bool finish();

  std::istream* stream_;
  std::string name_;
  CsvForm form_;
  std::optional<Issue> failure_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t row_end_ = 0;
  std::int64_t bytes_before_buffer_ = 0;
  bool stream_ended_ = false;
  bool started_ = false;
  std::int64_t line_ = 1;
  std::int64_t lines_of_row_ = 0;
  std::vector<Cell> cells_;
  std::string unquoted_;
  std::deque<std::string> converted_;
  /// Rows with bytes beyond ASCII, and those of them that would be well-formed UTF-8.
  std::int64_t rows_beyond_ascii_ = 0;
  std::int64_t rows_like_utf_8_ = 0;
  std::int64_t first_line_like_utf_8_ = 0;
};

}  // namespace tally::server::catalogue
