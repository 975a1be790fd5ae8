#include "server/ops/codes_reference.hpp"

#include "shared/base/issue.hpp"

namespace tally::server::ops {

namespace {

/// Text of a table cell: a bar would end it, an angle bracket would be taken for HTML.
std::string cell(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '|') out += "\\|";
    else if (letter == '<') out += "&lt;";
    else out += letter;
  }
  return out;
}

}  // namespace

std::string codes_markdown() {
  std::string text =
      "# Issue codes\n\nGenerated from `shared/base/codes.def` by `tallystick docs codes`. An "
      "issue "
      "has a code, the path of what it\nis about, and arguments, which stand in {braces} here. "
      "`error` stops an order or a document, `review` sends\nit to a person, `note` is worth "
      "knowing. *later* means that sending the same again can help. A number is\nnever reused.\n";
  std::string_view room;
  for (const CodeRow& row : code_rows()) {
    if (row.room != room) {
      room = row.room;
      text += "\n## " + std::string(room) +
              "\n\n| number | code | severity | sentence | mend | for example |\n"
              "|---|---|---|---|---|---|\n";
    }
    const std::string retry = row.retry == Retry::later ? ", *later*" : "";
    text += "| " + std::to_string(row.number) + " | `" + std::string(row.name) + "` | " +
            std::string(severity_name(row.severity)) + retry + " | " + cell(row.sentence) + " | " +
            cell(row.mend) + " | " + cell(row.example) + " |\n";
  }
  return text;
}

}  // namespace tally::server::ops
