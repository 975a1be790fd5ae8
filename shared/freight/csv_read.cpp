// Reads rate cards from CSV: each line by the word that it begins with.
#include <algorithm>
#include <array>

#include "shared/base/csv.hpp"
#include "shared/base/text.hpp"
#include "shared/freight/csv.hpp"
#include "shared/freight/csv_reader.hpp"

namespace tally::freight {

namespace {

/// What the sign behind "rate card" is, or a comma.
char delimiter_of(std::string_view text) {
  constexpr std::string_view word = "rate card";
  text = without_mark(text);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool is_quoted = line.starts_with('"');
    if (is_quoted) line.remove_prefix(1);
    if (ascii_lower(line.substr(0, word.size())) != word) continue;
    line.remove_prefix(word.size());
    if (is_quoted && line.starts_with('"')) line.remove_prefix(1);
    line = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (!line.empty() && (line[0] == ';' || line[0] == '\t')) return line[0];
    return ',';
  }
  return ',';
}

Issues unreadable(const std::string& path, std::string reason) {
  return {make_issue(IssueCode::freight_csv_unreadable, path, {{"reason", std::move(reason)}})};
}

}  // namespace

Result<std::vector<RateCard>> read_rate_cards_csv(std::string_view text) {
  if (text.size() > csv_bytes_max) {
    return std::unexpected(unreadable("", "it is larger than 16 MiB"));
  }
  if (!is_utf8(text)) return std::unexpected(unreadable("", "it is not UTF-8 text"));
  CsvText csv(text, delimiter_of(text));
  CardCsvReader reader;
  CsvTextRow row;
  while (reader.issues().size() < csv_issues_max && csv.next(row)) reader.read(row);
  if (csv.fault() != CsvFault::none) {
    const bool is_open = csv.fault() == CsvFault::quote_open;
    return std::unexpected(
        unreadable("line " + std::to_string(csv.fault_line()),
                   is_open ? "a quotation mark is opened and never closed"
                           : "there is text behind a closing quotation mark"));
  }
  return reader.take();
}

}  // namespace tally::freight
