// Exemption: which certificate of a customer holds where the goods go.
// In go the customer, the ship-to's address and the day; out come the certificate that holds, and
// notes: one that lapsed, or one for a place where the customer has no ship-to at all.
// A certificate for the wrong state exempts nothing, and one that begins tomorrow says nothing.
// It will not judge the paper itself.
#pragma once

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/customer.hpp"

namespace tally::tax {

struct ChosenExemption {
  /// Points into the customer; nullptr where none holds.
  const Exemption* exemption = nullptr;
  Issues issues;
};

ChosenExemption choose_exemption(const Customer& customer, const Address& place, AsOf as_of);

/// True where the customer has a ship-to in the certificate's place.
bool is_of_use(const Exemption& exemption, const Customer& customer);

}  // namespace tally::tax
