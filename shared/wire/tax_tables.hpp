// Tax tables of a catalogue: rates, places, and the tax facts of lists and customers, in SQL.
// In go typed values or an address; out come rows, or the few rates that can hold at the address.
// A rate is found by country, state and what its postal codes begin with, so one address costs a
// dozen seeks however many thousand rates there are.
// It chooses none: tax/ does. The database must outlive both classes.
//   const auto rates = tables.rates_at(address);
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shared/data/company.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::wire {

/// More than any postal code has (normal_postal).
inline constexpr std::size_t postal_prefix_max = 12;

/// Of a row whose columns are country, admin_area, postal_from, postal_until, tax_class, authority,
/// supply, valid_from, valid_until, rate, base, treatment, law, demo.
TaxRate tax_rate_at(const Statement& row);
/// Of a row whose columns are country, admin_area, postal_from, postal_until, territory,
/// union_code, vat_prefix, sourcing, union_supply, exports, freight, freight_class.
TaxPlace tax_place_at(const Statement& row);

class TaxTables {
 public:
  /// False where a statement is refused.
  bool prepare(const Database& db);

  /// What can hold at the address: its country's and its state's rates whose postal codes fit.
  std::vector<TaxRate> rates_at(const Address& address);
  std::vector<TaxRate> rates_of(std::string_view country);
  std::vector<TaxPlace> places_of(std::string_view country);
  std::vector<TaxPlace> places_of_vat_prefix(std::string_view prefix);
  std::vector<TaxPlace> all_places();
  PriceTax price_tax(std::string_view list);
  std::optional<Date> vat_verified_on(std::string_view customer);
  /// True where a row could not be read.
  bool failed() const { return failed_; }

 private:
  bool row(Statement& select);
  std::vector<TaxRate> take_rates(Statement& select);
  std::vector<TaxPlace> take_places(Statement& select);
  Statement rates_at_, rates_of_, places_of_, places_of_prefix_, all_places_, price_tax_, verified_;
  bool failed_ = false;
};

class TaxWriter {
 public:
  explicit TaxWriter(const Database& db);
  bool put(const TaxRate& rate);
  bool put(const TaxPlace& place);
  bool put_price_tax(const PriceList& list);
  bool put_verified(const Customer& customer);

 private:
  Statement put_rate_, put_place_, put_list_, clear_list_, put_verified_, clear_verified_;
};

}  // namespace tally::wire
