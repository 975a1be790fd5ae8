// Reads a table of rules: each row becomes the sentence that it stands for, and the reader of
// sentences reads that, so a cell means in a table what it means in a sentence.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/limits.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/reader.hpp"
#include "shared/rules/table.hpp"

namespace tally::rules {

namespace {

using Row = std::vector<std::string>;

/// One row of RFC 4180, taken off the front of `text`.
Row take_row(std::string_view& text) {
  Row row(1);
  std::size_t at = 0;
  bool is_quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (is_quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        row.back() += '"';
        ++at;
      } else {
        is_quoted = false;
      }
    } else if (c == '"' && row.back().empty()) {
      is_quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  text.remove_prefix(at);
  return row;
}

class TableReader {
 public:
  TableReader(const Vocabulary& vocabulary, std::string_view csv)
      : vocabulary_(vocabulary), rest_(csv) {}

  Result<DecisionRules> read() {
    if (!take_decision() || !take_heading()) return std::unexpected(std::move(issues_));
    while (!rest_.empty() && issues_.size() < issues_max) {
      const Row row = take_row(rest_);
      ++row_;
      const bool is_blank = std::ranges::all_of(row, [](const auto& cell) { return cell.empty(); });
      if (!is_blank) take_rule(row);
    }
    if (!issues_.empty()) return std::unexpected(std::move(issues_));
    auto set = read_rules(vocabulary_, text_);
    if (!set) return std::unexpected(placed(std::move(set.error())));
    return std::move(set->decisions.front());
  }

 private:
  void report(IssueCode code, const std::string& column, std::vector<Argument> arguments) {
    std::string path = "row " + std::to_string(row_);
    if (!column.empty()) path += ", column " + column;
    issues_.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  bool take_decision() {
    const Row first = take_row(rest_);
    row_ = 1;
    std::string_view name = first.front();
    if (name.starts_with("Decide ")) name.remove_prefix(7);
    if (const auto found = find_decision(vocabulary_, name)) {
      decision_ = &vocabulary_.decisions[*found];
      if (first.size() > 1 && !first[1].empty()) add_line(first[1]);
      add_line("Decide " + decision_->name + ".");
      return true;
    }
    std::vector<std::string> known;
    for (const Decision& each : vocabulary_.decisions) known.push_back(each.name);
    const auto near = nearest(name, known, 3);
    report(IssueCode::decision_unknown, "",
           {{"word", quote_short(name)},
            {"suggestions", join_suggestions(near.empty() ? known : near)}});
    return false;
  }

  bool take_heading() {
    heading_ = take_row(rest_);
    row_ = 2;
    const std::vector<std::string> fixed{"rule",      "when", "answer", "because",  "unless",
                                         "overrides", "from", "until",  "examples", "comments"};
    std::vector<std::string> known = fixed;
    for (const Field& field : vocabulary_.fields) known.push_back(field.phrase);
    for (const std::string& word : heading_) {
      if (issues_.size() >= issues_max) break;
      const bool is_fixed = std::ranges::find(fixed, word) != fixed.end();
      fields_.push_back(is_fixed ? std::nullopt : find_field(vocabulary_, word));
      if (is_fixed || fields_.back()) continue;
      const auto near = nearest(word, known, 3);
      report(IssueCode::table_column_unknown, "",
             {{"word", quote_short(word)},
              {"suggestions", join_suggestions(near.empty() ? fixed : near)}});
    }
    return issues_.empty();
  }

  std::string cell(const Row& row, std::string_view column) const {
    const auto found = std::ranges::find(heading_, column);
    return found == heading_.end() ? "" : row[static_cast<std::size_t>(found - heading_.begin())];
  }

  /// Text that belongs to this row; its lines are remembered, so that a mistake finds its row.
  void add_line(const std::string& text) {
    text_ += text;
    text_ += '\n';
    const auto lines = std::ranges::count(text, '\n') + 1;
    for (std::ptrdiff_t i = 0; i < lines; ++i) rows_of_lines_.push_back(row_);
  }

  std::string sentence(const std::string& answer) const {
    std::string text = decision_->before.empty() ? "" : decision_->before + " ";
    text += answer;
    return decision_->after.empty() ? text : text + " " + decision_->after;
  }

  /// "the order total is at least $5 and it is hot": the cells of a row.
  std::string condition(const Row& row) const {
    std::string text = cell(row, "when");
    for (std::size_t i = 0; i < heading_.size(); ++i) {
      const auto field = fields_[i];
      const std::string test = squeeze(row[i]);
      if (!field || test.empty()) continue;
      const Field& known = vocabulary_.fields[*field];
      const std::string part = known.type != FieldType::fact ? "the " + known.phrase + " is " + test
                               : test == "yes"               ? known.phrase
                               : test == "no"                ? known.negation
                                                             : known.phrase + " is " + test;
      text += (text.empty() ? "" : " and ") + part;
    }
    return text;
  }

  void take_rule(const Row& row) {
    if (row.size() != heading_.size()) {
      report(IssueCode::table_row_wrong, "",
             {{"found", static_cast<std::int64_t>(row.size())},
              {"expected", static_cast<std::int64_t>(heading_.size())}});
      return;
    }
    const std::string comments = cell(row, "comments");
    if (!comments.empty()) add_line(comments);
    const std::string because = cell(row, "because");
    const std::string reason = because.empty() ? "" : " because \"" + because + "\"";
    const std::string when = condition(row);
    const std::string answer = sentence(cell(row, "answer"));
    if (when == "otherwise" && cell(row, "rule").empty()) {
      add_line("Otherwise " + answer + reason + ".");
    } else {
      const bool is_list = when.contains('\n');
      std::string text = "Rule " + cell(row, "rule") + ": When " + when;
      text += (is_list ? "\n" : ", ") + answer + reason;
      if (const std::string unless = cell(row, "unless"); !unless.empty()) {
        text += ", unless " + unless;
      }
      text += ".";
      if (const std::string names = cell(row, "overrides"); !names.empty()) {
        text += " This rule overrides " + names + ".";
      }
      const std::string from = cell(row, "from");
      const std::string until = cell(row, "until");
      if (!from.empty()) text += " From " + from;
      if (!until.empty()) text += (from.empty() ? " Until " : " until ") + until;
      if (!from.empty() || !until.empty()) text += ".";
      add_line(text);
    }
    if (const std::string examples = cell(row, "examples"); !examples.empty()) add_line(examples);
  }

  /// "line 4, column 9" of the sentences becomes "row 5" of the table.
  Issues placed(Issues issues) const {
    for (Issue& issue : issues) {
      constexpr std::string_view head = "line ";
      if (!issue.path.starts_with(head)) continue;
      std::size_t line = 0;
      for (std::size_t i = head.size(); i < issue.path.size() && issue.path[i] != ','; ++i) {
        line = line * 10 + static_cast<std::size_t>(issue.path[i] - '0');
      }
      if (line == 0 || line > rows_of_lines_.size()) continue;
      issue.path = "row " + std::to_string(rows_of_lines_[line - 1]);
    }
    return issues;
  }

  const Vocabulary& vocabulary_;
  std::string_view rest_;
  const Decision* decision_ = nullptr;
  Row heading_;
  /// The field of each column, where it has one.
  std::vector<std::optional<std::uint16_t>> fields_;
  std::size_t row_ = 0;
  std::string text_;
  std::vector<std::size_t> rows_of_lines_;
  Issues issues_;
};

}  // namespace

Result<DecisionRules> read_table(const Vocabulary& vocabulary, std::string_view csv) {
  if (auto refused = refuse_text(csv)) return std::unexpected(Issues{*std::move(refused)});
  return TableReader(vocabulary, csv).read();
}

}  // namespace tally::rules
