#include "server/catalogue/csv_reader.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace tally;
using namespace tally::server::catalogue;

namespace {

struct ReadRow {
  std::int64_t line;
  std::vector<std::string> cells;
  friend bool operator==(const ReadRow&, const ReadRow&) = default;
};

struct ReadFile {
  std::vector<ReadRow> rows;
  std::optional<IssueCode> failure;
};

ReadFile read(const std::string& bytes, CsvForm form = {}) {
  std::istringstream stream(bytes);
  CsvReader reader(stream, "file.csv", form);
  ReadFile file;
  CsvRow row;
  while (reader.next(row)) {
    file.rows.push_back({row.line, {row.cells.begin(), row.cells.end()}});
  }
  if (reader.failure()) file.failure = reader.failure()->code;
  return file;
}

using Rows = std::vector<ReadRow>;

}  // namespace

TEST_CASE("CSV: rows end with LF, CRLF or CR, and the last one with nothing") {
  const Rows rows{{1, {"a", "b"}}, {2, {"c", ""}}, {3, {"", "d"}}};
  CHECK(read("a,b\nc,\n,d").rows == rows);
  CHECK(read("a,b\r\nc,\r\n,d\r\n").rows == rows);
  CHECK(read("a,b\rc,\r,d").rows == rows);
}

TEST_CASE("CSV: quoted cells hold delimiters, quotes and line breaks, and lines are counted") {
  const ReadFile file = read("a,\"b,\"\"c\"\"\r\nd\",e\r\n1,2,3\r\n");
  CHECK(file.rows == Rows{{1, {"a", "b,\"c\"\r\nd", "e"}}, {3, {"1", "2", "3"}}});
}

TEST_CASE("CSV: a quotation mark inside a cell is only a mark") {
  CHECK(read("RECORD FRAME 7\" SINGLE,1\n\"a\"b,2\n").rows ==
        Rows{{1, {"RECORD FRAME 7\" SINGLE", "1"}}, {2, {"ab", "2"}}});
}

TEST_CASE("CSV: blank lines are no rows, but they are lines") {
  CHECK(read("\n\na\n\n\"\"\n").rows == Rows{{3, {"a"}}, {5, {""}}});
}

TEST_CASE("CSV: a byte order mark is taken off and says UTF-8") {
  CHECK(read("\xEF\xBB\xBFn\xC3\xA4,b\n", {.encoding = Encoding::windows_1252}).rows ==
        Rows{{1, {"nä", "b"}}});
}

TEST_CASE("CSV: Windows-1252 becomes UTF-8") {
  const ReadFile file = read("K\xF6ln;\"\x80 5\"\n", {';', Encoding::windows_1252});
  CHECK(file.rows == Rows{{1, {"Köln", "€ 5"}}});
  CHECK_FALSE(file.failure);
}

TEST_CASE("CSV: a file in another encoding than said fails as a whole") {
  CHECK(read("a\nK\xF6ln\n").failure == IssueCode::import_encoding_differs);
  CHECK(read("K\xC3\xB6ln\n", {.encoding = Encoding::windows_1252}).failure ==
        IssueCode::import_encoding_differs);
  CHECK(read(std::string("\xFF\xFE" "a\0b\0", 6)).failure == IssueCode::import_file_unreadable);
  CHECK(read(std::string("a\0b\n", 4)).failure == IssueCode::import_file_unreadable);
}

TEST_CASE("CSV: a quotation mark that never closes fails and names its line") {
  std::istringstream stream("a,b\nc,\"d\ne,f\n");
  CsvReader reader(stream, "file.csv", {});
  CsvRow row;
  CHECK(reader.next(row));
  CHECK_FALSE(reader.next(row));
  REQUIRE(reader.failure());
  CHECK(reader.failure()->code == IssueCode::import_quote_open);
  CHECK(reader.failure()->arguments.at(0).value == Argument::Value{std::int64_t{2}});
  const std::string endless = "\"" + std::string(3 * CsvReader::row_bytes_max, 'x');
  CHECK(read(endless).failure == IssueCode::import_quote_open);
}

TEST_CASE("CSV: rows are the same wherever the chunks of the file end") {
  std::string bytes;
  Rows expected;
  for (int i = 0; i < 40'000; ++i) {
    const std::string number = std::to_string(i);
    bytes += number + ",\"x, \"\"" + number + "\"\"\",é\r\n";
    expected.push_back({i + 1, {number, "x, \"" + number + "\"", "é"}});
  }
  REQUIRE(bytes.size() > 3 * 256 * 1024);
  CHECK(read(bytes).rows == expected);
}
