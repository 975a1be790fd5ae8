// The streams of `tallystick check`: lines of JSON, rows of CSV, lines of answers.
#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <ostream>

#include "server/catalogue/csv_reader.hpp"
#include "server/cli/check.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::cli {

namespace {

bool is_wrong(const CheckAnswer& answer) {
  return std::ranges::any_of(
      answer.issues, [](const Issue& issue) { return issue.severity == Severity::error; });
}

/// Writes an answer and remembers whether one was wrong.
class Answers {
 public:
  explicit Answers(std::ostream& out) : out_(out) {}

  void put(const CheckAnswer& answer) {
    if (is_wrong(answer)) result_ = CheckResult::some_wrong;
    const std::string line = print_answer(answer);
    out_.write(line.data(), static_cast<std::streamsize>(line.size())).put('\n');
  }
  CheckResult result() const { return result_; }

 private:
  std::ostream& out_;
  CheckResult result_ = CheckResult::all_right;
};

using Reader = catalogue::CsvReader;

/// The place of a column in the heading.
std::optional<std::size_t> place_of(const catalogue::CsvRow& heading, std::string_view column) {
  const auto found = std::ranges::find_if(
      heading.cells, [&](std::string_view cell) { return trim(cell) == column; });
  if (found == heading.cells.end()) return std::nullopt;
  return static_cast<std::size_t>(found - heading.cells.begin());
}

Issues column_missing(const CheckedFile& csv, std::string_view column,
                      const catalogue::CsvRow& heading) {
  std::string found;
  for (const std::string_view cell : heading.cells) {
    found += (found.empty() ? "" : ", ") + std::string(trim(cell));
  }
  return {make_issue(
      IssueCode::import_column_missing, "",
      {{"column", std::string(column)}, {"file", csv.file}, {"found", quote_short(found)}})};
}

/// The delimiter with which the heading has the column; comma where none has.
char delimiter_of(const CheckedFile& csv) {
  for (const char delimiter : {',', ';', '\t'}) {
    std::ifstream stream(csv.file, std::ios::binary);
    Reader reader(stream, csv.file, {.delimiter = delimiter});
    catalogue::CsvRow heading;
    if (reader.next(heading) && place_of(heading, csv.column)) return delimiter;
  }
  return ',';
}

std::string_view cell_of(const catalogue::CsvRow& row, std::optional<std::size_t> place) {
  return place && *place < row.cells.size() ? row.cells[*place] : std::string_view();
}

}  // namespace

std::string print_answer(const CheckAnswer& answer) {
  if (!answer.line.empty()) return answer.line;
  wire::JsonWriter json;
  json.open('{').key("issues").open('[');
  for (const Issue& issue : answer.issues) {
    const explain::Said said = explain::say_issue(issue);
    json.open('{').key("code").value(code_row(issue.code).name);
    json.key("path").value(issue.path);
    json.key("severity").value(severity_name(issue.severity));
    json.key("message").value(said.sentence).key("fix").value(said.mend).close('}');
  }
  json.close(']').key("normal").raw(answer.normal).key("suggestions").open('[');
  for (const std::string& suggestion : answer.suggestions) json.value(suggestion);
  json.close(']');
  return json.take() + answer.more + "}";
}

CheckResult check_lines(std::istream& in, std::ostream& out, const RecordCheck& check) {
  Answers answers(out);
  std::string line;
  while (std::getline(in, line)) {
    if (line.ends_with('\r')) line.pop_back();
    answers.put(check(line));
  }
  return answers.result();
}

Result<CheckResult> check_csv(const CheckedFile& csv, std::ostream& out, const ValueCheck& check) {
  std::ifstream stream(csv.file, std::ios::binary);
  if (!stream || !stream.good() || stream.peek() == std::ifstream::traits_type::eof()) {
    const std::string reason = stream.is_open() ? "there is nothing to read" : "it is not there";
    return std::unexpected(Issues{make_issue(IssueCode::import_file_unreadable, "",
                                             {{"file", csv.file}, {"reason", reason}})});
  }
  Reader reader(stream, csv.file, {.delimiter = delimiter_of(csv)});
  catalogue::CsvRow row;
  if (reader.next(row)) {
    const auto value = place_of(row, csv.column);
    const auto country = place_of(row, csv.country_column);
    if (!value) return std::unexpected(column_missing(csv, csv.column, row));
    if (!csv.country_column.empty() && !country) {
      return std::unexpected(column_missing(csv, csv.country_column, row));
    }
    Answers answers(out);
    while (reader.next(row)) answers.put(check(cell_of(row, value), cell_of(row, country)));
    if (!reader.failure()) return answers.result();
  }
  if (reader.failure()) return std::unexpected(Issues{*reader.failure()});
  return CheckResult::all_right;
}

}  // namespace tally::server::cli
