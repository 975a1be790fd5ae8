// The lines of a case that are the order, or the text of a document.
#include "tests/support/case_file.hpp"

#include <charconv>

namespace tally::tests {

namespace {

/// QUANTITY [UNIT] SKU [at PRICE] [because REASON] [, id ID] [, to SHIP-TO] [, requested DAY]
/// [, note TEXT] [, 10001 times]
void read_order_item(Words& words, RawOrder& into) {
  RawLine line;
  line.quantity = words.next();
  line.sku = words.next();
  const bool unit_stands_between = !words.at_part_end() && !words.take("at");
  bool has_price = !unit_stands_between && !words.at_part_end();
  if (unit_stands_between) {
    line.unit = line.sku;
    line.sku = words.next();
    has_price = words.take("at");
  }
  if (has_price) {
    line.agreed_price = words.next();
    if (words.take("because")) line.agreed_reason = words.at_part_end() ? "" : words.part();
  }
  std::size_t times = 1;
  while (words.take(",")) {
    if (words.take("id")) line.id = words.next();
    else if (words.take("to")) line.ship_to = words.next();
    else if (words.take("requested")) line.requested_date = words.next();
    else if (words.take("note")) line.note = words.rest();
    else {
      const std::string count = words.next();
      std::from_chars(count.data(), count.data() + count.size(), times);
      words.expect("times");
    }
  }
  if (!words.at_end()) complain(words.line(), "nothing more");
  for (std::size_t i = 0; i < times; ++i) {
    RawLine copy = line;
    if (copy.id.empty()) copy.id = std::to_string(into.lines.size() + 1);
    into.lines.push_back(std::move(copy));
  }
}

/// "street 1 Pier Street, postal 94607": the fields of an address, commas between them.
void read_address_parts(Words& words, Address& address) {
  const auto put = [&](std::string& field) { field = words.at_part_end() ? "" : words.part(); };
  do {
    if (words.take("recipient")) put(address.recipient);
    else if (words.take("street 2")) put(address.street_2);
    else if (words.take("street")) put(address.street_1);
    else if (words.take("city")) put(address.locality);
    else if (words.take("state")) put(address.admin_area);
    else if (words.take("postal")) put(address.postal_code);
    else if (words.take("country")) put(address.country);
    else complain(words.line(), "recipient, street, street 2, city, state, postal or country");
  } while (words.take(","));
}

/// new ship-to CODE, street …, city … [; for the warehouse TEXT]
void read_new_ship_to(Words& words, RawOrder& into) {
  RawShipTo made;
  made.code = words.next();
  if (words.take(",")) read_address_parts(words, made.address);
  into.new_ship_tos.push_back(std::move(made));
}

/// new customer NAME [, email …] [, phone …] [, VAT number …]
void read_new_customer(Words& words, RawOrder& into) {
  RawCustomer& made = into.new_customer.emplace();
  made.name = words.at_part_end() ? "" : words.part();
  while (words.take(",")) {
    if (words.take("email")) made.email = words.part();
    else if (words.take("phone")) made.phone = words.part();
    else if (words.take("VAT number")) made.vat_id = words.part();
    else complain(words.line(), "email, phone or VAT number");
  }
}

/// override CODE [at PATH] [because REASON]
void read_override(Words& words, RawOrder& into) {
  RawOverride made;
  made.code = words.next();
  if (words.take("at")) made.path = words.next();
  if (words.take("because")) made.reason = words.rest();
  into.overrides.push_back(std::move(made));
}

bool read_delivery_line(Words& words, RawOrder& into) {
  if (words.take("ship from")) into.ship_from = words.rest();
  else if (words.take("ship until")) into.ship_until = words.rest();
  else if (words.take("deliver")) into.delivery = words.rest();
  else if (words.take("incoterm")) into.incoterm = words.rest();
  else if (words.take("new ship-to")) read_new_ship_to(words, into);
  else if (words.take("new customer")) read_new_customer(words, into);
  else if (words.take("billing")) {
    if (!into.new_customer) complain(words.line(), "a new customer before its billing address");
    read_address_parts(words, into.new_customer->billing);
  } else if (words.take("for the warehouse")) {
    if (into.new_ship_tos.empty()) complain(words.line(), "a new ship-to before its note");
    into.new_ship_tos.back().delivery_note = words.rest();
  } else if (words.take("override")) {
    read_override(words, into);
  } else {
    return false;
  }
  return true;
}

}  // namespace

void read_order_line(const CaseLine& line, RawOrder& into) {
  Words words(line);
  if (words.take("customer")) into.customer = words.rest();
  else if (words.take("ship-to")) into.ship_to = words.rest();
  else if (words.take("channel")) into.channel = words.rest();
  else if (words.take("PO")) into.po_number = words.rest();
  else if (words.take("requested")) into.requested_date = words.rest();
  else if (words.take("freight")) into.freight = words.rest();
  else if (words.take("coupon")) into.coupons += (into.coupons.empty() ? "" : ", ") + words.rest();
  else if (words.take("note")) into.note = words.rest();
  else if (read_delivery_line(words, into)) return;
  else if (words.take("id")) into.order_id = words.rest();
  else read_order_item(words, into);
}

std::string read_document_text(const std::vector<CaseLine>& lines) {
  std::string text;
  for (const CaseLine& line : lines) {
    if (!text.empty()) text += '\n';
    std::string_view rest = line.text;
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('<'), rest.size());
      text += rest.substr(0, open);
      rest.remove_prefix(open);
      if (rest.empty()) break;
      const std::size_t close = rest.find('>');
      if (close == std::string_view::npos) complain(line, "a closing >");
      const CaseLine inner{line.file, line.number, std::string(rest.substr(1, close - 1))};
      rest.remove_prefix(close + 1);
      Words words(inner);
      if (words.take("byte")) {
        CaseLine quoted{line.file, line.number, "\"\\x" + words.rest() + "\""};
        text += Words(quoted).next();
        continue;
      }
      const std::string count = words.next();
      std::size_t times = 0;
      std::from_chars(count.data(), count.data() + count.size(), times);
      words.expect("times");
      const std::string piece = words.rest();
      for (std::size_t i = 0; i < times; ++i) text += piece;
    }
  }
  return text;
}

}  // namespace tally::tests
