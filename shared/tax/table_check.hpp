// Table check: what is wrong with a whole table of tax rates, before any order meets it.
// In go all rates; out come faults with the row they are about: a hole in the days, two rates that
// would hold equally, a rate above the whole. One pass over the sorted rows, n log n.
// A hole that a broader rate of the same authority fills is none.
// It will not look whether a rate is right: that is finance's to know.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/tax_table.hpp"

namespace tally::tax {

struct TableFault {
  std::size_t row = 0;
  /// Without a path.
  Issue issue;
};

/// In the order of the rows. tax_table_hole, tax_rates_ambiguous.
std::vector<TableFault> check_tax_table(const std::vector<TaxRate>& rates);

bool is_above_whole(const TaxRate& rate);
/// "US CA 90210 STANDARD Los Angeles": what a rate is for, without its days.
std::string say_rate_key(const TaxRate& rate);

}  // namespace tally::tax
