// Table: the rules of a decision as rows, and back, without loss.
// In go rules; out come a heading and one row a rule, and CSV of it; or from CSV the rules again,
// or every mistake at once with its row and column.
// A rule whose conditions are joined by "and", each about another field and in the order of the
// columns, has them in cells; any other keeps its whole condition in the column "when". So nothing
// is lost, and what is a table can be edited as one.
// It has no merged cells and no order of its own: rows stand as the rules do.
//   const Table table = table_of(vocabulary, rules);   read_table(vocabulary, write_csv(table));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/rules/rule_set.hpp"

namespace tally::rules {

struct Table {
  std::uint16_t decision = 0;
  /// Lines with "#" in front of "Decide".
  std::vector<std::string> comments;
  /// The fields that have a column, in its order.
  std::vector<std::uint16_t> fields;
  std::vector<std::string> heading;
  /// As many cells as the heading has.
  std::vector<std::vector<std::string>> rows;
  friend bool operator==(const Table&, const Table&) = default;
};

Table table_of(const Vocabulary& vocabulary, const DecisionRules& rules);

/// RFC 4180, lines end with CR LF; the first cell is "Decide <name>", the second its comments.
std::string write_csv(const Vocabulary& vocabulary, const Table& table);

/// Issues: table_*, and those of the reader; their path is "row 3, column answer".
Result<DecisionRules> read_table(const Vocabulary& vocabulary, std::string_view csv);

}  // namespace tally::rules
