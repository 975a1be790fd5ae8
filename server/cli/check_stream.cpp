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

/// "Postal Code" and "postal-code" as "postal_code".
std::string like_field(std::string_view cell) {
  std::string name = ascii_lower(trim(cell));
  std::ranges::replace_if(name, [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

/// The place of a column in the heading.
std::optional<std::size_t> place_of(const catalogue::CsvRow& heading,
                                    const CheckedColumn& column) {
  const auto found = std::ranges::find_if(heading.cells, [&](std::string_view cell) {
    return column.name == ColumnName::named ? trim(cell) == column.heading
                                            : like_field(cell) == column.heading;
  });
  if (found == heading.cells.end()) return std::nullopt;
  return static_cast<std::size_t>(found - heading.cells.begin());
}

using Places = std::vector<std::optional<std::size_t>>;

Places places_of(const CheckedFile& csv, const catalogue::CsvRow& heading) {
  Places places;
  for (const CheckedColumn& column : csv.columns) places.push_back(place_of(heading, column));
  return places;
}

std::size_t count_found(const Places& places) {
  return static_cast<std::size_t>(
      std::ranges::count_if(places, [](const auto& place) { return place.has_value(); }));
}

std::string say_heading(const catalogue::CsvRow& heading) {
  std::string found;
  for (const std::string_view cell : heading.cells) {
    found += (found.empty() ? "" : ", ") + std::string(trim(cell));
  }
  return quote_short(found);
}

/// What the heading lacks of the columns asked for.
Issues missing_of(const CheckedFile& csv, const Places& places, const catalogue::CsvRow& heading) {
  Issues issues;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const CheckedColumn& column = csv.columns[i];
    if (places[i] || column.name != ColumnName::named) continue;
    issues.push_back(make_issue(IssueCode::import_column_missing, "",
                                {{"column", column.heading},
                                 {"file", csv.file},
                                 {"found", say_heading(heading)}}));
  }
  if (issues.empty() && count_found(places) == 0) {
    issues.push_back(make_issue(IssueCode::import_fields_unnamed, "",
                                {{"file", csv.file}, {"found", say_heading(heading)}}));
  }
  return issues;
}

/// The delimiter with which the heading has most of the columns; comma where none has any.
char delimiter_of(const CheckedFile& csv) {
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : {',', ';', '\t'}) {
    std::ifstream stream(csv.file, std::ios::binary);
    Reader reader(stream, csv.file, {.delimiter = delimiter});
    catalogue::CsvRow heading;
    if (!reader.next(heading)) continue;
    const std::size_t found = count_found(places_of(csv, heading));
    if (found <= most) continue;
    best = delimiter;
    most = found;
  }
  return best;
}

void take_cells(const catalogue::CsvRow& row, const Places& places,
                std::vector<std::string_view>& cells) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool stands = places[i] && *places[i] < row.cells.size();
    cells[i] = stands ? row.cells[*places[i]] : std::string_view();
  }
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

Result<CheckResult> check_csv(const CheckedFile& csv, std::ostream& out, const CellsCheck& check) {
  std::ifstream stream(csv.file, std::ios::binary);
  if (!stream || !stream.good() || stream.peek() == std::ifstream::traits_type::eof()) {
    const std::string reason = stream.is_open() ? "there is nothing to read" : "it is not there";
    return std::unexpected(Issues{make_issue(IssueCode::import_file_unreadable, "",
                                             {{"file", csv.file}, {"reason", reason}})});
  }
  Reader reader(stream, csv.file, {.delimiter = delimiter_of(csv)});
  catalogue::CsvRow row;
  if (reader.next(row)) {
    const Places places = places_of(csv, row);
    if (Issues missing = missing_of(csv, places, row); !missing.empty()) {
      return std::unexpected(std::move(missing));
    }
    Answers answers(out);
    std::vector<std::string_view> cells(places.size());
    while (reader.next(row)) {
      take_cells(row, places, cells);
      answers.put(check(cells));
    }
    if (!reader.failure()) return answers.result();
  }
  if (reader.failure()) return std::unexpected(Issues{*reader.failure()});
  return CheckResult::all_right;
}

}  // namespace tally::server::cli
