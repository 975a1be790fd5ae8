// Tax rates: what a product class costs in tax in a place, with the days it holds.
// Plain values, loaded as data and never compiled in; tax/ chooses the most specific one.
// A rate of a state or province stands before the country's; no rate is an issue, never zero.
// It holds one rate per place and class: stacked authorities are one sum here.
#pragma once

#include <optional>
#include <string>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/rate.hpp"

namespace tally {

struct TaxRate {
  /// ISO 3166-1 alpha-2.
  std::string country;
  /// Empty: the whole country.
  std::string admin_area;
  TaxClass tax_class;
  Rate rate;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  friend bool operator==(const TaxRate&, const TaxRate&) = default;
};

}  // namespace tally
