#include <doctest/doctest.h>

#include "shared/intake/intake.hpp"

using namespace tally;
using namespace tally::intake;

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(std::string_view text, char delimiter) {
  std::vector<Cells> rows;
  while (!text.empty()) rows.push_back(read_row(text, delimiter));
  return rows;
}

/// SKU and quantity of each line, as "SKU*quantity".
std::vector<std::string> brief(const Paste& paste) {
  std::vector<std::string> lines;
  for (const RawLine& line : paste.lines) lines.push_back(line.sku + "*" + line.quantity);
  return lines;
}

using Brief = std::vector<std::string>;

}  // namespace

TEST_CASE("a row is cut at its delimiter, and quotes hold delimiters, quotes and line ends") {
  CHECK(rows_of("a\tb\tc\n", '\t') == std::vector<Cells>{{"a", "b", "c"}});
  CHECK(rows_of("a,\"b,c\",d", ',') == std::vector<Cells>{{"a", "b,c", "d"}});
  CHECK(rows_of("\"say \"\"hi\"\"\"\tx\n", '\t') == std::vector<Cells>{{"say \"hi\"", "x"}});
  CHECK(rows_of("\"two\nlines\"\t1\n", '\t') == std::vector<Cells>{{"two\nlines", "1"}});
  CHECK(rows_of("\"\"\t\"\"\n", '\t') == std::vector<Cells>{{"", ""}});
  CHECK(rows_of("a\t\n\tb\n", '\t') == std::vector<Cells>{{"a", ""}, {"", "b"}});
}

TEST_CASE("CRLF, CR and LF end a row, mixed as well") {
  const std::vector<Cells> expected{{"a", "1"}, {"b", "2"}, {"c", "3"}};
  CHECK(rows_of("a\t1\r\nb\t2\r\nc\t3\r\n", '\t') == expected);
  CHECK(rows_of("a\t1\rb\t2\rc\t3", '\t') == expected);
  CHECK(rows_of("a\t1\nb\t2\r\nc\t3\r", '\t') == expected);
}

TEST_CASE("an inch mark that opens nothing swallows no rows") {
  // Excel copies a cell that begins with a quote as it is, unless it holds a tab or a line end.
  CHECK(rows_of("AB\t1\n\"6 inch\t2\nCD\t3\n", '\t') ==
        std::vector<Cells>{{"AB", "1"}, {"\"6 inch", "2"}, {"CD", "3"}});
  CHECK(rows_of("\"6\" pipe\t3\n", '\t') == std::vector<Cells>{{"\"6\" pipe", "3"}});
  CHECK(rows_of("6\" pipe\t3\nx\t4\n", '\t') == std::vector<Cells>{{"6\" pipe", "3"}, {"x", "4"}});
  CHECK(rows_of("\"", '\t') == std::vector<Cells>{{"\""}});
}

TEST_CASE("without a heading the first column is the SKU and the second the quantity") {
  const Paste paste = read_paste("AB-103\t12\nAB-104\t6\n");
  CHECK_FALSE(paste.had_heading);
  CHECK(brief(paste) == Brief{"AB-103*12", "AB-104*6"});
  CHECK(paste.lines[1].origin == Origin{OriginKind::pasted, 2});
}

TEST_CASE("columns the other way round are noticed where the rows say so plainly") {
  CHECK(brief(read_paste("12\tAB-103\n6\tAB-104\n")) == Brief{"AB-103*12", "AB-104*6"});
}

TEST_CASE("two columns of numbers are SKU and quantity, in that order") {
  CHECK(brief(read_paste("85048\t12\n22041\t48\n")) == Brief{"85048*12", "22041*48"});
}

TEST_CASE("a heading names the columns in any order, and what it does not know is left alone") {
  const Paste paste = read_paste(
      "Description\tQty.\tItem No.\tUnit price\tRemarks\nShelf\t12\tAB-103\t9.50\tnone\n");
  CHECK(paste.had_heading);
  CHECK(paste.columns == std::vector{PasteColumn::skip, PasteColumn::quantity, PasteColumn::sku,
                                     PasteColumn::agreed_price, PasteColumn::skip});
  CHECK(brief(paste) == Brief{"AB-103*12"});
  CHECK(paste.lines[0].agreed_price == "9.50");
  CHECK(paste.lines[0].origin.row == 2);
}

TEST_CASE("headings are known in capitals, with underscores and with spaces around") {
  for (const std::string heading : {"SKU\tQUANTITY", "sku\tqty", " Stock_Code \t Quantity ",
                                    "Part-No.\tPcs", "EAN\tordered"}) {
    CAPTURE(heading);
    const Paste paste = read_paste(heading + "\nAB-103\t7\n");
    CHECK(paste.had_heading);
    CHECK(brief(paste) == Brief{"AB-103*7"});
  }
}

TEST_CASE("headings of a ship-to and of a day are known in many words") {
  for (const std::string ship_to : {"Ship-to", "SHIP TO", "Deliver to", "Destination", "Branch"}) {
    for (const std::string day : {"Date", "Requested date", "Wanted on", "Deliver by", "need-by"}) {
      CAPTURE(ship_to);
      CAPTURE(day);
      const Paste paste = read_paste(day + "\tSKU\tQty\t" + ship_to +
                                     "\n2026-04-02\tAB-103\t7\tYARD\n");
      REQUIRE(paste.lines.size() == 1);
      CHECK(paste.lines[0].ship_to == "YARD");
      CHECK(paste.lines[0].requested_date == "2026-04-02");
      CHECK(paste.first_row == Cells{day, "SKU", "Qty", ship_to});
    }
  }
}

TEST_CASE("somebody may say what the columns hold; columns that are not named are skipped") {
  using enum PasteColumn;
  const std::string text = "Item\tWhere\tHow many\nAB-103\tYARD\t7\n";
  CHECK(read_paste(text).columns == std::vector{sku, skip, skip});
  const Paste said = read_paste(text, {sku, ship_to, quantity});
  CHECK(said.had_heading);
  REQUIRE(brief(said) == Brief{"AB-103*7"});
  CHECK(said.lines[0].ship_to == "YARD");
  CHECK(said.lines[0].origin.row == 2);
  CHECK(brief(read_paste("AB-103\t7\n", {skip, sku})) == Brief{"7*"});
}

TEST_CASE("a day that a spreadsheet shows is taken where it can mean one day alone") {
  const auto meant = [](std::string_view cell) {
    const auto day = date_meant(cell);
    return day ? day->print() : std::string();
  };
  for (const char* cell : {"2026-03-31", "2026/3/31", "31.03.2026", "31.3.26", " 3/31/2026",
                           "31/3/2026", "31-03-2026", "31-Mar-26", "31 March 2026", "31. mar 2026",
                           "Mar 31, 2026"}) {
    CAPTURE(cell);
    CHECK(meant(cell) == "2026-03-31");
  }
  CHECK(meant("04/04/2026") == "2026-04-04");
  // Two days, no day of the calendar, no whole day, no day at all.
  for (const char* cell : {"03/04/2026", "31.02.2026", "13/13/2026", "31.03.", "March 2026", "soon",
                           "46112", "2026-03-31 10:00", "31 Marsh 2026", "1/2/3/2026", ""}) {
    CAPTURE(cell);
    CHECK(meant(cell) == "");
  }
}

TEST_CASE("a meaning that two columns claim belongs to the first") {
  const Paste paste = read_paste("SKU\tEAN\tQty\nAB-103\t4006381333931\t7\n");
  CHECK(brief(paste) == Brief{"AB-103*7"});
}

TEST_CASE("a first row with a number is no heading") {
  const Paste paste = read_paste("code\t5\nAB-103\t7\n");
  CHECK_FALSE(paste.had_heading);
  CHECK(brief(paste) == Brief{"code*5", "AB-103*7"});
}

TEST_CASE("comma and semicolon files are read where no tab stands in the first row") {
  CHECK(brief(read_paste("sku,qty\nAB-103,12\n")) == Brief{"AB-103*12"});
  CHECK(brief(read_paste("AB-103;12\r\nAB-104;6\r\n")) == Brief{"AB-103*12", "AB-104*6"});
  CHECK(brief(read_paste("sku;qty\n\"AB;103\";\"1,200\"\n")) == Brief{"AB;103*1,200"});
}

TEST_CASE("one column is a list of SKUs whose quantities are missing") {
  CHECK(brief(read_paste("AB-103\nAB-104\n")) == Brief{"AB-103*", "AB-104*"});
}

TEST_CASE("Latin-1 bytes become their characters, and a byte order mark is no character") {
  CHECK(brief(read_paste("GR\xDCN-1\t2\n")) == Brief{"GR\xC3\x9CN-1*2"});
  CHECK(brief(read_paste("\xEF\xBB\xBFsku\tqty\nAB-103\t2\n")) == Brief{"AB-103*2"});
}

TEST_CASE("white space at the ends of a cell goes, the no-break space of a spreadsheet too") {
  CHECK(brief(read_paste("\xC2\xA0" "AB-103 \t 12\xC2\xA0\n")) == Brief{"AB-103*12"});
}

TEST_CASE("blank rows are no lines, and rows behind them keep their numbers") {
  const Paste paste = read_paste("AB-103\t1\n\n\t\t\n  \nAB-104\t2\n\n");
  CHECK(brief(paste) == Brief{"AB-103*1", "AB-104*2"});
  CHECK(paste.lines[1].origin.row == 5);
}

TEST_CASE("nothing is nothing") {
  for (const std::string_view nothing : {"", "\n", "\r\n\r\n", "\t\t\n", "\xEF\xBB\xBF"}) {
    CHECK(read_paste(nothing).lines.empty());
    CHECK(read_paste(nothing).rows_left == 0);
  }
}

TEST_CASE("10,000 rows become 10,000 lines and the 300 bad ones among them stay (shopware#17108)") {
  std::string text = "sku\tqty\n";
  for (int i = 0; i < 10'000; ++i) {
    text += i % 33 == 0 && i < 9'900 ? "??\ta dozen\n" : "AB-" + std::to_string(i) + "\t5\n";
  }
  const Paste paste = read_paste(text);
  REQUIRE(paste.lines.size() == 10'000);
  CHECK(paste.rows_left == 0);
  CHECK(paste.lines[0].quantity == "a dozen");
  CHECK(paste.lines[9'999].sku == "AB-9999");
  CHECK(paste.lines[9'999].origin.row == 10'001);
}

TEST_CASE("rows beyond the most lines of an order are counted, not lost in silence") {
  std::string text;
  for (int i = 0; i < 10'007; ++i) text += "AB-1\t1\n";
  const Paste paste = read_paste(text);
  CHECK(paste.lines.size() == order_lines_max);
  CHECK(paste.rows_left == 7);
}

TEST_CASE("a row shorter or longer than the heading keeps what it has") {
  const Paste paste = read_paste("sku\tqty\tnote\nAB-103\nAB-104\t2\tsoon\textra\n");
  CHECK(brief(paste) == Brief{"AB-103*", "AB-104*2"});
  CHECK(paste.lines[1].note == "soon");
}
