// American street lines: read as USPS Publication 28 has them, and written in its normal form.
// In go the street lines as typed; out come, for each, what kind of line it is, what is missing in
// it, and all of them in normal form: upper case, no punctuation, standard suffix and directions,
// the unit at the end of the delivery line.
// A line that it does not understand is only cleaned; nothing is dropped but punctuation.
//   read_street({"Apt. 4, 123 North Main Street"}).normal == {"123 N MAIN ST APT 4"}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::address::us {

/// unit: nothing but a unit. route: rural or highway contract route. military: UNIT, PSC or CMR
/// with a box. The others as they are called.
enum class LineKind : std::uint8_t { street, unit, po_box, route, military, general_delivery };

struct StreetLine {
  LineKind kind = LineKind::street;
  /// Normal, without its units.
  std::string primary;
  /// "APT 4", "BLDG C STE 200", "# 12"; normal.
  std::string units;
  /// A designator that needs a number and has none: "STE".
  std::string_view designator_alone;
  /// What stands behind a # that no designator explains.
  std::string sign_number;
  bool box_without_number = false;
  bool route_without_box = false;
  bool private_mailbox = false;
  bool names_many_units = false;
  bool has_figure = false;
};

struct StreetReading {
  /// One for each line as typed.
  std::vector<StreetLine> lines;
  std::vector<std::string> normal;
};

StreetReading read_street(const std::vector<std::string>& street);

/// City and names: upper case, marks and punctuation away.
std::string normal_words(std::string_view text);

}  // namespace tally::address::us
