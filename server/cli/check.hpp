// Check: holds values against the rules of their kind, one after the other, as they stream by.
// In go records (a line of JSON each, or the cells of a CSV file); out comes one line of JSON for
// each, in their order: {"issues":[…],"normal":…,"suggestions":[…]}.
// A kind is a name and a function of one record: an address, or an identifier.
// docs/identifiers.md and docs/addresses.md describe the records and the answers.
// It stores nothing and looks nothing up.
//   check_lines(std::cin, std::cout, find_check("vat", settings)->record);
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::cli {

/// What a kind says of one record, already as JSON where it is more than text.
struct CheckAnswer {
  /// Paths from the record: "value", "postal_code".
  Issues issues;
  /// JSON: a text for identifiers.
  std::string normal = "\"\"";
  std::vector<std::string> suggestions;
  /// Further fields, each with a comma in front: ",\"elements\":[…]".
  std::string more;
  /// The whole line, of a kind that writes its own.
  std::string line;
};

/// The fields of one record that is not the plain value; `line` is JSON.
using RecordCheck = std::function<CheckAnswer(std::string_view line)>;
/// The cells of one row of a CSV file, in the order of the columns asked for; empty where the row
/// has none.
using CellsCheck = std::function<CheckAnswer(std::span<const std::string_view> cells)>;

struct CheckSettings {
  /// For records that name none.
  std::string country;
  AsOf as_of;
};

struct Check {
  RecordCheck record;
  /// Cells: the value, and its country or nothing. Empty for a kind whose records have more than
  /// one value: check_address.hpp has that of addresses.
  CellsCheck cells;
};

/// nullopt where there is no such kind.
std::optional<Check> find_check(std::string_view kind, const CheckSettings& settings);

enum class CheckResult : std::uint8_t { all_right, some_wrong };

/// One answer for each line; a line that cannot be read has one with its issue.
CheckResult check_lines(std::istream& in, std::ostream& out, const RecordCheck& check);

/// named: by somebody, and missed where the heading has it not. like_field: by a field of ours,
/// which the heading may have in capitals and with spaces.
enum class ColumnName : std::uint8_t { named, like_field };

struct CheckedColumn {
  std::string heading;
  ColumnName name = ColumnName::named;
};

struct CheckedFile {
  std::string file;
  std::vector<CheckedColumn> columns;
};

/// One answer for each row behind the heading. Comma, semicolon or tab, by the heading.
/// Issues: import_file_unreadable, import_column_missing, import_fields_unnamed, and those of the
/// CSV reader.
Result<CheckResult> check_csv(const CheckedFile& csv, std::ostream& out, const CellsCheck& check);

/// {"issues":[{"code","path","severity","message","fix"}],"normal":…,"suggestions":[…]}
std::string print_answer(const CheckAnswer& answer);

}  // namespace tally::server::cli
