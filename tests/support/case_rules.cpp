// The lines of a case about rules: the company's words, its rule sets, how far they are trusted.
#include <algorithm>

#include "shared/explain/explain.hpp"
#include "shared/wire/rule_book_text.hpp"
#include "tests/support/case_values.hpp"

namespace tally::tests {

namespace {

RuleBookText& book_of(CaseCompany& into) {
  if (!into.company.rules) {
    into.company.rules.emplace();
    into.company.rules->currency = *Currency::parse("USD");
  }
  return *into.company.rules;
}

std::vector<std::string> read_word_list(Words& words) {
  std::vector<std::string> list;
  do {
    list.push_back(words.part());
  } while (words.take(","));
  return list;
}

Channel read_case_channel(Words& words) {
  const auto channel = parse_channel(words.next());
  if (!channel) complain(words.line(), "rep, desk, web or import");
  return *channel;
}

/// rules in USD, channel web, share 20
void read_set_head(Words& words, CaseCompany& into) {
  RuleBookText& book = book_of(into);
  const auto currency = Currency::parse(words.next());
  if (!currency) complain(words.line(), "a currency");
  book.currency = *currency;
  RuleSetText& set = book.sets.emplace_back(
      RuleSetText{"set " + std::to_string(book.sets.size() + 1), {}});
  while (words.take(",")) {
    if (words.take("channel")) set.channels.push_back(read_case_channel(words));
    else if (words.take("share")) set.customer_share_percent = std::stoi(words.next());
    else complain(words.line(), "channel or share");
  }
}

/// automation of tax suggest, channel web, group GOLD
void read_automation_line(Words& words, CaseCompany& into) {
  AutomationRow row;
  row.decision = words.next();
  const std::string mode = words.next();
  if (mode == "off") row.mode = RuleMode::off;
  else if (mode == "suggest") row.mode = RuleMode::suggest;
  else if (mode != "automatic") complain(words.line(), "off, suggest or automatic");
  while (words.take(",")) {
    if (words.take("channel")) row.channel = read_case_channel(words);
    else if (words.take("group")) row.group = read_code<CustomerGroup>(words, "a group");
    else complain(words.line(), "channel or group");
  }
  book_of(into).automation.push_back(std::move(row));
}

}  // namespace

bool read_rules_company_line(Words& words, CaseCompany& into) {
  if (words.take("|")) {
    RuleBookText& book = book_of(into);
    if (book.sets.empty()) complain(words.line(), "\"rules in USD\" before their text");
    // Behind the stroke and one space the line stands as it is.
    const std::string& line = words.line().text;
    book.sets.back().text += line.substr(std::min(line.find('|') + 2, line.size())) + "\n";
    words.skip_all();
  } else if (words.take("teams")) {
    wire::add_words(book_of(into), "team", read_word_list(words));
  } else if (words.take("rules in")) {
    read_set_head(words, into);
  } else if (words.take("automation of")) {
    read_automation_line(words, into);
  } else {
    return false;
  }
  return true;
}

void finish_rules(CaseCompany& into) {
  if (!into.company.rules) return;
  wire::complete_words(*into.company.rules, into.company);
  std::string said;
  for (const Issue& issue : wire::check_rule_book(*into.company.rules, "rules")) {
    said += "\n" + issue.path + ": " + explain::say_issue(issue).sentence;
  }
  if (!said.empty()) throw CaseMistake("the rules of the case do not read:" + said);
}

}  // namespace tally::tests
