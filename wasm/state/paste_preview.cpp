#include "wasm/state/paste_preview.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/fix.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t slice_rows = 200;
/// A search for the nearest SKU costs as much as looking at this many rows.
constexpr std::size_t effort_of_nearest = 30;
constexpr std::size_t sample_bytes_max = 24;

/// A cell as a spreadsheet takes it back: quoted where it holds a tab, a quote or a line end.
std::string tsv_cell(std::string_view text) {
  if (text.find_first_of("\t\r\n\"") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += '"';
  }
  return out + "\"";
}

}  // namespace

PastePreview::PastePreview(std::string text, const RawOrder& order, Catalogue& catalogue,
                           AsOf as_of)
    : text_(std::move(text)), catalogue_(&catalogue), as_of_(as_of) {
  header_.customer = order.customer;
  header_.ship_to = order.ship_to;
  header_.ship_from = order.ship_from;
  header_.ship_until = order.ship_until;
  header_.new_ship_tos = order.new_ship_tos;
  header_.new_customer = order.new_customer;
  take(intake::read_paste(text_));
}

void PastePreview::take(intake::Paste paste) {
  columns_ = std::move(paste.columns);
  titles_ = std::move(paste.first_row);
  rows_left_ = paste.rows_left;
  had_heading_ = paste.had_heading;
  next_ = 0;
  rows_.clear();
  rows_.reserve(paste.lines.size());
  for (RawLine& line : paste.lines) rows_.push_back({.line = std::move(line)});
}

std::string PastePreview::column_name(std::size_t column) const {
  std::string name = "Column " + std::to_string(column + 1);
  if (column >= titles_.size() || titles_[column].empty()) return name;
  const std::string& title = titles_[column];
  if (title.size() <= sample_bytes_max) return name + ", " + title;
  std::size_t end = sample_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
  return name + ", " + title.substr(0, end) + "…";
}

void PastePreview::assign(std::size_t column, intake::PasteColumn holds) {
  if (column >= columns_.size() || columns_[column] == holds) return;
  std::vector<intake::PasteColumn> columns = columns_;
  if (holds != intake::PasteColumn::skip) {
    std::ranges::replace(columns, holds, intake::PasteColumn::skip);
  }
  columns[column] = holds;
  take(intake::read_paste(text_, columns));
}

bool PastePreview::work(std::size_t effort) {
  std::size_t spent = 0;
  while (next_ < rows_.size() && spent < effort) {
    const std::size_t until = std::min(next_ + slice_rows, rows_.size());
    spent += check(next_, until);
    next_ = until;
  }
  return !is_done();
}

/// The code as the company, or the order, writes it.
std::string PastePreview::ship_to_written(const std::string& typed) const {
  const std::string wanted = ascii_upper(typed);
  const Customer* customer = catalogue_->find_customer(header_.customer);
  for (const RawShipTo& made : header_.new_ship_tos) {
    if (ascii_upper(made.code) == wanted) return made.code;
  }
  if (customer == nullptr) return typed;
  for (const ShipTo& known : customer->ship_tos) {
    if (ascii_upper(known.code.text()) == wanted) return known.code.text();
  }
  return typed;
}

std::size_t PastePreview::check(std::size_t from, std::size_t until) {
  RawOrder asked = header_;
  for (std::size_t at = from; at < until; ++at) {
    RawLine& line = rows_[at].line;
    // Spreadsheets name products by GTIN as often as by SKU.
    if (const Product* product = catalogue_->find_product(line.sku)) {
      line.sku = product->sku.text();
    }
    // They show a day in the words of their country, and codes in any capitals.
    if (const auto day = intake::date_meant(line.requested_date)) {
      line.requested_date = day->print();
    }
    if (!line.ship_to.empty()) line.ship_to = ship_to_written(line.ship_to);
    asked.lines.push_back(line);
  }
  LiveDecision live(*catalogue_);
  live.decide(asked, as_of_);
  std::size_t effort = until - from;
  for (std::size_t at = from; at < until; ++at) effort += judge(at, at - from, live);
  return effort;
}

std::size_t PastePreview::judge(std::size_t at, std::size_t place, const LiveDecision& live) {
  PasteRow& row = rows_[at];
  row.faults.clear();
  std::size_t effort = 0;
  RawOrder alone = header_;
  bool all_mended = true;
  for (const std::size_t each : live.issues_of_line(place)) {
    Issue issue = live.outcome().issues[each];
    const auto cell = place_of(issue);
    if (issue.severity != Severity::error || !cell) continue;
    if (alone.lines.empty()) alone.lines.push_back(row.line);
    issue.path = line_path(0, field_name(cell->field));
    const Fix fix = find_fix(issue, alone, *catalogue_);
    // Goods that were meant for another place must not silently go with the others.
    const bool forgets = fix.field == LineField::ship_to && fix.text.empty();
    const bool mends = fix.kind == FixKind::set_cell && !forgets;
    if (issue.code == IssueCode::product_unknown) effort += effort_of_nearest;
    row.faults.push_back({.field = mends ? fix.field : cell->field,
                          .sentence = say_in_cell(issue),
                          .mend = mends ? fix.text : "",
                          .mend_label = mends ? fix.label : ""});
    all_mended = all_mended && mends;
  }
  if (row.faults.empty()) {
    row.kind = RowKind::good;
    row.line.unit = live.draft().lines[place].unit == OrderUnit::case_pack ? "case" : "";
  } else {
    row.kind = all_mended ? RowKind::fixable : RowKind::unknown;
  }
  return effort;
}

std::size_t PastePreview::count(RowKind kind) const {
  return static_cast<std::size_t>(std::ranges::count(rows_, kind, &PasteRow::kind));
}

bool PastePreview::uses(LineField field) const {
  return std::ranges::any_of(
      rows_, [field](const PasteRow& row) { return !line_text(row.line, field).empty(); });
}

std::vector<std::size_t> PastePreview::places(bool only_bad) const {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const RowKind kind = rows_[at].kind;
    const bool bad = kind == RowKind::fixable || kind == RowKind::unknown;
    if (!only_bad || bad) places.push_back(at);
  }
  return places;
}

void PastePreview::set_cell(std::size_t at, LineField field, std::string_view text) {
  if (at >= rows_.size()) return;
  line_text(rows_[at].line, field) = text;
  if (at < next_) check(at, at + 1);
}

void PastePreview::mend(std::size_t at) {
  // A mended SKU can show a fault of the quantity that nobody could see before.
  for (int round = 0; round < 3 && at < rows_.size(); ++round) {
    PasteRow& row = rows_[at];
    if (row.kind != RowKind::fixable) return;
    for (const PasteFault& fault : row.faults) line_text(row.line, fault.field) = fault.mend;
    check(at, at + 1);
  }
}

std::size_t PastePreview::mend_all() {
  std::size_t mended = 0;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    if (rows_[at].kind != RowKind::fixable) continue;
    mend(at);
    if (rows_[at].kind == RowKind::good) ++mended;
  }
  return mended;
}

void PastePreview::leave_out(std::size_t at) {
  if (at >= rows_.size()) return;
  rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(at));
  if (at < next_) --next_;
}

std::vector<RawLine> PastePreview::take_good() const {
  std::vector<RawLine> lines;
  for (const PasteRow& row : rows_) {
    if (row.kind == RowKind::good) lines.push_back(row.line);
  }
  return lines;
}

std::string PastePreview::bad_rows_tsv() const {
  std::string tsv = "Row\tSKU\tQuantity\tUnit\tAgreed price\tReason\tNote\tShip-to\t"
                    "Requested date\tWhat is wrong\r\n";
  for (const std::size_t at : places(true)) {
    const PasteRow& row = rows_[at];
    tsv += std::to_string(row.line.origin.row);
    for (int field = 0; field < line_fields; ++field) {
      tsv += "\t" + tsv_cell(line_text(row.line, static_cast<LineField>(field)));
    }
    std::string why;
    for (const PasteFault& fault : row.faults) why += (why.empty() ? "" : " ") + fault.sentence;
    tsv += "\t" + tsv_cell(why) + "\r\n";
  }
  return tsv;
}

}  // namespace tally::app
