// Vocabulary: the words that rules may use, and what each of them means.
// In goes the text of a vocabulary and the company's own words (warehouses, tiers, carriers); out
// come fields with type, unit, domain and missing policy, facts with their negation, and decisions
// with their answers, or every issue at once with its line.
// One phrase has one meaning, and where two begin alike the longest wins; a phrase that would make
// a sentence ambiguous is refused. It knows no rule and no order.
//   auto words = read_vocabulary("field order total | money 0 20000000\n", {});
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/money.hpp"

namespace tally::rules {

/// money: minor units. percent: basis points. weight: grams. distance: km. The others as they say.
enum class Unit : std::uint8_t { money, percent, weight, distance, count, days, hours };
/// number: an integer of its unit. choice: the index of a value. date: days since 1970-01-01.
/// fact: 1 where the sentence holds, 0 where its negation does.
enum class FieldType : std::uint8_t { number, choice, date, fact };
/// required: where it is missing nothing that reads it can be decided. optional: it may be missing.
enum class MissingPolicy : std::uint8_t { required, optional };
enum class KnownAt : std::uint8_t { everywhere, server };
/// derived: computed from other fields, so that not every combination of values can be.
enum class Derivation : std::uint8_t { given, derived };

/// What stands in a vector of inputs where a field has no value.
inline constexpr std::int64_t missing_value = std::numeric_limits<std::int64_t>::min();
/// What an example does not speak of: satisfies no condition, not even "is missing" of a required
/// field.
inline constexpr std::int64_t unstated_value = missing_value + 1;

struct Field {
  /// Without "the": "order total". Of a fact, the sentence.
  std::string phrase;
  /// Of a fact only: "it is not the customer's first order".
  std::string negation;
  FieldType type = FieldType::number;
  Unit unit = Unit::count;
  /// The domain, both ends included.
  std::int64_t low = 0;
  std::int64_t high = 0;
  /// Of a choice only.
  std::vector<std::string> values;
  MissingPolicy missing = MissingPolicy::required;
  KnownAt known_at = KnownAt::everywhere;
  Derivation derivation = Derivation::given;
  friend bool operator==(const Field&, const Field&) = default;
};

/// first_of is for imported tables, whose rows have an order.
enum class DecisionKind : std::uint8_t {
  exactly_one,
  strictest,
  highest,
  lowest,
  sum,
  all_of,
  first_of
};

struct Decision {
  std::string name;
  DecisionKind kind = DecisionKind::exactly_one;
  /// Named answers; of strictest_of the mildest first. Empty where the answer is a number.
  std::vector<std::string> answers;
  Unit unit = Unit::percent;
  /// What a number may be at most: of highest and lowest each answer, of sum the sum.
  std::optional<std::int64_t> up_to;
  /// The sentence around the answer: "send the order to" and "for approval".
  std::string before;
  std::string after;
  friend bool operator==(const Decision&, const Decision&) = default;
};

bool answers_with_number(const Decision& decision);

struct Vocabulary {
  /// What amounts of money are in.
  Currency currency;
  std::vector<Field> fields;
  std::vector<Decision> decisions;
  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

/// A list of the company's own: "warehouse": east, west. A line of a vocabulary with {warehouse} in
/// its phrase stands once for each word; "{warehouse}" among values or answers stands for them all.
struct CompanyWords {
  std::string list;
  std::vector<std::string> words;
};

/// Issues: vocabulary_*, rules_too_large, rules_not_text.
Result<Vocabulary> read_vocabulary(std::string_view text, std::span<const CompanyWords> company);

/// By its phrase, in any case of letters.
std::optional<std::uint16_t> find_field(const Vocabulary& vocabulary, std::string_view phrase);
std::optional<std::uint16_t> find_decision(const Vocabulary& vocabulary, std::string_view name);

/// "money in USD", "a weight (kg or g)": what an issue says of a field.
std::string say_unit(const Vocabulary& vocabulary, const Field& field);
std::string_view kind_name(DecisionKind kind);

}  // namespace tally::rules
