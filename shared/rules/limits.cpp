#include "shared/rules/limits.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::rules {

std::optional<Issue> refuse_text(std::string_view text) {
  if (text.size() > text_bytes_max) {
    return make_issue(IssueCode::rules_too_large, "",
                      {{"bytes", static_cast<std::int64_t>(text.size())},
                       {"limit", static_cast<std::int64_t>(text_bytes_max)}});
  }
  if (!is_utf8(text)) {
    return make_issue(IssueCode::rules_not_text, "",
                      {{"reason", std::string("it is not UTF-8")}});
  }
  const bool has_controls = std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
  if (!has_controls) return std::nullopt;
  return make_issue(IssueCode::rules_not_text, "",
                    {{"reason", std::string("it holds control characters")}});
}

}  // namespace tally::rules
