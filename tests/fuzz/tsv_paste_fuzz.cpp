// Any bytes as pasted rows: nothing may be lost and nothing may loop.
// Promises: every row that is not blank is a line, the heading, or counted in rows_left; each line
// knows its row; what was read can be normalised; cells written with quotes are read back.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"
#include "shared/normalise/normalise.hpp"
#include "tests/fuzz/must.hpp"

using namespace tally;

namespace {

using Cells = std::vector<std::string>;

bool is_blank(const Cells& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); });
}

/// The rule of intake.hpp: tab, else semicolon, else comma, by the first row.
char delimiter_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  for (const char c : {'\t', ';', ','}) {
    if (first.find(c) != std::string_view::npos) return c;
  }
  return '\t';
}

std::size_t rows_with_something(std::string_view text, char delimiter) {
  std::size_t rows = 0;
  while (!text.empty()) {
    const std::size_t before = text.size();
    if (!is_blank(intake::read_row(text, delimiter))) ++rows;
    TALLY_MUST(text.size() < before);
  }
  return rows;
}

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// Cells of any text survive being written with quotes.
void check_quoting(std::string_view text, char delimiter) {
  while (!text.empty()) {
    const Cells cells = intake::read_row(text, delimiter);
    std::string row;
    for (const std::string& cell : cells) {
      if (!row.empty()) row += delimiter;
      row += quoted(cell);
    }
    row += "\r\n";
    std::string_view rest = row;
    TALLY_MUST(intake::read_row(rest, delimiter) == cells);
    TALLY_MUST(rest.empty());
  }
}

void check_lines(const intake::Paste& paste) {
  RawOrder order;
  std::int32_t last_row = paste.had_heading ? 1 : 0;
  for (const RawLine& line : paste.lines) {
    TALLY_MUST(line.origin.kind == OriginKind::pasted);
    TALLY_MUST(line.origin.row > last_row);
    last_row = line.origin.row;
    order.lines.push_back(line);
  }
  TALLY_MUST(normalise::normalise_order(order).lines.size() == paste.lines.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const intake::Paste paste = intake::read_paste(bytes);
  TALLY_MUST(paste.lines.size() <= order_lines_max);

  std::string text = is_utf8(bytes) ? std::string(bytes) : utf8_from_latin1(bytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const char delimiter = delimiter_of(text);
  const std::size_t rows = rows_with_something(text, delimiter);
  TALLY_MUST(rows == paste.lines.size() + paste.rows_left + (paste.had_heading ? 1 : 0));
  check_lines(paste);
  if (size <= 4096) check_quoting(text, delimiter);
  // However the columns are called, no row is lost.
  std::vector<intake::PasteColumn> turned(paste.columns.rbegin(), paste.columns.rend());
  turned.push_back(intake::PasteColumn::requested_date);
  TALLY_MUST(intake::read_paste(bytes, turned).lines.size() == paste.lines.size());
  if (const auto day = intake::date_meant(bytes)) {
    TALLY_MUST(intake::date_meant(day->print()) == day);
  }
  if (const auto scan = intake::read_scan(bytes)) TALLY_MUST(!scan->text.empty());
  return 0;
}
