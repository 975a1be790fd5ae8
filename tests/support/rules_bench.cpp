#include "tests/support/rules_bench.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/support/rules_data.hpp"

namespace tally::tests {

namespace {

/// In the order of the vocabulary's fields.
constexpr const char* keys[] = {"total",       "tier",     "country",    "channel",
                                "terms",       "payment",  "address",    "weight",
                                "discount",    "lines",    "promise",    "creditUsed",
                                "backordered", "category", "firstOrder", "hazmat"};

/// The value of a key in one flat line of JSON, without its quotes.
std::string value_of(const std::string& line, const std::string& key) {
  const std::string mark = "\"" + key + "\":";
  const std::size_t at = line.find(mark);
  REQUIRE(at != std::string::npos);
  std::size_t from = at + mark.size();
  if (line[from] == '"') return line.substr(from + 1, line.find('"', from + 1) - from - 1);
  return line.substr(from, line.find_first_of(",}", from) - from);
}

std::int64_t input_of(const rules::Field& field, const std::string& value) {
  if (field.type == rules::FieldType::fact) return value == "true" ? 1 : 0;
  if (field.type != rules::FieldType::choice) return std::stoll(value);
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    if (field.values[i] == value) return static_cast<std::int64_t>(i);
  }
  FAIL("no value " << value);
  return 0;
}

}  // namespace

std::optional<RulesBench> load_rules_bench(const std::string& size, const std::string& kind) {
  auto words = rules_file("bench/bench-" + size + ".vocab");
  const auto text = rules_file("bench/rules-" + size + ".en");
  const auto orders = rules_file("bench/orders.ndjson");
  const auto expected = rules_file("bench/expected-" + size + ".txt");
  if (!words || !text || !orders || !expected) return std::nullopt;
  const std::string written = "exactly one of";
  words->replace(words->find(written), written.size(), kind);
  RulesBench bench;
  auto vocabulary = rules::read_vocabulary(*words, {});
  REQUIRE_MESSAGE(vocabulary, say_rule_issues(vocabulary.error()));
  bench.vocabulary = *std::move(vocabulary);
  bench.text = *text;
  auto set = rules::read_rules(bench.vocabulary, *text);
  REQUIRE_MESSAGE(set, say_rule_issues(set.error()));
  bench.set = *std::move(set);
  std::istringstream lines(*orders);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < std::size(keys); ++i) {
      values.push_back(input_of(bench.vocabulary.fields[i], value_of(line, keys[i])));
    }
    bench.orders.push_back(std::move(values));
  }
  std::istringstream rows(*expected);
  for (BenchExpected row; rows >> row.first >> row.count >> row.sum;) bench.expected.push_back(row);
  return bench;
}

}  // namespace tally::tests
