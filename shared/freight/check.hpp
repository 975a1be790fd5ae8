// Check: what the checks of a rate card share.
// In go the card and, part by part, its tables; out come issues, each with the path of its part.
// Only the freight room includes this: check_rate_card in freight.hpp is the way in.
// It changes nothing.
//   CardCheck check{card, {}};  check_zones(check, table, "tables[0]");
#pragma once

#include <string>
#include <vector>

#include "shared/freight/freight.hpp"

namespace tally::freight {

struct CardCheck {
  const RateCard& card;
  Issues issues;

  /// With the card's code as the first argument.
  void report(IssueCode code, std::string path, std::vector<Argument> arguments);
  void unclear(const std::string& path, std::string why);
  /// Unclear where it is below zero.
  void amount(const std::string& path, std::int64_t minor);
};

/// Gaps and overlaps between the rows of each zone, rows that cannot be, prices that fall.
void check_zones(CardCheck& check, const RateTable& table, const std::string& path);
/// Places in two zones, zones without places, places without rates.
void check_places(CardCheck& check, const RateTable& table, const std::string& path);
/// Length, blanks and line ends that a file would lose.
void check_name(CardCheck& check, const std::string& name, const std::string& path);
/// The country's letters and the order of the postal codes.
void check_place(CardCheck& check, const RatePlace& place, const std::string& path);

}  // namespace tally::freight
