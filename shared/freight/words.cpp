// A measure as people write it.
#include "shared/base/decimal.hpp"
#include "shared/freight/freight.hpp"

namespace tally::freight {

std::string say_weight(WeightUnit unit, std::int64_t thousandths) {
  return print_decimal(thousandths, 3, 0) + " " + std::string(rate_name(unit));
}

std::string say_measure(const RateCard& card, std::int64_t measure) {
  switch (card.basis) {
    case RateBasis::weight: return say_weight(card.weight_unit, measure);
    case RateBasis::volume: return print_decimal(measure, 6, 0) + " m3";
    case RateBasis::pieces:
      return print_decimal(measure, 0, 0) + (measure == 1 ? " piece" : " pieces");
    case RateBasis::consignment: break;
  }
  return "the consignment";
}

}  // namespace tally::freight
