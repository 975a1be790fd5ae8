#include "tests/support/rules_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "shared/rules/reader.hpp"
#include "tests/support/random.hpp"
#include "tests/support/rules_data.hpp"

namespace tally::tests {

namespace {

using namespace rules;

constexpr int first_day = 20'000;
constexpr int days = 3;

class Author {
 public:
  Author(std::uint64_t seed, const RandomRules& wish) : random_(seed), wish_(wish) {}

  std::string write() {
    std::string text = "Decide " + wish_.decision + ".\n";
    for (int i = 0; i < wish_.rules; ++i) text += rule(i);
    if (below(3) == 0) text += "Otherwise " + answer() + ".\n";
    return text;
  }

 private:
  int below(int bound) {
    return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound)));
  }

  std::string answer() {
    if (wish_.decision == "most" || wish_.decision == "least" || wish_.decision == "total") {
      return wish_.decision + " " + std::to_string(1 + below(3)) + "%";
    }
    constexpr const char* names[] = {"red", "green", "blue"};
    return wish_.decision + " " + names[below(3)];
  }

  std::string number(int high) {
    const std::string a = std::to_string(below(high + 1));
    switch (below(6)) {
      case 0: return "at least " + a;
      case 1: return "at most " + a;
      case 2: return a;
      case 3: return "not " + a;
      case 4: {
        const int low = below(high);
        return "from " + std::to_string(low) + " to under " +
               std::to_string(low + 1 + below(high - low));
      }
      default:
        return "at least " + std::to_string(below(2)) + " and at most " +
               std::to_string(2 + below(high - 1));
    }
  }

  std::string atom() {
    switch (below(6)) {
      case 0: return "the size is " + number(4);
      case 1: return below(4) == 0 ? (below(2) == 0 ? "the age is missing" : "the age is known")
                                   : "the age is " + number(3);
      case 2: return std::string("the shape is ") + (below(2) == 0 ? "round" : "round or square");
      case 3:
        return std::string("the shape is ") +
               (below(2) == 0 ? "not flat" : "neither flat nor round");
      case 4: return below(2) == 0 ? "it is hot" : "it is cold";
      default:
        return below(3) == 0 ? "the tint is missing"
                             : std::string("the tint is ") + (below(2) == 0 ? "pale" : "dark");
    }
  }

  /// A list of items, indented by `level`.
  std::string list(int level) {
    constexpr const char* heads[] = {"all of these are true:", "any of these is true:",
                                     "none of these is true:"};
    std::string text = heads[below(3)];
    const int items = 2 + below(2);
    for (int i = 0; i < items; ++i) {
      text += "\n" + std::string(static_cast<std::size_t>(2 * level), ' ') + "- ";
      text += level < 3 && below(4) == 0 ? list(level + 1) : atom();
    }
    return text;
  }

  std::string condition() {
    if (below(4) == 0) return list(1);
    const char* join = below(4) == 0 ? " or " : " and ";
    std::string text = atom();
    for (int i = below(3); i > 0; --i) text += join + atom();
    return text;
  }

  std::string rule(int index) {
    const std::string when = condition();
    std::string text = "Rule r" + std::to_string(index) + ": When " + when +
                       (when.contains('\n') ? "\n" : ", ") + answer();
    if (below(4) == 0) text += ", unless " + condition();
    text += ".";
    if (index > 0 && below(4) == 0) {
      text += " This rule overrides r" + std::to_string(below(index)) + ".";
    }
    if (below(6) == 0) {
      const Date from = Date::from_days(first_day + below(days));
      text += " From " + from.print() + " until " + from.plus_days(below(2)).print() + ".";
    }
    return text + "\n";
  }

  Random random_;
  RandomRules wish_;
};

}  // namespace

const Vocabulary& tiny_words() {
  static const Vocabulary words = [] {
    auto read = read_vocabulary(
        "field size | count 0 4\n"
        "field age | count 0 3 | optional\n"
        "field shape | one of round, square, flat\n"
        "fact it is hot | it is cold\n"
        "field tint | one of pale, dark | optional\n"
        "decision pick | exactly one of red, green, blue | pick *\n"
        "decision worst | strictest of red, green, blue | worst *\n"
        "decision most | highest percent up to 30% | most *\n"
        "decision least | lowest percent | least *\n"
        "decision total | sum of percent up to 4% | total *\n"
        "decision both | all of red, green, blue | both *\n"
        "decision table | first of red, green, blue | table *\n", {});
    REQUIRE_MESSAGE(read, say_rule_issues(read.error()));
    return *std::move(read);
  }();
  return words;
}

std::string random_rules_text(std::uint64_t seed, const RandomRules& wish) {
  return Author(seed, wish).write();
}

DecisionRules random_rules(std::uint64_t seed, const RandomRules& wish) {
  const std::string text = random_rules_text(seed, wish);
  auto set = read_rules(tiny_words(), text);
  REQUIRE_MESSAGE(set, text << say_rule_issues(set.error()));
  return std::move(set->decisions.front());
}

const std::vector<std::vector<std::int64_t>>& tiny_points() {
  static const std::vector<std::vector<std::int64_t>> points = [] {
    std::vector<std::vector<std::int64_t>> all{{}};
    std::vector<std::vector<std::int64_t>> domains;
    for (const Field& field : tiny_words().fields) {
      std::vector<std::int64_t> values;
      if (field.missing == MissingPolicy::optional) values.push_back(missing_value);
      for (std::int64_t value = field.low; value <= field.high; ++value) values.push_back(value);
      domains.push_back(values);
    }
    domains.push_back({first_day - 1, first_day, first_day + 1, first_day + 2, first_day + 3});
    for (const auto& domain : domains) {
      std::vector<std::vector<std::int64_t>> longer;
      for (const auto& point : all) {
        for (const std::int64_t value : domain) {
          longer.push_back(point);
          longer.back().push_back(value);
        }
      }
      all = std::move(longer);
    }
    return all;
  }();
  return points;
}

Inputs inputs_at(const std::vector<std::int64_t>& point) {
  return {std::span(point).first(point.size() - 1),
          AsOf{Date::from_days(static_cast<std::int32_t>(point.back()))}, KnownAt::server};
}

Decided decide_plainly(const DecisionRules& rules, const std::vector<std::int64_t>& point) {
  const Vocabulary& words = tiny_words();
  const Inputs inputs = inputs_at(point);
  const auto holds = [&](const Rule& rule) {
    return is_valid_on(inputs.as_of.date, rule.from, rule.until) &&
           truth_of(words.fields, rule.when, inputs.values) == Truth::holds &&
           !(rule.unless && truth_of(words.fields, *rule.unless, inputs.values) == Truth::holds);
  };
  std::vector<std::uint32_t> matched;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) {
    if (holds(rules.rules[i])) matched.push_back(i);
  }
  Decided out;
  for (const std::uint32_t rule : matched) {
    const bool is_silenced = std::ranges::any_of(matched, [&](std::uint32_t by) {
      return std::ranges::count(rules.rules[by].overrides, rule) > 0;
    });
    if (!is_silenced) out.fired.push_back(rule);
  }
  std::vector<rules::Answer> answers;
  rules::Answer sum = 0;
  for (const std::uint32_t rule : out.fired) {
    answers.push_back(rules.rules[rule].answer);
    sum += answers.back();
  }
  const rules::Answer first = answers.empty() ? 0 : answers.front();
  std::ranges::sort(answers);
  answers.erase(std::unique(answers.begin(), answers.end()), answers.end());
  out.status = Status::decided;
  const std::string& name = words.decisions[rules.decision].name;
  if (answers.empty() && rules.otherwise) {
    out.by = DecidedBy::otherwise;
    out.answers = {rules.otherwise->answer};
  } else if (name == "total") {
    out.answers = {std::min<rules::Answer>(sum, 400)};
  } else if (answers.empty()) {
    if (name != "both") out.status = Status::no_answer;
  } else if (name == "pick") {
    out.answers = answers;
    if (answers.size() > 1) out.status = Status::conflict;
  } else if (name == "both") {
    out.answers = answers;
  } else if (name == "table") {
    out.answers = {first};
  } else {
    out.answers = {name == "least" ? answers.front() : answers.back()};
  }
  return out;
}

}  // namespace tally::tests
