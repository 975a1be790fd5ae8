#include "shared/base/issue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace tally;

TEST_CASE("every code has a number, a name, a sentence and an example of its own") {
  std::set<std::uint16_t> numbers;
  std::set<std::string_view> names;
  for (const CodeRow& row : code_rows()) {
    CAPTURE(row.name);
    CHECK(numbers.insert(row.number).second);
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.example.empty());
    CHECK(row.number == static_cast<std::uint16_t>(row.code));
    CHECK(find_code(row.name) == row.code);
    CHECK(&code_row(row.code) == &row);
  }
  CHECK_FALSE(find_code("no_such_code"));
}

TEST_CASE("sentences and mends are sentences: a capital or a place first, a stop or a place last") {
  for (const CodeRow& row : code_rows()) {
    CAPTURE(row.name);
    for (const std::string_view text : {row.sentence, row.mend}) {
      if (text.empty()) continue;
      // GS1 writes an application identifier in brackets: "(10) BATCH/LOT …".
      const char first = text.starts_with("({") ? text[1] : text.front();
      CHECK((first == '{' || first == '"' || (first >= 'A' && first <= 'Z')));
      CHECK(std::string_view(".?}").contains(text.back()));
      CHECK(text.find("  ") == std::string_view::npos);
    }
    CHECK_FALSE(row.sentence.empty());
  }
}

TEST_CASE("every place in a sentence or mend is a well-formed name in braces") {
  for (const CodeRow& row : code_rows()) {
    for (std::string_view text : {row.sentence, row.mend}) {
      CAPTURE(row.name);
      while (true) {
        const std::size_t open = text.find_first_of("{}");
        if (open == std::string_view::npos) break;
        REQUIRE(text[open] == '{');
        const std::size_t close = text.find('}', open);
        REQUIRE(close != std::string_view::npos);
        const std::string_view name = text.substr(open + 1, close - open - 1);
        CHECK_FALSE(name.empty());
        CHECK(std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }));
        text.remove_prefix(close + 1);
      }
    }
  }
}

TEST_CASE("codes stand in the hundred of their room") {
  for (const CodeRow& row : code_rows()) {
    CAPTURE(row.name);
    const int hundred = row.number / 100;
    if (row.room == "normalise") CHECK(hundred == 2);
    if (row.room == "validate") CHECK(hundred == 3);
    if (row.room == "price") CHECK(hundred == 4);
    if (row.room == "tax") CHECK(hundred == 5);
    if (row.room == "totals") CHECK(hundred == 6);
    if (row.room == "wire") CHECK((hundred == 1 || hundred == 7));
    if (row.room == "server") CHECK(hundred >= 8);
  }
}

TEST_CASE("an issue takes its severity from its code") {
  CHECK(make_issue(IssueCode::product_unknown, "lines[0].sku").severity == Severity::error);
  CHECK(make_issue(IssueCode::quantity_large, "").severity == Severity::review);
  CHECK(make_issue(IssueCode::product_twice, "").severity == Severity::note);
}

TEST_CASE("a line's path is read back, and nothing else is taken for one") {
  CHECK(line_path(3, "quantity") == "lines[3].quantity");
  CHECK(line_path(0, "") == "lines[0]");
  for (const std::size_t index : {0U, 3U, 9'999U, 10'000U, 999'999U}) {
    CHECK(parse_line_path(line_path(index, "sku"))->index == index);
    CHECK(parse_line_path(line_path(index, "sku"))->field == "sku");
    CHECK(parse_line_path(line_path(index, ""))->field.empty());
  }
  for (const std::string_view wrong : {"", "customer", "lines", "lines[", "lines[]", "lines[a].sku",
                            "lines[-1].sku", "lines[3", "line[3].sku", "lines[3]sku", "lines[3].",
                            "lines[9999999].sku"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_line_path(wrong));
  }
}
