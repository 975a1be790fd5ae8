#include "shared/normalise/delivery.hpp"

#include "shared/data/incoterm.hpp"
#include "shared/normalise/cell_reader.hpp"

namespace tally::normalise {

namespace {

/// Bytes that no post office prints are said by the room of addresses; what is no text at all is
/// said here, since it must not get into a document.
std::string read_part(const Reader& read, const std::string& path, std::string_view field,
                      std::string_view text) {
  const std::string_view trimmed = trim(text);
  if (is_utf8(trimmed)) return std::string(trimmed);
  read.report(IssueCode::text_not_printable, path + std::string(field));
  return {};
}

Address read_address(const Reader& read, const std::string& path, const Address& raw) {
  Address address;
  address.recipient = read_part(read, path, "recipient", raw.recipient);
  address.street_1 = read_part(read, path, "street_1", raw.street_1);
  address.street_2 = read_part(read, path, "street_2", raw.street_2);
  address.locality = read_part(read, path, "locality", raw.locality);
  address.admin_area = read_part(read, path, "admin_area", raw.admin_area);
  address.postal_code = read_part(read, path, "postal_code", raw.postal_code);
  address.country = ascii_upper(read_part(read, path, "country", raw.country));
  return address;
}

void read_new_ship_tos(const Reader& read, const RawOrder& order, Draft& draft) {
  for (std::size_t i = 0; i < order.new_ship_tos.size(); ++i) {
    const RawShipTo& raw = order.new_ship_tos[i];
    const std::string path = "new_ship_tos[" + std::to_string(i) + "].";
    ShipTo made;
    const auto code =
        read.id<ShipToCode>(raw.code, path + "code", IssueCode::ship_to_malformed);
    if (trim(raw.code).empty()) {
      read.report(IssueCode::ship_to_malformed, path + "code", {{"text", std::string()}});
    }
    made.code = code.value_or(ShipToCode{});
    made.address = read_address(read, path + "address.", raw.address);
    made.delivery_note =
        read.free_text(raw.delivery_note, path + "delivery_note", note_bytes_max);
    draft.new_ship_tos.push_back(std::move(made));
  }
}

void read_new_customer(const Reader& read, const RawCustomer& raw, Draft& draft) {
  RawCustomer& made = draft.new_customer.emplace();
  made.name = read.free_text(raw.name, "new_customer.name", short_text_bytes_max);
  made.email = read.free_text(raw.email, "new_customer.email", short_text_bytes_max);
  made.phone = read.free_text(raw.phone, "new_customer.phone", short_text_bytes_max);
  made.vat_id = read.free_text(raw.vat_id, "new_customer.vat_id", short_text_bytes_max);
  made.billing = read_address(read, "new_customer.billing.", raw.billing);
}

void read_terms_of_delivery(const Reader& read, const RawOrder& order, Draft& draft) {
  const std::string delivery = ascii_lower(trim(order.delivery));
  if (delivery == "complete") {
    draft.delivery = DeliveryRule::complete;
  } else if (delivery == "partial") {
    draft.delivery = DeliveryRule::partial;
  } else if (!delivery.empty()) {
    read.report(IssueCode::delivery_unknown, "delivery",
                {{"found", quote_short(trim(order.delivery))}});
  }
  draft.incoterm = ascii_upper(trim(order.incoterm));
  if (draft.incoterm.empty() || is_incoterm(draft.incoterm)) return;
  read.report(IssueCode::incoterm_unknown, "incoterm",
              {{"found", quote_short(trim(order.incoterm))}});
  draft.incoterm.clear();
}

void read_overrides(const Reader& read, const RawOrder& order, Draft& draft) {
  for (std::size_t i = 0; i < order.overrides.size(); ++i) {
    const RawOverride& raw = order.overrides[i];
    const std::string path = "overrides[" + std::to_string(i) + "].";
    const auto code = find_code(trim(raw.code));
    if (!code) {
      read.report(IssueCode::override_unknown, path + "code",
                  {{"found", quote_short(trim(raw.code))}});
      continue;
    }
    draft.overrides.push_back(
        {*code, read.free_text(raw.path, path + "path", short_text_bytes_max),
         read.free_text(raw.reason, path + "reason", note_bytes_max)});
  }
}

}  // namespace

void normalise_delivery(const RawOrder& order, Draft& draft) {
  const Reader read{draft.issues};
  draft.ship_from = read_date(read, order.ship_from, "ship_from");
  draft.ship_until = read_date(read, order.ship_until, "ship_until");
  read_terms_of_delivery(read, order, draft);
  read_new_ship_tos(read, order, draft);
  if (order.new_customer) read_new_customer(read, *order.new_customer, draft);
  read_overrides(read, order, draft);
}

}  // namespace tally::normalise
