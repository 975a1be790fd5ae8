// Rate cards as CSV: what is read, how it is printed, and what is said of each slip.
#include "shared/freight/csv.hpp"

#include <doctest/doctest.h>

#include "shared/base/csv.hpp"
#include "tests/support/freight_cards.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::freight;
using namespace tally::tests;

namespace {

const std::string head = "rate card,C\ncurrency,USD\n";

/// "freight_csv_value at line 3, column 2", or nothing where all is well.
std::string first_slip(const std::string& text) {
  const auto read = read_rate_cards_csv(text);
  if (read) return {};
  const Issue& issue = read.error().front();
  return std::string(code_row(issue.code).name) + " at " + issue.path;
}

RateCard only_card(const std::string& text) {
  auto cards = read_rate_cards_csv(text);
  REQUIRE(cards.has_value());
  REQUIRE(cards->size() == 1);
  return std::move(cards->front());
}

}  // namespace

TEST_CASE("csv: rows know their lines, whatever ends them") {
  CsvText csv("\xEF\xBB\xBF" "a,\"b\nc\"\r\n,\r\n\rd,\"e\"\"f\",", ',');
  CsvTextRow row;
  REQUIRE(csv.next(row));
  CHECK((row.line == 1 && row.cells == std::vector<std::string>{"a", "b\nc"}));
  REQUIRE(csv.next(row));
  CHECK((row.line == 5 && row.cells == std::vector<std::string>{"d", "e\"f", ""}));
  CHECK_FALSE(csv.next(row));
  CHECK(csv.fault() == CsvFault::none);
}

TEST_CASE("csv: a quote that is not closed, or has text behind it, ends the reading") {
  for (const auto& [text, fault] : {std::pair{"a\nb,\"c", CsvFault::quote_open},
                                    std::pair{"a\n\"b\"c,d", CsvFault::text_behind_quote}}) {
    CsvText csv(text, ',');
    CsvTextRow row;
    CHECK(csv.next(row));
    CHECK_FALSE(csv.next(row));
    CHECK(csv.fault() == fault);
    CHECK(csv.fault_line() == 2);
  }
}

TEST_CASE("csv: a cell is written so that it is read back") {
  for (const std::string text : {"", "a", " a", "a,b", "a\"b", "\"", "a\r\nb", "\ta", "x;y"}) {
    const std::string line = csv_cell(text, ',') + ",end";
    CsvText csv(line, ',');
    CsvTextRow row;
    REQUIRE(csv.next(row));
    CHECK(row.cells[0] == text);
  }
}

TEST_CASE("rate card csv: the examples are read without a finding and printed back") {
  int cards_seen = 0;
  for (const auto& path : project_files("docs/examples/freight", ".csv")) {
    CAPTURE(path.string());
    const auto cards = read_rate_cards_csv(read_file(path));
    REQUIRE(cards.has_value());
    for (const RateCard& card : *cards) {
      CHECK(check_rate_card(card).empty());
      const std::string printed = print_rate_card_csv(card);
      CHECK((only_card(printed) == card));
      CHECK(print_rate_card_csv(only_card(printed)) == printed);
      ++cards_seen;
    }
  }
  CHECK(cards_seen >= 3);
}

TEST_CASE("rate card csv: commas, semicolons, tabs, a mark and a decimal comma give one card") {
  const std::string plain =
      "rate card,C,\"Card, the first\"\ncurrency,EUR\nplace,A,DE,,10,19\nrates,A\n"
      "1.5 kg,8.10\nany,-\n";
  const std::string other =
      "\xEF\xBB\xBFRate Card;C;Card, the first\r\nDecimals;comma\r\ncurrency;EUR;;;\r\n\r\n"
      "# a comment; with; cells\r\nplace;A;DE;;10;19\r\nrates;A\r\n 1,5 KG ;\"8,10\"\r\n"
      "any;-\r\n";
  std::string tabs = plain;
  for (char& c : tabs) c = c == ',' ? '\t' : c;
  tabs.replace(tabs.find("Card\t"), 5, "Card,");
  // "any" begins at nothing, so it overlaps: reading does not mind, check_rate_card does.
  const RateCard card = only_card(plain);
  CHECK(card.tables[0].zones[0].rows.size() == 2);
  CHECK((only_card(other) == card));
  CHECK((only_card(tabs) == card));
}

TEST_CASE("rate card csv: each form of a rate is read") {
  const RateCard card = only_card(head +
                                  "rates,A\n500 g,1\n1 kg to 2 kg,2\nper 100 g up to 3 kg,3\n"
                                  "per further 1 kg,4\n");
  const std::vector<RateRow> wanted{{RateForm::total, 0, 500, 0, 100},
                                    {RateForm::total, 1000, 2000, 0, 200},
                                    {RateForm::each, 2000, 3000, 100, 300},
                                    {RateForm::further, 3000, std::nullopt, 1000, 400}};
  CHECK((card.tables[0].zones[0].rows == wanted));
  CHECK((only_card(print_rate_card_csv(card)) == card));
}

TEST_CASE("rate card csv: an empty cell is no rate, a dash is none on purpose") {
  const RateCard card =
      only_card(head + "place,A,DE\nplace,B,AT\nrates,A,B\n1 kg,1,-\n2 kg,,2\n3 kg,3,3\n");
  const auto issues = check_rate_card(card);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == IssueCode::freight_gap);
  CHECK(issues[0].path == "tables[0].zones[0].rates[1]");
  CHECK((only_card(print_rate_card_csv(card)) == card));
}

TEST_CASE("rate card csv: each slip is said with its line and column") {
  const std::pair<std::string, const char*> slips[] = {
      {"", "freight_csv_unreadable at "},
      {"\xFF", "freight_csv_unreadable at "},
      {"rate card,C\n\"", "freight_csv_unreadable at line 2"},
      {"currency,USD\n", "freight_csv_order at line 1, column 1"},
      {"rate card,C\n", "freight_csv_missing at line 1"},
      {"rate card,\ncurrency,USD\n", "freight_csv_value at line 1, column 2"},
      {"rate card,C\ncurrency,US\n", "freight_csv_value at line 2, column 2"},
      {"rate card,C\ncurency,USD\n", "freight_csv_line_unknown at line 2, column 1"},
      {head + "currency,EUR\n", "freight_csv_twice at line 3, column 1"},
      {head + head, "freight_csv_twice at line 3, column 2"},
      {head + "basis,wieght\n", "freight_csv_value at line 3, column 2"},
      {head + "divisor,0\n", "freight_csv_value at line 3, column 2"},
      {head + "least weight,1 lb\n", "freight_csv_value at line 3, column 2"},
      {head + "divisor,5000\nbasis,weight\n", "freight_csv_order at line 4, column 1"},
      {head + "valid,01/02/2026\n", "freight_csv_value at line 3, column 2"},
      {head + "valid,2026-02-01,2026-01-01\n", "freight_csv_value at line 3, column 3"},
      {head + "place,A,Germany\n", "freight_country_unreadable at line 3"},
      {head + "place,A\n", "freight_country_unreadable at line 3, column 3"},
      {head + "place,A,DE,,100,99\n", "freight_postal_range at line 3"},
      {head + "place,A,DE,,?\n", "freight_csv_value at line 3, column 5"},
      {head + "place,A,DE,,1,2,3\n", "freight_csv_cells at line 3, column 7"},
      {head + "place,,DE\n", "freight_csv_value at line 3, column 2"},
      {head + "1 kg,5.00\n", "freight_csv_order at line 3, column 1"},
      {head + "at least,5.00\n", "freight_csv_order at line 3, column 1"},
      {head + "rates\n", "freight_csv_value at line 3, column 2"},
      {head + "rates,A,A\n", "freight_csv_twice at line 3, column 3"},
      {head + "rates,A\n1 kg,5.00,6.00\n", "freight_csv_cells at line 4, column 3"},
      {head + "rates,A\n1 kg,\"5,00\"\n", "freight_csv_comma at line 4, column 2"},
      {head + "rates,A\n\"1,250 kg\",5\n", "freight_csv_comma at line 4, column 1"},
      {head + "rates,A\n1 kg,5.001\n", "freight_csv_value at line 4, column 2"},
      {head + "rates,A\n1 kg,-5\n", "freight_csv_value at line 4, column 2"},
      {head + "rates,A\n1 stone,5\n", "freight_csv_value at line 4, column 1"},
      {head + "rates,A\n2 kg,5\n1 kg,4\n", "freight_csv_value at line 5, column 1"},
      {head + "rates,A\nany,5\n1 kg,4\n", "freight_csv_order at line 5, column 1"},
      {head + "surcharge,,fixed,5,always\n", "freight_csv_value at line 3, column 2"},
      {head + "surcharge,F,some,5,always\n", "freight_csv_value at line 3, column 3"},
      {head + "surcharge,F,percent,x,always\n", "freight_csv_value at line 3, column 4"},
      {head + "surcharge,F,fixed,5,sometimes\n", "freight_csv_value at line 3, column 5"},
      {head + "surcharge,F,fixed,5,side over 3\n", "freight_csv_value at line 3, column 5"},
      {head + "surcharge,F,fixed,5,always\nremote,DE\n", "freight_csv_order at line 4, column 1"},
      {head + "free from,100\nfree from,200\n", "freight_csv_twice at line 4, column 1"},
      {"rate card,C\ndecimals,comma\ncurrency,USD\nrates,A\n1 kg,5.00\n",
       "freight_csv_value at line 5, column 2"},
      {"rate card,C\ndecimals,both\ncurrency,USD\n", "freight_csv_value at line 2, column 2"},
  };
  for (const auto& [text, wanted] : slips) {
    CAPTURE(text);
    CHECK(first_slip(text) == wanted);
  }
}

TEST_CASE("rate card csv: all slips are said, but not more than a hundred") {
  std::string text = head + "rates,A\n";
  for (int i = 0; i < 300; ++i) text += "x,y\n";
  const auto read = read_rate_cards_csv(text);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().size() == csv_issues_max);
  const auto few = read_rate_cards_csv("rate card,C\ncurrency,X\nbasis,Y\npieces,Z\n");
  REQUIRE_FALSE(few.has_value());
  CHECK(few.error().size() == 3);
}
