// Customer: who buys, where it goes, and what they are exempt from.
// Plain values; one customer has a standard price list, perhaps contracts, and its ship-tos.
// Credit used and open invoices are the server's facts and not here.
// It checks nothing itself: validate/ and tax/ do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"

namespace tally {

struct Address {
  std::string recipient;
  std::string street_1;
  std::string street_2;
  std::string locality;
  /// State or province as the post office writes it; empty where the country has none.
  std::string admin_area;
  std::string postal_code;
  /// ISO 3166-1 alpha-2.
  std::string country;
  friend bool operator==(const Address&, const Address&) = default;
};

struct ShipTo {
  ShipToCode code;
  Address address;
  /// What the warehouse must read and acknowledge before goods leave for it; empty: nothing.
  std::string delivery_note = {};
  friend bool operator==(const ShipTo&, const ShipTo&) = default;
};

/// resale: the customer sells the goods on; exempt: the customer itself owes no tax.
enum class ExemptionKind : std::uint8_t { exempt, resale };

/// A certificate by which a customer owes no tax in a place.
struct Exemption {
  std::string country;
  /// Empty: the whole country.
  std::string admin_area;
  std::string certificate;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  ExemptionKind kind = ExemptionKind::exempt;
  friend bool operator==(const Exemption&, const Exemption&) = default;
};

enum class CustomerStatus : std::uint8_t { active, blocked };
enum class PoNumberRule : std::uint8_t { optional, required };
/// complete: nothing leaves before everything can.
enum class DeliveryRule : std::uint8_t { partial, complete };

struct Customer {
  CustomerCode code;
  std::string name;
  CustomerStatus status = CustomerStatus::active;
  PriceListCode price_list;
  PoNumberRule po_number = PoNumberRule::optional;
  /// As printed on the invoice, such as "net 30".
  std::string terms;
  std::string vat_id;
  /// The day on which the VAT number was last found valid; nullopt: never.
  std::optional<Date> vat_verified_on;
  std::string email;
  std::string phone;
  /// The login of the rep who looks after them; empty: nobody in particular.
  std::string rep;
  Address billing;
  std::vector<ShipTo> ship_tos;
  std::vector<Exemption> exemptions;
  /// What lists and promotions may be meant for.
  std::vector<CustomerGroup> groups = {};
  /// Asked before every other list.
  std::vector<PriceListCode> contracts = {};
  /// Made for this customer alone: asked behind the contracts.
  std::optional<PriceListCode> own_price_list = {};
  /// What its PO numbers look like: `#` a digit, `@` a letter, `*` any run, all else itself; empty:
  /// anything.
  std::string po_pattern = {};
  DeliveryRule delivery = DeliveryRule::partial;
  /// Three letters of Incoterms 2020, such as "DAP"; empty: the company's own.
  std::string incoterm = {};
  /// By which the way is charged; nullopt: the company's own.
  std::optional<RateCardCode> rate_card = {};
  friend bool operator==(const Customer&, const Customer&) = default;
};

}  // namespace tally
