// Words of an American street line, as USPS Publication 28 lists them.
// In goes one word in upper case without punctuation; out comes what it is: a street suffix, a
// direction, a designator of a unit inside a building.
// The tables are facts of the publication: appendix C1 (suffixes), C2 (designators), 233
// (directions).
// It looks at single words; us_street.hpp reads lines.
//   suffix_standard("AVENUE") == "AVE"   find_designator("SUITE")->standard == "STE"
#pragma once

#include <cstdint>
#include <string_view>

namespace tally::address::us {

/// The abbreviation of a street suffix; empty where the word is none.
std::string_view suffix_standard(std::string_view word);

/// "N" for NORTH or N; empty where the word is no direction.
std::string_view direction_standard(std::string_view word);

/// numbered: a number or letter must follow. weak: the same, but it is a common word as well, so
/// only a number makes it a designator. alone: it stands by itself. either: as PH, with or without.
enum class DesignatorKind : std::uint8_t { numbered, weak, alone, either };

struct Designator {
  std::string_view word;
  std::string_view standard;
  DesignatorKind kind;
  bool needs_number() const {
    return kind == DesignatorKind::numbered || kind == DesignatorKind::weak;
  }
};
/// nullptr where the word is none.
const Designator* find_designator(std::string_view word);

/// Words that name a building of many units: TOWER, PLAZA, SUITES, APARTMENTS, …
bool names_many_units(std::string_view word);

}  // namespace tally::address::us
