// Mapping: what a CSV file's columns mean, as a document ("tallystick": "mapping/1").
// In go its bytes; out comes a Mapping whose every field is one of the kind's and whose forms can
// be read, or every issue at once. A field comes from a column or is a constant; its cells can be
// cut, translated and given a default on the way. docs/import.md describes it for people.
// It opens no CSV file: whether the columns are there is LineReader's.
//   auto mapping = read_mapping(bytes);   // Result<Mapping>
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/catalogue/cell_forms.hpp"
#include "server/catalogue/csv_reader.hpp"
#include "server/catalogue/import_fields.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::catalogue {

/// Where a field of the mapping comes from.
struct FieldSource {
  /// Empty: the field is the constant.
  std::string column;
  std::string constant;
  /// What stands for an empty cell.
  std::string default_text;
  /// Taken off the cell where it begins or ends so.
  std::string strip_prefix;
  std::string strip_suffix;
  /// Put before a cell that is not empty.
  std::string prefix;
  /// Whole cells and what they mean; a cell that is not here stays as it is.
  std::map<std::string, std::string, std::less<>> values;
  NumberForm number;
  DateForm date;
};

enum class Test : std::uint8_t { present, above_zero, one_of, starts_with };

/// A question to a line's cell.
struct Condition {
  std::string column;
  Test test = Test::present;
  std::vector<std::string> values;
  /// True where the line shall not pass the test.
  bool negated = false;
  NumberForm number;
};

/// What happens to a second line of one key that says something else.
enum class Repeated : std::uint8_t {
  refuse,
  first,
  last,
  /// What most lines say; lines where a default stepped in count only where no other has the key.
  most_frequent,
};

struct Mapping {
  ImportKind kind = ImportKind::products;
  /// For orders: the name of the history; it makes their ids, so it must not change between runs.
  std::string source;
  CsvForm form;
  bool has_heading = true;
  Repeated repeated = Repeated::refuse;
  /// Lines that do not pass all of these are left out, and counted.
  std::vector<Condition> only_where;
  /// For orders: lines that pass all of these are credits. Empty: there are none.
  std::vector<Condition> credit_where;
  /// In the order of fields_of(kind); nullopt where the mapping says nothing.
  std::vector<std::optional<FieldSource>> fields;
};

/// Issues: document_*, import_field_unmapped.
Result<Mapping> read_mapping(std::string_view bytes);

}  // namespace tally::server::catalogue
