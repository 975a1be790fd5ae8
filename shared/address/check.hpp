// Check: whether an address is one that its country's post can use, and how each slip is mended.
// In goes an address as typed; out come issues by path, changes that would mend them, facts about
// it, and its normal form.
// Everything is found at once and nothing is changed: apply_fix makes the changes of one issue,
// when somebody asked for it. No allocation is made for what is right but the normal form's.
// It knows forms, not places: whether a street exists, nobody can tell from a table like this.
//   const Finding finding = check_address(typed);  apply_fix(typed, finding, 0);
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/address/metadata.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/address.hpp"

namespace tally::address {

inline constexpr std::size_t field_bytes_max = 240;
inline constexpr std::size_t street_lines_max = 8;

/// One field as it would be mended: `from` is what stands there now.
struct Change {
  std::string path;
  std::string from;
  std::string to;
  IssueCode why{};
  /// Which issue of the finding it mends; all changes of one issue belong together.
  std::uint32_t issue = 0;
  friend bool operator==(const Change&, const Change&) = default;
};

/// What kind of place it is; carriers and drivers want to know, and nothing is wrong with it.
enum class Fact : std::uint8_t {
  po_box, private_mailbox, military, rural_route, general_delivery, many_units
};
inline constexpr std::size_t fact_count = 6;
std::string_view fact_name(Fact fact);

struct Finding {
  Issues issues;
  std::vector<Change> changes;
  Address normal;
  std::uint8_t fact_bits = 0;
  bool is(Fact fact) const { return (fact_bits >> static_cast<unsigned>(fact) & 1U) != 0; }
  void add(Fact fact) {
    fact_bits = static_cast<std::uint8_t>(fact_bits | 1U << static_cast<unsigned>(fact));
  }
};

/// Issues address_*, in the order of their finding: the text, the country, misplaced parts,
/// what is missing, postal code and province, what the country does not use, the street.
Finding check_address(const Address& address);

/// Makes the changes of one issue. False, and nothing is changed, where the issue has none or a
/// field no longer holds what it held when it was checked.
bool apply_fix(Address& address, const Finding& finding, std::size_t issue);

/// The text of a field by its path ("postal_code", "street[1]"); nullptr where there is none.
const std::string* field_at(const Address& address, std::string_view path);

}  // namespace tally::address
