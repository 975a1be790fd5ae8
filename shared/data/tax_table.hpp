// Tax tables: what a product class costs in tax in a place, and how a place treats a sale.
// Plain values, loaded as data and never compiled in; tax/ chooses the most specific ones.
// Rates of one authority stand in for each other, those of several authorities stack.
// Nothing here is about one country: states, provinces, islands and unions are all rows.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/rate.hpp"

namespace tally {

/// Postal codes from one on until another, both of one length, or all of them where both are
/// empty. "35" holds every code that begins so. Written as normal_postal() writes them.
struct PostalRange {
  std::string from;
  std::string until;
  friend auto operator<=>(const PostalRange&, const PostalRange&) = default;
};

/// net_and_tax: on the net and on the taxes whose base is the net (a tax on a tax).
enum class TaxBase : std::uint8_t { net, net_and_tax };
/// Whether a rate depends on the seller's own state: India's CGST and SGST within one, IGST beyond.
enum class TaxSupply : std::uint8_t { any, same_area, other_area };
/// The categories of EN 16931 (UNCL 5305): standard and reduced are S, zero Z, exempt E, outside O.
enum class TaxTreatment : std::uint8_t { standard, reduced, zero, exempt, outside };
/// demo: made up for trying out; every print says so.
enum class TaxTable : std::uint8_t { own, demo };

struct TaxRate {
  /// ISO 3166-1 alpha-2.
  std::string country;
  /// Empty: the whole country.
  std::string admin_area;
  TaxClass tax_class;
  Rate rate;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  PostalRange postal = {};
  /// Who takes it, as people say it; empty where there is only one.
  std::string authority = {};
  TaxBase base = TaxBase::net;
  TaxSupply supply = TaxSupply::any;
  TaxTreatment treatment = TaxTreatment::standard;
  /// The law that frees the goods, as the invoice must name it.
  std::string law = {};
  TaxTable table = TaxTable::own;
  friend bool operator==(const TaxRate&, const TaxRate&) = default;
};

/// origin: within one state the seller's place decides, not the buyer's.
enum class TaxSourcing : std::uint8_t { destination, origin };
/// Whose tax a buyer in another member state pays who has no valid VAT number.
enum class UnionSupply : std::uint8_t { charge_origin, charge_destination };
/// Whether what leaves the territory is taxed with the buyer's rates, or not at all.
enum class ExportRule : std::uint8_t { charge_destination, untaxed };
/// goods: in proportion, at the goods' own rates. by_class: as one class. untaxed: not at all.
enum class FreightTax : std::uint8_t { goods, by_class, untaxed };

/// How a place treats a sale. Of the rows that match an address the most specific holds, whole.
struct TaxPlace {
  std::string country;
  std::string admin_area = {};
  PostalRange postal = {};
  /// Whose tax law holds: the country, unless another is named (the Canaries, Livigno).
  std::string territory = {};
  /// The union whose members sell to each other without tax: "EU". Empty: none.
  std::string union_code = {};
  /// The first two letters of VAT numbers: the country, unless it differs (EL, XI).
  std::string vat_prefix = {};
  TaxSourcing sourcing = TaxSourcing::destination;
  UnionSupply union_supply = UnionSupply::charge_origin;
  ExportRule exports = ExportRule::charge_destination;
  FreightTax freight = FreightTax::goods;
  std::optional<TaxClass> freight_class = std::nullopt;
  friend bool operator==(const TaxPlace&, const TaxPlace&) = default;
};

/// Letters and digits alone, upper-case: "BT1 1AA" is "BT11AA", "94607-1234" is "946071234".
std::string normal_postal(std::string_view text);
/// True where the code lies in the range, or the range is open. `postal` is a normal one.
bool holds_postal(const PostalRange& range, std::string_view postal);
/// What all codes of the range begin with: the key by which a snapshot finds it.
std::string_view postal_key(const PostalRange& range);
/// "90210", "90210 to 90215", or nothing.
std::string say_postal(const PostalRange& range);

}  // namespace tally
