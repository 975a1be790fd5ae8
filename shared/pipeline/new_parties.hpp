// New parties: what is to be said of a customer that was captured with its order.
// In go the draft and its facts; out come issues of its billing address, VAT number, e-mail and
// telephone, at the paths of the order document.
// An address that cannot be used is an error, since it can be mended where it was typed; a doubt
// about a number is for a person to look at.
// It says nothing of a customer that the company knows: its data are kept elsewhere.
#pragma once

#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"

namespace tally::pipeline {

Issues check_new_parties(const Draft& draft, const Facts& facts);

}  // namespace tally::pipeline
