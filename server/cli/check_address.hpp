// Check address: the addresses of `tallystick check`, from lines of JSON or columns of a CSV file.
// In go a record, or which column holds which field; out come answers as those of all other kinds.
// A field that nobody named is taken from the column of its own name: "Postal Code".
// What is said of an address is address/check.hpp's and wire/address_document.hpp's.
//   const auto csv = read_columns({"postal_code=ZIP,street=Street"}, "", settings);
//   check_csv({file, csv->columns}, std::cout, csv->check);
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/cli/check.hpp"

namespace tally::server::cli {

/// One record of JSON.
CheckAnswer answer_address(std::string_view line, const CheckSettings& settings);

struct AddressColumns {
  std::vector<CheckedColumn> columns;
  CellsCheck check;
};

/// Of "field=Heading" with commas between, of which `street` may stand more than once: its lines.
/// A heading may hold commas of its own. Else a sentence that says which of them cannot be.
std::expected<AddressColumns, std::string> read_columns(const std::vector<std::string>& named,
                                                        const std::string& country_column,
                                                        const CheckSettings& settings);

}  // namespace tally::server::cli
