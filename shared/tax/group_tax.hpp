// Group tax: the tax of all amounts that share one reason, place and rate.
// In go the amounts, the why with its rates, and the rounding; out come the group's tax and each
// amount's part of it, by authority. Rounded once for the group, the parts sum to the whole and do
// not depend on the order of the lines; rounded per line or unit, the group is their sum.
// It chooses no rates and makes no issues: an overflow is said by its kind.
#pragma once

#include <optional>
#include <vector>

#include "shared/tax/tax_amount.hpp"

namespace tally::tax {

struct GroupItem {
  /// The net, or the gross where prices include tax.
  Money amount;
  /// For rounding per unit; nullopt for what has none, such as freight.
  std::optional<Quantity> quantity;
  // What comes out.
  Money net;
  Money tax;
  std::vector<std::int64_t> shares;
};

enum class GroupDone : std::uint8_t { yes, sum_too_large, tax_too_large };

/// Fills the items and the group's amounts; `group.why` must be there, and at least one item.
GroupDone tax_group(TaxGroup& group, std::vector<GroupItem>& items, PriceTax price_tax,
                    const TaxRounding& rounding);

}  // namespace tally::tax
