// Order words: the vocabulary that ships, with a company's own words in it.
// In go the currency of the rules and the company's lists (teams, groups, warehouses); out comes a
// vocabulary, and which of its fields and decisions are which, so that the pipeline can fill and
// ask them by name.
// A word that would make a sentence ambiguous is left out: an order with it counts as "other".
// The table is order_words.def, and the reference in docs/ is printed from it.
//   auto words = make_order_words(*Currency::parse("EUR"), book.words);
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shared/data/rule_book.hpp"
#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

/// When something is first known, or asked: the named points of the pipeline, then the server.
enum class RulePoint : std::uint8_t { before_price, before_tax, after_tax, after_plan, server };
std::string_view point_name(RulePoint point);

enum class OrderField : std::uint8_t {
#define ORDER_FIELD(name, point, line, says) name,
#define ORDER_DECISION(name, point, line, says)
#include "shared/rules/order_words.def"
#undef ORDER_FIELD
#undef ORDER_DECISION
};
enum class OrderDecision : std::uint8_t {
#define ORDER_FIELD(name, point, line, says)
#define ORDER_DECISION(name, point, line, says) name,
#include "shared/rules/order_words.def"
#undef ORDER_FIELD
#undef ORDER_DECISION
};

struct OrderWordRow {
  RulePoint point;
  std::string_view line;
  std::string_view says;
};
std::span<const OrderWordRow> order_field_rows();
std::span<const OrderWordRow> order_decision_rows();

/// The fields that one row of the table became: one, or one for each word of a list.
struct FieldRange {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
};

struct OrderWords {
  Vocabulary vocabulary;
  /// By OrderField.
  std::vector<FieldRange> fields;
  /// By field of the vocabulary.
  std::vector<RulePoint> known_from;
  /// By decision of the vocabulary.
  std::vector<OrderDecision> decisions;
  /// The lists as they were taken, each word once.
  std::vector<RuleWords> lists;

  FieldRange range(OrderField field) const { return fields[static_cast<std::size_t>(field)]; }
  /// Empty where the company has no such list.
  std::span<const std::string> list(std::string_view name) const;
};

/// Issues: vocabulary_*, of a list that cannot be used as a whole.
Result<OrderWords> make_order_words(Currency currency, std::span<const RuleWords> company);

}  // namespace tally::rules
