// USD: amounts of US dollars for tests.
// In go cents; out comes money. It rounds nothing and knows no other currency.
//   usd(1999).minor == 1999
#pragma once

#include "shared/base/money.hpp"

namespace tally::tests {

inline Money usd(std::int64_t cents) { return {cents, Currency::parse("USD").value()}; }

}  // namespace tally::tests
