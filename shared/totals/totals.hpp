// Totals: adds up what was priced and taxed, and holds it against the company's limits.
// In go the nets and taxes of the lines and the policy; out come net, tax, total and issues.
// A line without a net counts for nothing, so a rep sees a running total while she types.
// It rounds nothing but what is paid in coins: every part is whole already.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/money.hpp"
#include "shared/data/policy.hpp"

namespace tally::totals {

struct Totals {
  /// nullopt where no line has a net, or the sum does not fit.
  std::optional<Money> net;
  std::optional<Money> tax;
  std::optional<Money> total;
  /// Where the policy names a smallest coin of the currency: payable = total + cash_rounding.
  std::optional<Money> payable;
  std::optional<Money> cash_rounding;
  Issues issues;
};

/// incomplete: some net could not be taxed (a rate or the ship-to is missing), so there is neither
/// a tax nor a total to show.
enum class TaxState : std::uint8_t { complete, incomplete };

/// `freight` is its net amount, `taxes` are the groups' taxes: total = nets + freight + taxes
/// (EN 16931, BT-112 = BT-109 + BT-110). The limits hold the goods alone.
Totals add_up(const std::vector<Money>& nets, const std::optional<Money>& freight,
              const std::vector<Money>& taxes, TaxState tax_state, const Policy& policy);

}  // namespace tally::totals
