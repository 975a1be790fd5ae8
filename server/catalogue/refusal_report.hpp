// Refusal report: the lines that were not taken, for a person and for a spreadsheet.
// In go refusals; out come sentences, or a CSV file (RFC 4180, UTF-8) with the columns file, line,
// column, value, reason, mend and code.
// The sentences are explain/'s; here they only find their place.
// It orders and drops nothing.
//   write_refusals(stream, report.refusals);
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "server/catalogue/line_reader.hpp"

namespace tally::server::catalogue {

/// "prices.csv, line 7, column "Price": "cheap" is not a number …"
std::string say_refusal(const Refusal& refusal);

void write_refusals(std::ostream& stream, const std::vector<Refusal>& refusals);

}  // namespace tally::server::catalogue
