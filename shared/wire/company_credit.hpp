// Company credit: the "credit" section of a company document, read and printed.
// In goes one object of it; out comes a CustomerCredit, or issues at their paths; and back.
// Customers must be in the same document; an account is of one currency, each once.
// It never travels in a snapshot: catalogue/ puts it beside the open items.
//   reader.each(read, "credit", read_credit);
#pragma once

#include <string>

#include "shared/data/credit.hpp"
#include "shared/wire/company_reader.hpp"

namespace tally::wire {

void read_credit(CompanyReader& reader, const Json& json, const std::string& path);
std::string credit_record(const CustomerCredit& credit);

}  // namespace tally::wire
