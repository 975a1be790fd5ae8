#include "shared/tax/tax_amount.hpp"

#include <numeric>

namespace tally::tax {

namespace {

constexpr std::int64_t whole_ppm = 1'000'000;
constexpr std::int64_t whole_weight = 1'000'000'000'000;
constexpr std::int64_t reasonable_ppm_max = 10 * whole_ppm;
constexpr std::size_t authorities_max = 64;

bool is_reasonable(Rate rate) {
  return rate.parts_per_million >= 0 && rate.parts_per_million <= reasonable_ppm_max;
}

std::optional<std::int64_t> take_share(const Money& amount, std::int64_t weight,
                                       int128 denominator, Rounding mode,
                                       std::optional<Quantity> unit_quantity) {
  const int128 product = int128{amount.minor} * weight;
  if (!unit_quantity) return round_div(product, denominator, mode);
  const std::int64_t thousandths = unit_quantity->thousandths;
  const auto of_one = round_div(product * 1000, denominator * thousandths, mode);
  if (!of_one) return std::nullopt;
  return round_div(int128{*of_one} * thousandths, 1000, mode);
}

}  // namespace

std::optional<RateWeights> weigh_rates(const TaxWhy& why) {
  if (!is_reasonable(why.rate) || why.authorities.size() > authorities_max) return std::nullopt;
  RateWeights weights;
  if (why.authorities.empty()) {
    weights.each.push_back(why.rate.parts_per_million * whole_ppm);
    weights.sum = weights.each.front();
    return weights;
  }
  std::int64_t on_net = 0;
  for (const TaxAuthority& authority : why.authorities) {
    if (!is_reasonable(authority.rate)) return std::nullopt;
    if (authority.base == TaxBase::net) on_net += authority.rate.parts_per_million;
  }
  for (const TaxAuthority& authority : why.authorities) {
    const bool on_tax = authority.base == TaxBase::net_and_tax;
    const std::int64_t base = on_tax ? whole_ppm + on_net : whole_ppm;
    // At most 10^7 * (10^6 + 64 * 10^7) each, so 64 of them stay below 10^18.
    weights.each.push_back(authority.rate.parts_per_million * base);
    weights.sum += weights.each.back();
  }
  return weights;
}

Rate stacked_rate(const RateWeights& weights) {
  return Rate{round_div(weights.sum, whole_ppm, Rounding::half_up).value_or(0)};
}

std::optional<std::vector<std::int64_t>> take_tax(const Money& amount, const RateWeights& weights,
                                                  PriceTax price_tax, const TaxRounding& rounding,
                                                  std::optional<Quantity> unit_quantity) {
  // Beyond this the product could leave 128 bits; no stack of real rates comes near it.
  if (weights.sum > 1000 * whole_weight) return std::nullopt;
  const bool inclusive = price_tax == PriceTax::inclusive;
  const int128 denominator = int128{whole_weight} + (inclusive ? weights.sum : 0);
  std::vector<std::int64_t> shares;
  shares.reserve(weights.each.size());
  if (rounding.authorities == AuthorityRounding::each || weights.each.size() == 1) {
    for (const std::int64_t weight : weights.each) {
      const auto share = take_share(amount, weight, denominator, rounding.mode, unit_quantity);
      if (!share) return std::nullopt;
      shares.push_back(*share);
    }
    return shares;
  }
  const auto whole = take_share(amount, weights.sum, denominator, rounding.mode, unit_quantity);
  if (!whole) return std::nullopt;
  shares.assign(weights.each.size(), 0);
  return allocate_minor(*whole, weights.each).value_or(std::move(shares));
}

}  // namespace tally::tax
