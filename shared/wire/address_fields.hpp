// Address fields: the address of orders and customers, as fields of a JSON object.
// In goes the object's reader; out come recipient, streets, place and postal code as they stand.
// The country is the caller's to read: an order keeps what was typed, a company takes a code.
// It checks nothing of what it reads: address/ does.
//   FieldReader read(json, path, issues);  Address address = read_address_fields(read);
#pragma once

#include "shared/data/customer.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::wire {

/// All fields but the country.
Address read_address_fields(FieldReader& read);

}  // namespace tally::wire
