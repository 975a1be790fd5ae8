#include "server/catalogue/refusal_report.hpp"

#include "shared/explain/explain.hpp"

namespace tally::server::catalogue {

namespace {

/// A cell in quotes where it needs them.
std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    cell += c;
    if (c == '"') cell += '"';
  }
  return cell + "\"";
}

}  // namespace

std::string say_refusal(const Refusal& refusal) {
  const explain::Said said = explain::say_issue(refusal.issue);
  std::string text = refusal.file + ", line " + std::to_string(refusal.line);
  if (!refusal.column.empty()) text += ", column \"" + refusal.column + "\"";
  text += ": " + said.sentence;
  return said.mend.empty() ? text : text + " " + said.mend;
}

void write_refusals(std::ostream& stream, const std::vector<Refusal>& refusals) {
  stream << "file,line,column,value,reason,mend,code\r\n";
  for (const Refusal& refusal : refusals) {
    const explain::Said said = explain::say_issue(refusal.issue);
    stream << csv_cell(refusal.file) << ',' << refusal.line << ',' << csv_cell(refusal.column)
           << ',' << csv_cell(refusal.value) << ',' << csv_cell(said.sentence) << ','
           << csv_cell(said.mend) << ',' << code_row(refusal.issue.code).name << "\r\n";
  }
}

}  // namespace tally::server::catalogue
