// Issue: one thing that is wrong or worth knowing, as a value.
// In go a code of base/codes.def, the path of the cell and named arguments; explain/ makes the
// sentence and the mend from them, in one voice, wherever the issue is met.
// All issues are collected, never only the first. It carries no sentences itself.
//   issues.push_back(make_issue(IssueCode::product_unknown, line_path(3, "sku"), {{"sku", sku}}));
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/money.hpp"
#include "shared/base/quantity.hpp"
#include "shared/base/rate.hpp"

namespace tally {

/// One enumerator per line of base/codes.def; its number is the code's own and never reused.
enum class IssueCode : std::uint16_t {
#define TALLY_CODE(number, name, room, severity, retry, sentence, mend, example) name = number,
#include "shared/base/codes.def"
#undef TALLY_CODE
};

/// error: the order or document cannot go on. review: a person decides. note: worth knowing.
enum class Severity : std::uint8_t { error, review, note };
/// Whether sending the same again can help: a full disk passes, a wrong SKU does not.
enum class Retry : std::uint8_t { never, later };

struct Argument {
  using Value =
      std::variant<std::int64_t, std::string, Money, UnitPrice, Quantity, Rate, Date>;
  std::string name;
  Value value;
  friend bool operator==(const Argument&, const Argument&) = default;
};

struct Issue {
  IssueCode code{};
  /// Where: "customer", "lines[3].quantity"; empty for the whole.
  std::string path;
  Severity severity = Severity::error;
  std::vector<Argument> arguments;
  friend bool operator==(const Issue&, const Issue&) = default;
};

using Issues = std::vector<Issue>;
template <typename T>
using Result = std::expected<T, Issues>;

/// What codes.def says of a code.
struct CodeRow {
  IssueCode code;
  std::uint16_t number;
  std::string_view name;
  std::string_view room;
  Severity severity;
  Retry retry;
  /// Sentence and mend with {argument} places; the mend may be empty.
  std::string_view sentence;
  std::string_view mend;
  std::string_view example;
};

const CodeRow& code_row(IssueCode code);
std::optional<IssueCode> find_code(std::string_view name);
/// All rows, in the order of their numbers.
const std::vector<CodeRow>& code_rows();

/// An issue with the severity of its code.
Issue make_issue(IssueCode code, std::string path, std::vector<Argument> arguments = {});

/// "lines[3].quantity": index counts from 0.
std::string line_path(std::size_t index, std::string_view field);
struct LinePath {
  std::size_t index;
  std::string field;
};
/// The inverse of line_path; nullopt where the path is not one of a line.
std::optional<LinePath> parse_line_path(std::string_view path);

std::string_view severity_name(Severity severity);

}  // namespace tally
