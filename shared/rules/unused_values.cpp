// Values that the vocabulary knows and no rule names.
#include <algorithm>
#include <functional>

#include "shared/rules/analysis.hpp"
#include "shared/rules/print.hpp"

namespace tally::rules {

namespace {

struct Named {
  bool is_asked = false;
  std::vector<bool> values;
};

void collect(const Condition& condition, std::vector<Named>& fields) {
  for (const Condition& part : condition.parts) collect(part, fields);
  if (condition.join != Join::one) return;
  Named& named = fields[condition.atom.field];
  named.is_asked = true;
  for (const std::int64_t value : condition.atom.values) {
    const auto index = static_cast<std::size_t>(value);
    if (value >= 0 && index < named.values.size()) named.values[index] = true;
  }
}

}  // namespace

std::vector<UnusedValues> find_unused_values(const Vocabulary& vocabulary, const RuleSet& set,
                                             std::span<const PastOrder> past) {
  std::vector<Named> fields;
  for (const Field& field : vocabulary.fields) {
    fields.push_back({false, std::vector<bool>(field.values.size())});
  }
  for (const DecisionRules& decision : set.decisions) {
    for (const Rule& rule : decision.rules) {
      collect(rule.when, fields);
      if (rule.unless) collect(*rule.unless, fields);
    }
  }
  std::vector<UnusedValues> all;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    UnusedValues unused;
    unused.field = static_cast<std::uint16_t>(field);
    for (std::size_t i = 0; fields[field].is_asked && i < fields[field].values.size(); ++i) {
      if (!fields[field].values[i]) unused.values.push_back(static_cast<std::int64_t>(i));
    }
    if (unused.values.empty()) continue;
    for (std::uint32_t order = 0; order < past.size(); ++order) {
      const auto& values = past[order].values;
      const bool has_it = field < values.size() &&
                          std::ranges::find(unused.values, values[field]) != unused.values.end();
      if (has_it && unused.touched++ == 0) unused.touched_order = order;
    }
    all.push_back(std::move(unused));
  }
  std::ranges::stable_sort(all, std::greater{}, &UnusedValues::touched);
  return all;
}

Issue unused_issue(const Vocabulary& vocabulary, const UnusedValues& unused) {
  const Field& field = vocabulary.fields[unused.field];
  std::string words;
  for (std::size_t i = 0; i < unused.values.size(); ++i) {
    if (i > 0) words += i + 1 == unused.values.size() ? " or " : ", ";
    words += print_value(vocabulary, field, unused.values[i]);
  }
  return make_issue(IssueCode::finding_value_unused, "",
                    {{"field", field.phrase}, {"value", words}});
}

}  // namespace tally::rules
