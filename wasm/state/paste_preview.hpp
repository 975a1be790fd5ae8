#pragma once
// Shows what a paste would become before any of it is taken.
// In: the text, the order it is for, and where its headings say too little what each column holds.
// Out: for each row whether it is good, can be mended by one press, or is unknown, with a sentence
// and the nearest match for each bad cell.
// Nothing is taken until someone says so, and then whole rows. Work is cut into slices.
//
//     PastePreview preview(tsv, order, catalogue, as_of);
//     while (preview.work(600)) {}   auto lines = preview.take_good();

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/intake/intake.hpp"
#include "wasm/state/decision.hpp"
#include "wasm/state/order_sheet.hpp"

namespace tally::app {

enum class RowKind : std::uint8_t { waiting, good, fixable, unknown };

struct PasteFault {
  LineField field = LineField::sku;
  std::string sentence;
  std::string mend;         // what one press would write there; empty: nothing is near
  std::string mend_label;   // "Use AB-103"
};

struct PasteRow {
  RawLine line;
  RowKind kind = RowKind::waiting;
  std::vector<PasteFault> faults;
};

class PastePreview {
 public:
  PastePreview(std::string text, const RawOrder& order, Catalogue& catalogue, AsOf as_of);

  /// What each column of the spreadsheet holds, as it was found or said.
  const std::vector<intake::PasteColumn>& columns() const { return columns_; }
  /// "Column 3, “Where”"; without a heading what its first row holds.
  std::string column_name(std::size_t column) const;
  /// All rows are read anew; what was mended in their cells is read as it was pasted. A column
  /// that held the same before is skipped from then on.
  void assign(std::size_t column, intake::PasteColumn holds);

  /// Looks at more rows, for about `effort` rows' worth of work. True while some wait.
  bool work(std::size_t effort);
  bool is_done() const { return next_ == rows_.size(); }
  std::size_t size() const { return rows_.size(); }
  const PasteRow& row(std::size_t at) const { return rows_[at]; }
  std::size_t count(RowKind kind) const;
  std::size_t rows_left() const { return rows_left_; }
  bool had_heading() const { return had_heading_; }
  bool uses(LineField field) const;
  /// Places of the rows that are not good; all rows where `only_bad` is false.
  std::vector<std::size_t> places(bool only_bad) const;

  void set_cell(std::size_t at, LineField field, std::string_view text);
  /// Writes the mends of one row, or of all rows that can be mended.
  void mend(std::size_t at);
  std::size_t mend_all();
  void leave_out(std::size_t at);

  std::vector<RawLine> take_good() const;
  /// Only where every row is good.
  bool all_good() const { return is_done() && count(RowKind::good) == rows_.size(); }
  /// The rows that are not good, with their reasons, for a spreadsheet.
  std::string bad_rows_tsv() const;

 private:
  void take(intake::Paste paste);
  std::string ship_to_written(const std::string& typed) const;
  std::size_t check(std::size_t from, std::size_t until);
  std::size_t judge(std::size_t at, std::size_t place, const LiveDecision& live);
  std::string text_;
  std::vector<intake::PasteColumn> columns_;
  std::vector<std::string> titles_;
  RawOrder header_;
  Catalogue* catalogue_;
  AsOf as_of_;
  std::vector<PasteRow> rows_;
  std::size_t rows_left_ = 0, next_ = 0;
  bool had_heading_ = false;
};

}  // namespace tally::app
