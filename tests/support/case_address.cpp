// The lines of a case that is an address, and what a finding says in the words of a case.
#include <algorithm>

#include "shared/address/lines.hpp"
#include "tests/support/case_run.hpp"

namespace tally::tests {

namespace {

/// A value that is empty stands as "nothing".
std::string written(const std::string& value) { return value.empty() ? "nothing" : value; }

}  // namespace

void read_address_line(const CaseLine& line, address::Address& into) {
  Words words(line);
  if (words.take("recipient")) into.recipient = words.rest();
  else if (words.take("organisation")) into.organisation = words.rest();
  else if (words.take("street")) into.street.push_back(words.rest());
  else if (words.take("dependent_locality")) into.dependent_locality = words.rest();
  else if (words.take("locality")) into.locality = words.rest();
  else if (words.take("admin_area")) into.admin_area = words.rest();
  else if (words.take("postal_code")) into.postal_code = words.rest();
  else if (words.take("sorting_code")) into.sorting_code = words.rest();
  else if (words.take("country")) into.country = words.rest();
  else complain(line, "a field of an address");
  if (!words.at_end()) complain(line, "nothing more");
}

bool read_address_expectation(Words& words, Expectation& into) {
  if (words.take("change")) {
    const std::string path = words.next();
    words.expect("to");
    into.figures["change " + path] = words.rest();
  } else if (words.take("normal")) {
    // "normal locality BERLIN" is of an address, "normal DE136695976" of an identifier.
    const std::string first = words.next();
    const char sign = first.empty() ? ' ' : first.front();
    const bool is_path = sign >= 'a' && sign <= 'z' && !words.at_end();
    if (is_path) into.figures["normal " + first] = words.rest();
    else into.figures["normal"] = first + (words.at_end() ? "" : " " + words.rest());
  } else if (words.take("printed")) {
    const std::string number = words.next();
    into.figures["printed " + number] = words.rest();
  } else if (words.take("fact")) {
    into.figures["fact " + words.next()] = "yes";
  } else {
    return false;
  }
  return true;
}

std::map<std::string, std::string> figures_of(const address::Address& typed,
                                              const address::Finding& finding) {
  std::map<std::string, std::string> figures;
  for (const address::Change& change : finding.changes) {
    figures["change " + change.path] = written(change.to);
  }
  for (std::size_t i = 0; i < address::field_count; ++i) {
    const auto path = std::string(address::field_path(static_cast<address::Field>(i)));
    const std::string* value = address::field_at(finding.normal, path);
    if (value != nullptr && !value->empty()) figures["normal " + path] = *value;
  }
  for (std::size_t i = 0; i < finding.normal.street.size(); ++i) {
    figures["normal street[" + std::to_string(i) + "]"] = finding.normal.street[i];
  }
  for (std::size_t i = 0; i < address::fact_count; ++i) {
    const auto fact = static_cast<address::Fact>(i);
    if (finding.is(fact)) figures["fact " + std::string(address::fact_name(fact))] = "yes";
  }
  const auto lines = address::address_lines(typed);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    figures["printed " + std::to_string(i + 1)] = lines[i];
  }
  return figures;
}

std::string verdict_of(const address::Finding& finding) {
  const auto has = [&](Severity severity) {
    return std::ranges::find(finding.issues, severity, &Issue::severity) != finding.issues.end();
  };
  if (has(Severity::error)) return "refuse";
  return has(Severity::review) ? "review" : "accept";
}

}  // namespace tally::tests
