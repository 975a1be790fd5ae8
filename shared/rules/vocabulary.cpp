#include "shared/rules/vocabulary.hpp"

#include "shared/rules/token.hpp"

namespace tally::rules {

bool answers_with_number(const Decision& decision) {
  return decision.kind == DecisionKind::highest || decision.kind == DecisionKind::lowest ||
         decision.kind == DecisionKind::sum;
}

std::optional<std::uint16_t> find_field(const Vocabulary& vocabulary, std::string_view phrase) {
  for (std::size_t i = 0; i < vocabulary.fields.size(); ++i) {
    if (equal_folded(vocabulary.fields[i].phrase, phrase)) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

std::optional<std::uint16_t> find_decision(const Vocabulary& vocabulary, std::string_view name) {
  for (std::size_t i = 0; i < vocabulary.decisions.size(); ++i) {
    if (equal_folded(vocabulary.decisions[i].name, name)) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

std::string say_unit(const Vocabulary& vocabulary, const Field& field) {
  switch (field.type) {
    case FieldType::choice: return "one of a list";
    case FieldType::date: return "a day";
    case FieldType::fact: return "a fact";
    case FieldType::number: break;
  }
  switch (field.unit) {
    case Unit::money: return "money in " + std::string(vocabulary.currency.code());
    case Unit::percent: return "a percentage";
    case Unit::weight: return "a weight in kg or g";
    case Unit::distance: return "a distance in km";
    case Unit::count: return "a plain number";
    case Unit::days: return "a number of days";
    case Unit::hours: return "a number of hours";
  }
  return {};
}

std::string_view kind_name(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::exactly_one: return "exactly one of";
    case DecisionKind::strictest: return "strictest of";
    case DecisionKind::highest: return "highest";
    case DecisionKind::lowest: return "lowest";
    case DecisionKind::sum: return "sum of";
    case DecisionKind::all_of: return "all of";
    case DecisionKind::first_of: return "first of";
  }
  return {};
}

}  // namespace tally::rules
