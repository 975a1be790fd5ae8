#include "shared/wire/address_fields.hpp"

namespace tally::wire {

Address read_address_fields(FieldReader& read) {
  Address address;
  address.recipient = read.text("recipient");
  address.street_1 = read.text("street_1");
  address.street_2 = read.text("street_2");
  address.locality = read.text("locality");
  address.admin_area = read.text("admin_area");
  address.postal_code = read.text("postal_code");
  return address;
}

}  // namespace tally::wire
