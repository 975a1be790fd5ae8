// Company shipping: the parts of products, customers and policy that are about the way of goods.
// In go their JSON objects, out come the fields, and back; and the policy's lines in a snapshot.
// What cannot be is refused at its field, as everywhere in a company document.
// Only the readers and writers of a company's parts include this.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/wire/company_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::wire {

void read_product_shipping(FieldReader& read, Product& product);
void write_product_shipping(JsonWriter& json, const Product& product);

void read_customer_shipping(FieldReader& read, Customer& customer);
void write_customer_shipping(JsonWriter& json, const Customer& customer);

void read_shipping_policy(CompanyReader& reader, FieldReader& read, Policy& policy);
void write_shipping_policy(JsonWriter& json, const Policy& policy);

/// nullopt where the line is not about shipping; false where it cannot be read.
std::optional<bool> take_shipping_entry(std::string_view name, std::string_view value,
                                        Policy& policy);
std::string print_shipping_policy(const Policy& policy);

}  // namespace tally::wire
