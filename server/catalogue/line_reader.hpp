// Line reader: reads the fields of one line of a file the way the mapping says.
// In go the heading and then row after row; out come typed values, and for every cell that cannot
// be taken a refusal that knows file, line, column and value.
// Asking for a field twice refuses it twice: ask once and keep the value.
// It knows no products and no database: whether a code exists is the writer's to say.
//   auto reader = LineReader::bind(mapping, heading, "prices.csv");
//   reader->take(row);  const auto price = reader->number(price_field, 4);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/catalogue/mapping.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"

namespace tally::server::catalogue {

/// Why a line was not taken. `column` and `value` are empty where the whole line is meant.
struct Refusal {
  std::string file;
  std::int64_t line = 0;
  std::string column;
  std::string value;
  Issue issue;
};

class LineReader {
 public:
  /// Issues: import_column_missing, import_delimiter_differs. The mapping must outlive the reader.
  static Result<LineReader> bind(const Mapping& mapping, const std::vector<std::string>& heading,
                                 std::string file);

  /// The row is looked at until the next take(); a row of another length is refused at once.
  bool take(const CsvRow& row);
  bool passes(const std::vector<Condition>& conditions) const;
  bool has_column(std::string_view field) const;

  // Fields by name, as import_fields names them. Each refuses what it cannot read.
  /// Cut, translated, given its default; empty where the mapping says nothing of the field.
  std::string raw(std::string_view field);
  /// On one line, printable; refuses an empty one where the field is required.
  std::string text(std::string_view field);
  template <typename CodeType>
  std::optional<CodeType> code(std::string_view field) {
    const std::string cell = required_text(field);
    if (cell.empty()) return std::nullopt;
    auto parsed = CodeType::parse(cell);
    if (!parsed) refuse_value(field, cell, "a code of at most 64 printable characters");
    return parsed;
  }
  std::optional<Gtin> gtin(std::string_view field);
  /// Scaled by 10^decimals; nullopt where it is empty or was refused.
  std::optional<std::int64_t> number(std::string_view field, int decimals, std::int64_t least);
  std::optional<Date> day(std::string_view field);
  /// An upper-case country code; empty where it is empty or was refused.
  std::string country(std::string_view field);
  /// The place of the word among the field's choices; 0 where it is empty.
  std::size_t choice(std::string_view field);
  /// The text in the core's form ("1234.5") where it is a number, else as it stands.
  std::string plain_number(std::string_view field);

  void refuse(std::string_view field, std::string_view value, IssueCode code,
              std::vector<Argument> arguments);
  void refuse_line(IssueCode code, std::vector<Argument> arguments);
  /// True where a default stepped in for an empty cell of this line.
  bool used_default() const { return used_default_; }
  bool is_refused() const { return !refusals_.empty(); }
  /// The refusals of this line, taken away.
  std::vector<Refusal> take_refusals();
  std::int64_t line() const { return row_ == nullptr ? 0 : row_->line; }
  const std::string& file() const { return file_; }

 private:
  LineReader(const Mapping& mapping, std::string file)
      : mapping_(&mapping), file_(std::move(file)) {}
  std::optional<std::size_t> find_column(std::string_view column) const;
  bool passes(const Condition& condition) const;
  std::string required_text(std::string_view field);
  void refuse_value(std::string_view field, std::string_view value, std::string expected);
  const FieldSource* source_of(std::string_view field) const;

  const Mapping* mapping_;
  std::string file_;
  std::vector<std::string> heading_;
  /// For each field of the kind its column; nullopt where it has none.
  std::vector<std::optional<std::size_t>> columns_;
  const CsvRow* row_ = nullptr;
  bool used_default_ = false;
  std::vector<Refusal> refusals_;
};

}  // namespace tally::server::catalogue
