// Intake: turns what arrives from a hand, a clipboard or a scanner into raw lines.
// In goes text (typed cells, pasted rows, a scanned code); out come RawLines that know their
// origin. Nothing is judged and nothing is dropped: each row that is not blank becomes a line.
// Columns of a paste are found by their heading, or by what they hold where there is none.
// It will not look products up: a GTIN stays a GTIN until the snapshot resolves it.
//   Paste paste = read_paste("AB-103\t12\nAB-104\t6\n");   // two lines
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/order.hpp"

namespace tally::intake {

enum class PasteColumn : std::uint8_t {
  skip,
  sku,
  quantity,
  unit,
  agreed_price,
  agreed_reason,
  note,
  ship_to,
  requested_date
};

struct Paste {
  std::vector<PasteColumn> columns;
  /// The cells of the first row: its headings, or an example of what each column holds.
  std::vector<std::string> first_row;
  /// True where the first row was a heading: then it is no line.
  bool had_heading = false;
  std::vector<RawLine> lines;
  /// Rows beyond order_lines_max that were not read.
  std::size_t rows_left = 0;
};

/// Rows of a spreadsheet: TSV with Excel's quoting ("a cell with a tab, or ""quotes"""), also CSV
/// with comma or semicolon where no tab stands in the first row. CRLF, CR or LF. At most
/// order_lines_max rows are read; `rows_left` counts the others. Bytes that are not UTF-8 are taken
/// as Windows-1252.
Paste read_paste(std::string_view text);
/// The same with what somebody says that the columns hold; those behind them are skipped.
Paste read_paste(std::string_view text, const std::vector<PasteColumn>& columns);

/// A day as spreadsheets show it, where it can mean one day alone: "31.03.2026", "2026/3/31",
/// "3/31/2026", "31-Mar-26", "31 March 2026". nullopt for "03/04/2026", which is two.
std::optional<Date> date_meant(std::string_view cell);

/// One row of delimited text cut into cells; advances `rest` behind the row. Quotes as above.
std::vector<std::string> read_row(std::string_view& rest, char delimiter);

enum class ScanKind : std::uint8_t { gtin, sku };
struct Scan {
  ScanKind kind = ScanKind::sku;
  /// A GTIN in 14 digits, or the code as it was scanned.
  std::string text;
};
/// What a scanner delivered: a GTIN with a right check digit, otherwise a SKU. A GS1 element string
/// or an AIM identifier in front ("]C1", "]E0") is taken off; nullopt for nothing.
std::optional<Scan> read_scan(std::string_view scanned);

}  // namespace tally::intake
