// CSV reader: what is known of rate cards while their lines are read.
// In go rows of cells, one after the other; out come cards, or every slip with its line and column.
// Only csv_read.cpp, csv_lines.cpp and csv_table.cpp include this: csv.hpp is the way in.
// It holds a card against nothing: check_rate_card does.
//   CardCsvReader reader;  reader.read(row);  auto cards = reader.take();
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/csv.hpp"
#include "shared/freight/csv_cells.hpp"
#include "shared/freight/freight.hpp"

namespace tally::freight {

class CardCsvReader {
 public:
  /// One line of the file.
  void read(const CsvTextRow& row);
  const Issues& issues() const { return issues_; }
  /// At the end of the file.
  Result<std::vector<RateCard>> take();

 private:
  enum class Level : std::uint8_t { anywhere, card, table };
  /// A line by its first word: where it may stand, how many cells mean something, what reads it.
  struct Line {
    std::string_view word;
    Level level = Level::table;
    std::size_t cells_max = 2;
    bool once = false;
    void (CardCsvReader::*read)() = nullptr;
  };
  static const std::vector<Line>& lines();
  static std::string suggest(std::string_view word);

  // csv_lines.cpp: the line as a whole, its cells, and what a card says of itself.
  void report(IssueCode code, std::size_t column, std::vector<Argument> arguments);
  void refuse(std::size_t column, std::string expected);
  bool may_stand(const Line& line);
  void count_cells(std::size_t most);
  void finish_card();
  std::string_view cell(std::size_t column) const;
  std::optional<std::string> number_text(std::size_t column);
  std::optional<std::int64_t> amount(std::size_t column);
  std::optional<Date> date(std::size_t column);
  template <typename Value>
  void read_weight_into(Value& into);
  template <typename Enum>
  void read_name(Enum& into);
  std::string text(std::size_t column);
  void read_card();
  void read_currency();
  void read_basis();
  void read_weight_unit();
  void read_pieces();
  void read_origin();
  void read_decimals();

  // csv_table.cpp: what stands in a table.
  RateTable& table() { return cards_.back().tables.back(); }
  RateCard& card() { return cards_.back(); }
  void open_table();
  void read_valid();
  void read_divisor();
  void read_least_weight();
  void read_weight_step();
  void read_size_unknown();
  void read_next_row();
  void read_po_boxes();
  void read_hazardous();
  void read_free_from();
  void read_at_least();
  void read_place_line();
  void read_rates();
  void read_rate_line();
  void read_surcharge();
  void read_kind(RateSurcharge& surcharge);
  void read_when(RateSurcharge& surcharge);
  void read_remote();
  RatePlace read_place(std::size_t column);
  std::optional<RateLabel> label();

  const CsvTextRow* row_ = nullptr;
  std::vector<RateCard> cards_;
  Issues issues_;
  /// Words that were met in this card and table.
  std::set<std::string, std::less<>> card_words_, table_words_;
  /// Of the table that is being read.
  std::set<std::string, std::less<>> zone_names_;
  std::int64_t card_line_ = 0;
  bool has_decimal_comma_ = false;
  /// The zones of the matrix that is being read, by their place in the table; empty: none is.
  std::vector<std::size_t> columns_;
  /// Where the matrix line before ended; nullopt: without end.
  std::optional<std::int64_t> reached_ = 0;
  bool surcharge_is_open_ = false;
};

}  // namespace tally::freight
