// What the rules said of an order, in sentences.
#include "shared/explain/explain.hpp"
#include "shared/rules/print.hpp"

namespace tally::explain {

namespace {

std::string listed(const std::vector<std::string>& words) {
  return rules::join_with(words, "and");
}

std::string quoted(const std::vector<std::string>& names) {
  std::vector<std::string> marked;
  for (const std::string& name : names) marked.push_back("\"" + name + "\"");
  return listed(marked);
}

std::string say_answer(const Ruling& ruling) {
  return ruling.answers.empty() ? "nothing" : listed(ruling.answers);
}

}  // namespace

std::string say_ruling(const Ruling& ruling) {
  std::string said = "Rules, " + ruling.decision + ": ";
  switch (ruling.status) {
    case RulingStatus::decided:
      said += say_answer(ruling);
      if (!ruling.fired.empty()) said += " by " + quoted(ruling.rules_behind());
      if (ruling.by_otherwise) said += ", since no rule says otherwise";
      break;
    case RulingStatus::left_to_server: said += "the company decides"; break;
    case RulingStatus::field_missing:
      said += "a person decides, because the " + listed(ruling.fields) + " is missing";
      break;
    case RulingStatus::field_outside:
      said += "a person decides, because the " + listed(ruling.fields) +
              " is outside what the rules know";
      break;
    case RulingStatus::conflict:
      said += "a person decides, because " + quoted(ruling.rules_behind()) + " answer " +
              listed(ruling.answers);
      break;
    case RulingStatus::no_answer:
    case RulingStatus::inputs_wrong: said += "a person decides, because no rule answers"; break;
  }
  if (ruling.mode == RuleMode::suggest) said += " (a suggestion)";
  said += ".";
  if (!ruling.left_to_server.empty()) {
    said += " The company also checks " + quoted(ruling.left_to_server) + ".";
  }
  return said;
}

std::vector<std::string> say_rulings(const RulesOutcome& rules) {
  std::vector<std::string> said;
  for (const Ruling& ruling : rules.rulings) {
    const bool is_plain = ruling.status == RulingStatus::decided && ruling.fired.empty() &&
                          ruling.left_to_server.empty();
    if (!is_plain) said.push_back(say_ruling(ruling));
  }
  return said;
}

}  // namespace tally::explain
