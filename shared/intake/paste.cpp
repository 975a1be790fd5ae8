// Pasted rows: finds what each column holds, then makes a raw line of every row.
#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"

namespace tally::intake {

namespace {

struct Heading {
  std::string_view word;
  PasteColumn column;
};

// Headings as spreadsheets of buyers have them, folded to lower case without punctuation.
constexpr std::array<Heading, 56> headings{{
    {"sku", PasteColumn::sku},           {"item", PasteColumn::sku},
    {"item no", PasteColumn::sku},       {"item number", PasteColumn::sku},
    {"article", PasteColumn::sku},       {"article no", PasteColumn::sku},
    {"product", PasteColumn::sku},       {"product code", PasteColumn::sku},
    {"stockcode", PasteColumn::sku},     {"stock code", PasteColumn::sku},
    {"part no", PasteColumn::sku},       {"part number", PasteColumn::sku},
    {"code", PasteColumn::sku},          {"gtin", PasteColumn::sku},
    {"ean", PasteColumn::sku},           {"upc", PasteColumn::sku},
    {"barcode", PasteColumn::sku},       {"quantity", PasteColumn::quantity},
    {"qty", PasteColumn::quantity},      {"amount", PasteColumn::quantity},
    {"pieces", PasteColumn::quantity},   {"pcs", PasteColumn::quantity},
    {"ordered", PasteColumn::quantity},  {"unit", PasteColumn::unit},
    {"uom", PasteColumn::unit},          {"price", PasteColumn::agreed_price},
    {"unit price", PasteColumn::agreed_price},
    {"agreed price", PasteColumn::agreed_price},
    {"reason", PasteColumn::agreed_reason},
    {"note", PasteColumn::note},         {"notes", PasteColumn::note},
    {"comment", PasteColumn::note},      {"ship to", PasteColumn::ship_to},
    {"ship to code", PasteColumn::ship_to},
    {"shipto", PasteColumn::ship_to},    {"shipping to", PasteColumn::ship_to},
    {"deliver to", PasteColumn::ship_to},
    {"delivery to", PasteColumn::ship_to},
    {"destination", PasteColumn::ship_to},
    {"site", PasteColumn::ship_to},      {"branch", PasteColumn::ship_to},
    {"store", PasteColumn::ship_to},
    {"date", PasteColumn::requested_date},
    {"requested date", PasteColumn::requested_date},
    {"request date", PasteColumn::requested_date},
    {"requested on", PasteColumn::requested_date},
    {"wanted on", PasteColumn::requested_date},
    {"delivery date", PasteColumn::requested_date},
    {"deliver on", PasteColumn::requested_date},
    {"deliver by", PasteColumn::requested_date},
    {"due", PasteColumn::requested_date},
    {"due date", PasteColumn::requested_date},
    {"need by", PasteColumn::requested_date},
    {"needed by", PasteColumn::requested_date},
    {"required date", PasteColumn::requested_date},
    {"required by", PasteColumn::requested_date},
}};

std::string fold_heading(std::string_view cell) {
  std::string folded = ascii_lower(cell);
  for (char& c : folded) {
    if (c == '_' || c == '-' || c == '.' || c == ':' || c == '#' || c == '/') c = ' ';
  }
  return squeeze(folded);
}

PasteColumn heading_column(std::string_view cell) {
  const std::string folded = fold_heading(cell);
  const auto found = std::ranges::find(headings, folded, &Heading::word);
  return found == headings.end() ? PasteColumn::skip : found->column;
}

/// A heading row names at least one column that is known, and holds no number.
bool is_heading(const std::vector<std::string>& cells) {
  const bool names_sku = std::ranges::any_of(
      cells, [](const std::string& cell) { return heading_column(cell) == PasteColumn::sku; });
  const bool names_quantity = std::ranges::any_of(
      cells, [](const std::string& cell) { return heading_column(cell) == PasteColumn::quantity; });
  const bool has_number = std::ranges::any_of(cells, [](const std::string& cell) {
    return parse_decimal(trim(cell), Quantity::decimals).has_value();
  });
  return (names_sku || names_quantity) && !has_number;
}

/// Each meaning once: the first column that claims it keeps it.
std::vector<PasteColumn> columns_of_heading(const std::vector<std::string>& cells) {
  std::vector<PasteColumn> columns;
  for (const std::string& cell : cells) {
    PasteColumn column = heading_column(cell);
    if (std::ranges::find(columns, column) != columns.end()) column = PasteColumn::skip;
    columns.push_back(column);
  }
  return columns;
}

/// Without a heading: the first column is the SKU and the second the quantity, unless the first
/// rows say plainly that it is the other way round. A third column is not guessed at.
std::vector<PasteColumn> guess_columns(std::string_view text, char delimiter) {
  constexpr int rows_looked_at = 20;
  int first_short_numbers = 0;
  int second_words = 0;
  std::size_t width = 0;
  for (int row = 0; row < rows_looked_at && !text.empty(); ++row) {
    const std::vector<std::string> cells = read_row(text, delimiter);
    width = std::max(width, cells.size());
    if (cells.size() < 2) continue;
    const std::string_view first = trim(cells[0]);
    const std::string_view second = trim(cells[1]);
    if (first.size() <= 5 && parse_decimal(first, Quantity::decimals)) ++first_short_numbers;
    if (!second.empty() && !parse_decimal(second, Quantity::decimals)) ++second_words;
  }
  std::vector<PasteColumn> columns(width, PasteColumn::skip);
  const bool turned = first_short_numbers > 0 && second_words >= first_short_numbers;
  if (width > 0) columns[0] = turned ? PasteColumn::quantity : PasteColumn::sku;
  if (width > 1) columns[1] = turned ? PasteColumn::sku : PasteColumn::quantity;
  return columns;
}

char find_delimiter(std::string_view text) {
  const std::string_view first_row = text.substr(0, text.find_first_of("\r\n"));
  if (first_row.find('\t') != std::string_view::npos) return '\t';
  if (first_row.find(';') != std::string_view::npos) return ';';
  if (first_row.find(',') != std::string_view::npos) return ',';
  return '\t';
}

bool is_blank(const std::vector<std::string>& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); });
}

RawLine make_line(const std::vector<PasteColumn>& columns, std::vector<std::string> cells,
                  std::int32_t row) {
  RawLine line;
  line.origin = {OriginKind::pasted, row};
  for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
    std::string cell(trim(cells[i]));
    switch (columns[i]) {
      case PasteColumn::skip: break;
      case PasteColumn::sku: line.sku = std::move(cell); break;
      case PasteColumn::quantity: line.quantity = std::move(cell); break;
      case PasteColumn::unit: line.unit = std::move(cell); break;
      case PasteColumn::agreed_price: line.agreed_price = std::move(cell); break;
      case PasteColumn::agreed_reason: line.agreed_reason = std::move(cell); break;
      case PasteColumn::note: line.note = std::move(cell); break;
      case PasteColumn::ship_to: line.ship_to = std::move(cell); break;
      case PasteColumn::requested_date: line.requested_date = std::move(cell); break;
    }
  }
  return line;
}

Paste read_rows(std::string_view text, const std::vector<PasteColumn>* said) {
  std::string converted;
  if (!is_utf8(text)) {
    converted = utf8_from_latin1(text);
    text = converted;
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

  Paste paste;
  const char delimiter = find_delimiter(text);
  std::string_view rest = text;
  const std::vector<std::string> first = read_row(rest, delimiter);
  paste.had_heading = is_heading(first);
  if (said != nullptr) paste.columns = *said;
  else paste.columns = paste.had_heading ? columns_of_heading(first)
                                         : guess_columns(text, delimiter);
  if (!paste.had_heading) rest = text;
  paste.first_row = first;
  std::int32_t row = paste.had_heading ? 1 : 0;
  while (!rest.empty()) {
    std::vector<std::string> cells = read_row(rest, delimiter);
    ++row;
    if (is_blank(cells)) continue;
    if (paste.lines.size() == order_lines_max) {
      ++paste.rows_left;
    } else {
      paste.lines.push_back(make_line(paste.columns, std::move(cells), row));
    }
  }
  return paste;
}

}  // namespace

Paste read_paste(std::string_view text) { return read_rows(text, nullptr); }

Paste read_paste(std::string_view text, const std::vector<PasteColumn>& columns) {
  return read_rows(text, &columns);
}

}  // namespace tally::intake
