#include "shared/address/us_words.hpp"

#include <algorithm>
#include <array>

namespace tally::address::us {

namespace {

using enum DesignatorKind;

// Publication 28, appendix C2, with the forms that people write. In ASCII order.
constexpr std::array designators{std::to_array<Designator>({
    {"APARTMENT", "APT", numbered}, {"APT", "APT", numbered},       {"BASEMENT", "BSMT", alone},
    {"BLDG", "BLDG", numbered},     {"BSMT", "BSMT", alone},        {"BUILDING", "BLDG", weak},
    {"DEPARTMENT", "DEPT", weak},   {"DEPT", "DEPT", numbered},     {"FL", "FL", weak},
    {"FLOOR", "FL", weak},          {"FLR", "FL", weak},            {"FRNT", "FRNT", alone},
    {"FRONT", "FRNT", alone},       {"HANGAR", "HNGR", weak},       {"HANGER", "HNGR", weak},
    {"HNGR", "HNGR", weak},         {"KEY", "KEY", weak},           {"LBBY", "LBBY", alone},
    {"LOBBY", "LBBY", alone},       {"LOT", "LOT", weak},           {"LOWER", "LOWR", alone},
    {"LOWR", "LOWR", alone},        {"OFC", "OFC", either},         {"OFFICE", "OFC", either},
    {"PENTHOUSE", "PH", either},    {"PH", "PH", either},           {"PIER", "PIER", weak},
    {"REAR", "REAR", alone},        {"RM", "RM", numbered},         {"ROOM", "RM", numbered},
    {"SIDE", "SIDE", alone},        {"SLIP", "SLIP", weak},         {"SPACE", "SPC", weak},
    {"SPC", "SPC", numbered},       {"STE", "STE", numbered},       {"STOP", "STOP", weak},
    {"SUITE", "STE", numbered},     {"TRAILER", "TRLR", weak},      {"TRLR", "TRLR", weak},
    {"UNIT", "UNIT", numbered},     {"UPPER", "UPPR", alone},       {"UPPR", "UPPR", alone}})};
static_assert(std::ranges::is_sorted(designators, {}, &Designator::word));

struct Direction {
  std::string_view word;
  std::string_view standard;
};
constexpr std::array directions{std::to_array<Direction>({
    {"E", "E"},          {"EAST", "E"},       {"N", "N"},          {"NE", "NE"},
    {"NORTH", "N"},      {"NORTHEAST", "NE"}, {"NORTHWEST", "NW"}, {"NW", "NW"},
    {"S", "S"},          {"SE", "SE"},        {"SOUTH", "S"},      {"SOUTHEAST", "SE"},
    {"SOUTHWEST", "SW"}, {"SW", "SW"},        {"W", "W"},          {"WEST", "W"}})};
static_assert(std::ranges::is_sorted(directions, {}, &Direction::word));

constexpr std::array<std::string_view, 14> building_words{
    "APARTMENTS", "APTS",   "CONDO", "CONDOMINIUM", "CONDOMINIUMS", "CONDOS", "HIGHRISE",
    "LOFTS",      "OFFICES", "PLAZA", "SKYSCRAPER",  "SUITES",       "TOWER",  "TOWERS"};

}  // namespace

std::string_view direction_standard(std::string_view word) {
  if (word.empty() || word.size() > 9) return {};
  const auto found = std::ranges::lower_bound(directions, word, {}, &Direction::word);
  return found != directions.end() && found->word == word ? found->standard : std::string_view();
}

const Designator* find_designator(std::string_view word) {
  if (word.size() < 2 || word.size() > 10) return nullptr;
  const auto found = std::ranges::lower_bound(designators, word, {}, &Designator::word);
  return found != designators.end() && found->word == word ? &*found : nullptr;
}

bool names_many_units(std::string_view word) {
  return std::ranges::find(building_words, word) != building_words.end();
}

}  // namespace tally::address::us
