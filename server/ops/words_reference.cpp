#include "server/ops/words_reference.hpp"

#include <string_view>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/rules/order_words.hpp"

namespace tally::server::ops {

namespace {

/// The cells of a line of the vocabulary; its first word is told by the section.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  line.remove_prefix(line.find(' ') + 1);
  while (true) {
    const std::size_t end = std::min(line.find('|'), line.size());
    cells.push_back(squeeze(line.substr(0, end)));
    if (end == line.size()) return cells;
    line.remove_prefix(end + 1);
  }
}

/// "server" and "optional" have columns of their own in people's words.
std::string marks_of(const std::vector<std::string>& cells, std::size_t from) {
  std::string marks;
  for (std::size_t i = from; i < cells.size(); ++i) {
    if (cells[i] == "optional") marks += marks.empty() ? "may be missing" : ", may be missing";
  }
  return marks;
}

void append_row(std::string& text, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) text += "| " + cell + " ";
  text += "|\n";
}

std::string field_table() {
  std::string text = "| the … | is | known | | what it is |\n|---|---|---|---|---|\n";
  for (const rules::OrderWordRow& row : rules::order_field_rows()) {
    if (!row.line.starts_with("field ")) continue;
    const auto cells = cells_of(row.line);
    append_row(text, {cells[0], cells[1], std::string(rules::point_name(row.point)),
                      marks_of(cells, 2), std::string(row.says)});
  }
  return text;
}

std::string fact_table() {
  std::string text = "| sentence | or else | known | | what it says |\n|---|---|---|---|---|\n";
  for (const rules::OrderWordRow& row : rules::order_field_rows()) {
    if (!row.line.starts_with("fact ")) continue;
    const auto cells = cells_of(row.line);
    append_row(text, {cells[0], cells[1], std::string(rules::point_name(row.point)),
                      marks_of(cells, 2), std::string(row.says)});
  }
  return text;
}

std::string decision_table() {
  std::string text = "| Decide … | answers | sentence | asked | what it does |\n"
                     "|---|---|---|---|---|\n";
  for (const rules::OrderWordRow& row : rules::order_decision_rows()) {
    const auto cells = cells_of(row.line);
    append_row(text, {cells[0], cells[1], "`" + cells[2] + "`",
                      std::string(rules::point_name(row.point)), std::string(row.says)});
  }
  return text;
}

}  // namespace

std::string words_markdown() {
  return "# The words of rules\n\nGenerated from `shared/rules/order_words.def` by `tallystick "
         "docs words`. What stands in {braces} is the company's\nown: one for each customer group, "
         "payment term, country, warehouse, rate card or team. *Known* is the first point\nof the "
         "pipeline at which it has a value: a decision can ask what is known by the time it is "
         "asked; what only the\nserver knows is asked there. Amounts are in the currency of the "
         "rules, in cents; percentages in hundredths of a\npercent; weights in grams.\n\n"
         "## Fields\n\n" +
         field_table() + "\n## Facts\n\n" + fact_table() + "\n## Decisions\n\n" +
         decision_table();
}

}  // namespace tally::server::ops
