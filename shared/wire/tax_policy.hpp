// Tax policy: the tax part of a policy and the rows of the tax tables as text and as JSON.
// In go values; out come the lines that a snapshot keeps, and the objects of a company document.
// take_tax_entry reads the lines back; company_taxes.cpp reads the objects.
// It judges nothing: a policy that cannot be read is damage, and its reader says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/data/company.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::wire {

/// One "name=value" line for each rule, coin and place; empty where there is none.
std::string print_tax_policy(const Policy& policy);
/// nullopt: no entry of the tax part; false: one that cannot be read.
std::optional<bool> take_tax_entry(std::string_view name, std::string_view value, Policy& policy);

/// The fields of the tax part, left out where they say nothing.
void write_tax_policy(JsonWriter& json, const Policy& policy);
void write_rounding_rule(JsonWriter& json, const RoundingRule& rule);
std::string tax_rate_json(const TaxRate& rate);
std::string tax_place_json(const TaxPlace& place);

}  // namespace tally::wire
