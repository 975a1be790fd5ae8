// Rate choice: which rates of a table hold for a class in a place on a day.
// In go the rates, the place, the class, whether seller and buyer are in one state, and the day;
// out comes one rate for each authority, the broad ones first. Of one authority's rates the one for
// fewer postal codes holds, then a state's before its country's, then the one that began later.
// It computes nothing, and an empty answer is the caller's to say.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/customer.hpp"
#include "shared/data/tax_table.hpp"

namespace tally::tax {

/// The day that a rate begins, as a number; the smallest where it has always held.
inline std::int64_t first_day(const TaxRate& rate) {
  return rate.valid_from ? rate.valid_from->days() : std::numeric_limits<std::int32_t>::min();
}

/// The address' postal code is a normal one.
std::vector<const TaxRate*> choose_rates(const std::vector<TaxRate>& rates, const Address& place,
                                         const TaxClass& tax_class, TaxSupply relation,
                                         AsOf as_of);

}  // namespace tally::tax
