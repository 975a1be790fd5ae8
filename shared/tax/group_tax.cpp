#include "shared/tax/group_tax.hpp"

namespace tally::tax {

namespace {

bool sum_items(TaxGroup& group, const std::vector<GroupItem>& items) {
  const Currency currency = items.front().amount.currency;
  group.taxable = group.tax = Money{0, currency};
  for (const GroupItem& item : items) {
    const auto sum = add(group.taxable, item.amount);
    if (!sum) return false;
    group.taxable = *sum;
  }
  return true;
}

/// Each amount by itself; the group is the sum.
bool tax_each(std::vector<GroupItem>& items, const RateWeights& weights, PriceTax price_tax,
              const TaxRounding& rounding) {
  for (GroupItem& item : items) {
    const bool by_unit = rounding.level == TaxRoundingLevel::unit;
    auto shares = take_tax(item.amount, weights, price_tax, rounding,
                           by_unit ? item.quantity : std::nullopt);
    if (!shares) return false;
    item.shares = *std::move(shares);
  }
  return true;
}

/// The group's sum once; each authority's tax is shared out by the amounts.
bool tax_once(const TaxGroup& group, std::vector<GroupItem>& items, const RateWeights& weights,
              PriceTax price_tax, const TaxRounding& rounding) {
  const auto whole = take_tax(group.taxable, weights, price_tax, rounding, std::nullopt);
  if (!whole) return false;
  std::vector<std::int64_t> amounts;
  amounts.reserve(items.size());
  for (GroupItem& item : items) {
    amounts.push_back(item.amount.minor);
    item.shares.reserve(whole->size());
  }
  for (const std::int64_t authority : *whole) {
    const auto parts = allocate_minor(authority, amounts);
    for (std::size_t i = 0; i < items.size(); ++i) {
      // Without weights (all amounts zero) the tax is zero as well.
      items[i].shares.push_back(parts ? (*parts)[i] : 0);
    }
  }
  return true;
}

/// Sums the shares to the items' and the group's taxes, and takes the tax out of inclusive prices.
bool add_up(TaxGroup& group, std::vector<GroupItem>& items, PriceTax price_tax) {
  const Currency currency = group.taxable.currency;
  group.shares.assign(items.front().shares.size(), 0);
  for (GroupItem& item : items) {
    item.tax = Money{0, currency};
    for (std::size_t i = 0; i < item.shares.size(); ++i) {
      const auto tax = checked_add(item.tax.minor, item.shares[i]);
      const auto share = checked_add(group.shares[i], item.shares[i]);
      if (!tax || !share) return false;
      item.tax.minor = *tax;
      group.shares[i] = *share;
    }
    const auto sum = add(group.tax, item.tax);
    if (!sum) return false;
    group.tax = *sum;
    item.net = item.amount;
    if (price_tax == PriceTax::inclusive) item.net.minor -= item.tax.minor;
  }
  if (price_tax == PriceTax::inclusive) group.taxable.minor -= group.tax.minor;
  return true;
}

}  // namespace

GroupDone tax_group(TaxGroup& group, std::vector<GroupItem>& items, PriceTax price_tax,
                    const TaxRounding& rounding) {
  if (!sum_items(group, items)) return GroupDone::sum_too_large;
  const auto weights = weigh_rates(group.why);
  const bool once = rounding.level == TaxRoundingLevel::document;
  const bool taxed = weights && (once ? tax_once(group, items, *weights, price_tax, rounding)
                                      : tax_each(items, *weights, price_tax, rounding));
  if (!taxed || !add_up(group, items, price_tax)) return GroupDone::tax_too_large;
  if (group.why.authorities.empty()) {
    group.shares.clear();
    for (GroupItem& item : items) item.shares.clear();
  }
  return GroupDone::yes;
}

}  // namespace tally::tax
