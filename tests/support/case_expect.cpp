// The lines of a case that say what is expected.
#include <charconv>

#include "shared/base/text.hpp"
#include "tests/support/case_file.hpp"

namespace tally::tests {

namespace {

/// "line 2: price 11.00, net 264.00": each part is a figure's name and its value.
void read_figures(Words& words, const std::string& prefix, Expectation& into) {
  do {
    const std::string name = words.next();
    const std::string value = words.part();
    if (value.empty()) complain(words.line(), "a value behind " + name);
    into.figures[prefix + name] = value;
  } while (words.take(","));
}

/// "1: net 19.00, line 2 tax 1.25": what one invoice or refund comes to.
void read_part_figures(Words& words, const std::string& kind, Expectation& into) {
  std::string number = words.next();
  if (number.ends_with(':')) number.pop_back();
  do {
    std::string name;
    if (words.take("line")) name = "line " + words.next() + " ";
    name += words.next();
    into.figures[kind + number + " " + name] = words.part();
  } while (words.take(","));
}

void read_issue(Words& words, Expectation& into) {
  ExpectedIssue issue;
  issue.code = words.next();
  if (words.take("at")) issue.path = words.next();
  if (words.take(",")) {
    words.expect("and");
    const std::string count = words.next();
    std::from_chars(count.data(), count.data() + count.size(), issue.more);
    words.expect("more");
  }
  into.issues.push_back(std::move(issue));
}

}  // namespace

void read_expect_line(const CaseLine& line, Expectation& into) {
  Words words(line);
  if (line.text.starts_with("  ")) {
    if (into.issues.empty()) complain(line, "an issue before its sentence");
    ExpectedIssue& issue = into.issues.back();
    const std::string_view said = trim(line.text);
    constexpr std::string_view mend = "mend: ";
    if (said.starts_with(mend)) issue.mend = said.substr(mend.size());
    else issue.sentence = said;
    return;
  }
  if (words.take("line")) {
    std::string number = words.next();
    if (number.ends_with(':')) number.pop_back();
    read_figures(words, "line " + number + " ", into);
  } else if (words.take("invoice")) {
    read_part_figures(words, "invoice ", into);
  } else if (words.take("refund")) {
    read_part_figures(words, "refund ", into);
  } else if (words.take("instalment")) {
    read_part_figures(words, "instalment ", into);
  } else if (words.take("written")) {
    into.figures["written"] = words.rest();
  } else if (words.take("promotion")) {
    const std::string code = words.next();
    into.figures["promotion " + code] = words.rest();
  } else if (words.take("issue")) {
    read_issue(words, into);
  } else if (words.take("group")) {
    into.groups.push_back(words.rest());
  } else if (read_address_expectation(words, into)) {
    return;
  } else if (words.take("says")) {
    into.says.push_back(words.rest());
  } else {
    read_figures(words, "", into);
  }
  if (!words.at_end()) complain(line, "nothing more");
}

}  // namespace tally::tests
