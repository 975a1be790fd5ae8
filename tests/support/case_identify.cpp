// The lines of a case that are an identifier, and what its check says of it.
#include <algorithm>

#include "tests/support/case_run.hpp"

namespace tally::tests {

namespace {

/// A separator of element strings as a case shows it.
std::string with_separators(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\x1D' ? std::string("<FNC1>") : std::string(1, c);
  return out;
}

}  // namespace

bool open_identifier(Words& words, Case& into) {
  if (!words.take("identify")) return false;
  into.input = CaseInput::identifier;
  into.identifier.kind = words.next();
  if (words.take("of")) into.identifier.country = words.next();
  if (words.take("on")) {
    const auto date = Date::parse(words.next());
    if (!date) complain(words.line(), "a day, such as 2026-03-02");
    into.as_of = AsOf{*date};
  }
  return true;
}

CaseResult run_identifier(const Case& wanted) {
  const identify::Kind* kind = identify::find_kind(wanted.identifier.kind);
  if (kind == nullptr) throw CaseMistake(wanted.name + ": no kind " + wanted.identifier.kind);
  const identify::Context context{.country = wanted.identifier.country, .as_of = wanted.as_of};
  CaseResult result;
  result.identifier = kind->check(wanted.identifier.text, context);
  result.issues = result.identifier->issues;
  return result;
}

std::string verdict_of(const identify::Finding& finding) {
  if (identify::is_wrong(finding)) return "refuse";
  const auto& issues = finding.issues;
  const auto review = std::ranges::find(issues, Severity::review, &Issue::severity);
  return review == issues.end() ? "accept" : "review";
}

std::map<std::string, std::string> figures_of(const identify::Finding& finding) {
  std::map<std::string, std::string> figures;
  if (!finding.normal.empty()) figures["normal"] = with_separators(finding.normal);
  if (!finding.suggestions.empty()) figures["suggestion"] = finding.suggestions.front();
  for (std::size_t i = 0; i < finding.elements.size(); ++i) {
    const identify::Element& element = finding.elements[i];
    std::string said = element.ai + " " + element.value;
    if (element.date) said += " " + element.date->print();
    if (element.measure) {
      said += " " + std::to_string(element.measure->units) + " with " +
              std::to_string(element.measure->decimals) + " decimals";
    }
    figures["element-" + std::to_string(i + 1)] = said;
  }
  return figures;
}

}  // namespace tally::tests
