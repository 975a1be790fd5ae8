#include "shared/base/issue.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace tally {

namespace {

std::vector<CodeRow> make_rows() {
  std::vector<CodeRow> rows{
#define TALLY_CODE(number, name, room, severity, retry, sentence, mend, example)         \
  CodeRow{IssueCode::name, number, #name, #room, Severity::severity, Retry::retry, sentence, mend, \
          example},
#include "shared/base/codes.def"
#undef TALLY_CODE
  };
  std::ranges::stable_sort(rows, {}, &CodeRow::number);
  return rows;
}

}  // namespace

const std::vector<CodeRow>& code_rows() {
  static const std::vector<CodeRow> rows = make_rows();
  return rows;
}

const CodeRow& code_row(IssueCode code) {
  const auto& rows = code_rows();
  const auto found =
      std::ranges::lower_bound(rows, static_cast<std::uint16_t>(code), {}, &CodeRow::number);
  assert(found != rows.end() && found->code == code);
  return *found;
}

std::optional<IssueCode> find_code(std::string_view name) {
  for (const CodeRow& row : code_rows()) {
    if (row.name == name) return row.code;
  }
  return std::nullopt;
}

Issue make_issue(IssueCode code, std::string path, std::vector<Argument> arguments) {
  return Issue{code, std::move(path), code_row(code).severity, std::move(arguments)};
}

std::string line_path(std::size_t index, std::string_view field) {
  std::string path = "lines[" + std::to_string(index) + "]";
  if (!field.empty()) path += "." + std::string(field);
  return path;
}

std::optional<LinePath> parse_line_path(std::string_view path) {
  constexpr std::string_view head = "lines[";
  if (!path.starts_with(head)) return std::nullopt;
  path.remove_prefix(head.size());
  const std::size_t close = path.find(']');
  if (close == 0 || close == std::string_view::npos || close > 6) return std::nullopt;
  std::size_t index = 0;
  for (const char c : path.substr(0, close)) {
    if (c < '0' || c > '9') return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  path.remove_prefix(close + 1);
  if (path.empty()) return LinePath{index, {}};
  if (path.front() != '.' || path.size() == 1) return std::nullopt;
  return LinePath{index, std::string(path.substr(1))};
}

std::string_view severity_name(Severity severity) {
  constexpr std::array<std::string_view, 3> names{"error", "review", "note"};
  return names[static_cast<std::size_t>(severity)];
}

}  // namespace tally
