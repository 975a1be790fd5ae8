// Cell reader: what every typed cell is read with, and where its issues are collected.
// In go the text of a cell and its path; out come codes, texts and days, or an issue at the path.
// A cell that cannot be read is empty afterwards and named in the issues.
// Only normalise/ includes this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/data/order.hpp"

namespace tally::normalise {

inline constexpr std::size_t note_bytes_max = 4000;
inline constexpr std::size_t short_text_bytes_max = 200;

/// Where a cell stands; put into words only where something is wrong with it.
struct CellPath {
  CellPath(const char* name) : field(name) {}
  CellPath(const std::string& name) : field(name) {}
  CellPath(const char* name, std::size_t index) : field(name), line(index) {}
  std::string_view field;
  std::optional<std::size_t> line;
  std::string text() const { return line ? line_path(*line, field) : std::string(field); }
};

/// Collects the issues of one draft at the paths of its cells.
struct Reader {
  Issues& issues;

  void report(IssueCode code, const CellPath& path, std::vector<Argument> arguments = {}) const {
    issues.push_back(make_issue(code, path.text(), std::move(arguments)));
  }

  template <typename Id>
  std::optional<Id> id(std::string_view text, const CellPath& path, IssueCode malformed) const {
    if (trim(text).empty()) return std::nullopt;
    auto id = Id::parse(text);
    if (!id) report(malformed, path, {{"text", quote_short(text)}});
    return id;
  }

  std::string free_text(std::string_view text, const CellPath& path, std::size_t bytes_max) const {
    const std::string_view trimmed = trim(text);
    if (!is_utf8(trimmed) || has_control_characters(trimmed)) {
      report(IssueCode::text_not_printable, path);
      return {};
    }
    if (trimmed.size() > bytes_max) {
      report(IssueCode::text_too_long, path,
             {{"bytes", static_cast<std::int64_t>(trimmed.size())},
              {"limit", static_cast<std::int64_t>(bytes_max)}});
      return {};
    }
    return std::string(trimmed);
  }
};

inline std::optional<Date> read_date(const Reader& read, std::string_view text,
                                     const CellPath& path) {
  const std::string_view typed = trim(text);
  if (typed.empty()) return std::nullopt;
  const auto date = Date::parse(typed);
  if (!date) {
    read.report(IssueCode::requested_date_malformed, path, {{"text", quote_short(typed)}});
  }
  return date;
}

}  // namespace tally::normalise
