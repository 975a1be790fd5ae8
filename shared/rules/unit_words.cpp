#include "shared/rules/unit_words.hpp"

#include "shared/rules/token.hpp"

namespace tally::rules {

namespace {

constexpr UnitStanding ours = UnitStanding::ours;
constexpr UnitStanding known = UnitStanding::known;

// Pound and ounce: international avoirdupois (0.45359237 kg, exact); mile: 1.609344 km, exact.
constexpr UnitWord unit_words[] = {
    {"%", Unit::percent, ours, 2, 100, 1},
    {"kg", Unit::weight, ours, 3, 1000, 1},
    {"g", Unit::weight, ours, 0, 1, 1},
    {"km", Unit::distance, ours, 0, 1, 1},
    {"day", Unit::days, ours, 0, 1, 1},
    {"days", Unit::days, ours, 0, 1, 1},
    {"hour", Unit::hours, ours, 0, 1, 1},
    {"hours", Unit::hours, ours, 0, 1, 1},
    {"percent", Unit::percent, known, 0, 100, 1},
    {"pct", Unit::percent, known, 0, 100, 1},
    {"kgs", Unit::weight, known, 0, 1000, 1},
    {"kilo", Unit::weight, known, 0, 1000, 1},
    {"kilos", Unit::weight, known, 0, 1000, 1},
    {"kilogram", Unit::weight, known, 0, 1000, 1},
    {"kilograms", Unit::weight, known, 0, 1000, 1},
    {"gram", Unit::weight, known, 0, 1, 1},
    {"grams", Unit::weight, known, 0, 1, 1},
    {"lb", Unit::weight, known, 0, 45'359'237, 100'000},
    {"lbs", Unit::weight, known, 0, 45'359'237, 100'000},
    {"pound", Unit::weight, known, 0, 45'359'237, 100'000},
    {"pounds", Unit::weight, known, 0, 45'359'237, 100'000},
    {"oz", Unit::weight, known, 0, 45'359'237, 1'600'000},
    {"ounces", Unit::weight, known, 0, 45'359'237, 1'600'000},
    {"t", Unit::weight, known, 0, 1'000'000, 1},
    {"tonne", Unit::weight, known, 0, 1'000'000, 1},
    {"tonnes", Unit::weight, known, 0, 1'000'000, 1},
    {"kms", Unit::distance, known, 0, 1, 1},
    {"kilometers", Unit::distance, known, 0, 1, 1},
    {"kilometres", Unit::distance, known, 0, 1, 1},
    {"mi", Unit::distance, known, 0, 1'609'344, 1'000'000},
    {"mile", Unit::distance, known, 0, 1'609'344, 1'000'000},
    {"miles", Unit::distance, known, 0, 1'609'344, 1'000'000},
    {"week", Unit::days, known, 0, 7, 1},
    {"weeks", Unit::days, known, 0, 7, 1},
    {"h", Unit::hours, known, 0, 1, 1},
    {"hrs", Unit::hours, known, 0, 1, 1},
    {"minutes", Unit::hours, known, 0, 1, 60},
    {"dollar", Unit::money, known, 0, 100, 1},
    {"dollars", Unit::money, known, 0, 100, 1},
    {"euro", Unit::money, known, 0, 100, 1},
    {"euros", Unit::money, known, 0, 100, 1},
    {"bucks", Unit::money, known, 0, 100, 1},
};

}  // namespace

const UnitWord* find_unit_word(std::string_view word) {
  for (const UnitWord& each : unit_words) {
    if (equal_folded(each.word, word)) return &each;
  }
  return nullptr;
}

}  // namespace tally::rules
