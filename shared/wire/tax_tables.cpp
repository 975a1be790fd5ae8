#include "shared/wire/tax_tables.hpp"

#include "shared/wire/terms_sql.hpp"

namespace tally::wire {

namespace {

using terms_sql::day;
using terms_sql::days;
using terms_sql::first_day;

constexpr const char* rate_columns =
    "SELECT country, admin_area, postal_from, postal_until, tax_class, authority, supply, "
    "valid_from, valid_until, rate, base, treatment, law, demo FROM tax_rate ";

constexpr const char* rate_order =
    " ORDER BY admin_area, postal_from, postal_until, tax_class, authority, supply, valid_from";

constexpr const char* place_columns =
    "SELECT country, admin_area, postal_from, postal_until, territory, union_code, vat_prefix, "
    "sourcing, union_supply, exports, freight, freight_class FROM tax_place ";

constexpr const char* place_order =
    " ORDER BY country, admin_area, postal_from, postal_until";

constexpr const char* put_rate_sql = R"sql(
INSERT INTO tax_rate (country, admin_area, postal_key, postal_from, postal_until, tax_class,
  authority, supply, valid_from, valid_until, rate, base, treatment, law, demo)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (country, admin_area, postal_key, postal_from, postal_until, tax_class, authority,
  supply, valid_from)
DO UPDATE SET valid_until = ?10, rate = ?11, base = ?12, treatment = ?13, law = ?14, demo = ?15
WHERE (valid_until, rate, base, treatment, law, demo) IS NOT (?10, ?11, ?12, ?13, ?14, ?15))sql";

constexpr const char* put_place_sql = R"sql(
INSERT INTO tax_place (country, admin_area, postal_from, postal_until, territory, union_code,
  vat_prefix, sourcing, union_supply, exports, freight, freight_class)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (country, admin_area, postal_from, postal_until)
DO UPDATE SET territory = ?5, union_code = ?6, vat_prefix = ?7, sourcing = ?8, union_supply = ?9,
  exports = ?10, freight = ?11, freight_class = ?12
WHERE (territory, union_code, vat_prefix, sourcing, union_supply, exports, freight, freight_class)
  IS NOT (?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql";

/// A number that is no enumerator can only stand in a damaged file: the first one then.
template <typename Enum>
Enum enum_at(const Statement& row, int column, std::int64_t count) {
  const std::int64_t number = row.integer(column);
  return number >= 0 && number < count ? static_cast<Enum>(number) : Enum{};
}

template <typename Enum>
std::int64_t number_of(Enum value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace

TaxRate tax_rate_at(const Statement& row) {
  TaxRate rate;
  rate.country = row.text(0);
  rate.admin_area = row.text(1);
  rate.postal = {std::string(row.text(2)), std::string(row.text(3))};
  rate.tax_class = TaxClass::parse(row.text(4)).value_or(TaxClass{});
  rate.authority = row.text(5);
  rate.supply = enum_at<TaxSupply>(row, 6, 3);
  rate.valid_from = day(row, 7);
  rate.valid_until = day(row, 8);
  rate.rate = Rate{row.integer(9)};
  rate.base = enum_at<TaxBase>(row, 10, 2);
  rate.treatment = enum_at<TaxTreatment>(row, 11, 5);
  rate.law = row.text(12);
  rate.table = enum_at<TaxTable>(row, 13, 2);
  return rate;
}

TaxPlace tax_place_at(const Statement& row) {
  TaxPlace place;
  place.country = row.text(0);
  place.admin_area = row.text(1);
  place.postal = {std::string(row.text(2)), std::string(row.text(3))};
  place.territory = row.text(4);
  place.union_code = row.text(5);
  place.vat_prefix = row.text(6);
  place.sourcing = enum_at<TaxSourcing>(row, 7, 2);
  place.union_supply = enum_at<UnionSupply>(row, 8, 2);
  place.exports = enum_at<ExportRule>(row, 9, 2);
  place.freight = enum_at<FreightTax>(row, 10, 3);
  place.freight_class = TaxClass::parse(row.text(11));
  return place;
}

bool TaxTables::prepare(const Database& db) {
  const std::string rates = rate_columns;
  const std::string places = place_columns;
  std::string prefixes;
  for (std::size_t i = 0; i <= postal_prefix_max; ++i) {
    prefixes += (i == 0 ? "?" : ", ?") + std::to_string(i + 3);
  }
  rates_at_ = db.prepare(rates + "WHERE country = ?1 AND admin_area IN ('', ?2) " +
                         "AND postal_key IN (" + prefixes + ")" + rate_order);
  rates_of_ = db.prepare(rates + "WHERE country = ?1" + rate_order);
  places_of_ = db.prepare(places + "WHERE country = ?1" + place_order);
  places_of_prefix_ = db.prepare(
      places + "WHERE vat_prefix = ?1 OR (vat_prefix = '' AND country = ?1)" + place_order);
  all_places_ = db.prepare(places + place_order);
  price_tax_ = db.prepare("SELECT includes_tax FROM list_tax WHERE list = ?1");
  verified_ = db.prepare("SELECT verified_on FROM customer_vat WHERE customer = "
                         "(SELECT id FROM customer WHERE code = ?1)");
  return rates_at_ && rates_of_ && places_of_ && places_of_prefix_ && all_places_ && price_tax_ &&
         verified_;
}

bool TaxTables::row(Statement& select) {
  const Step step = select.step();
  failed_ = failed_ || step == Step::failed;
  return step == Step::row;
}

std::vector<TaxRate> TaxTables::take_rates(Statement& select) {
  std::vector<TaxRate> found;
  while (row(select)) found.push_back(tax_rate_at(select));
  select.reset();
  return found;
}

std::vector<TaxPlace> TaxTables::take_places(Statement& select) {
  std::vector<TaxPlace> found;
  while (row(select)) found.push_back(tax_place_at(select));
  select.reset();
  return found;
}

std::vector<TaxRate> TaxTables::rates_at(const Address& address) {
  const std::string postal = normal_postal(address.postal_code);
  rates_at_.bind(1, address.country).bind(2, address.admin_area);
  for (std::size_t i = 0; i <= postal_prefix_max; ++i) {
    rates_at_.bind(static_cast<int>(i) + 3, std::string_view(postal).substr(0, i));
  }
  std::vector<TaxRate> found = take_rates(rates_at_);
  std::erase_if(found, [&](const TaxRate& rate) { return !holds_postal(rate.postal, postal); });
  return found;
}

std::vector<TaxRate> TaxTables::rates_of(std::string_view country) {
  rates_of_.bind(1, country);
  return take_rates(rates_of_);
}

std::vector<TaxPlace> TaxTables::places_of(std::string_view country) {
  places_of_.bind(1, country);
  return take_places(places_of_);
}

std::vector<TaxPlace> TaxTables::places_of_vat_prefix(std::string_view prefix) {
  places_of_prefix_.bind(1, prefix);
  return take_places(places_of_prefix_);
}

std::vector<TaxPlace> TaxTables::all_places() { return take_places(all_places_); }

PriceTax TaxTables::price_tax(std::string_view list) {
  price_tax_.bind(1, list);
  PriceTax found = PriceTax::exclusive;
  if (row(price_tax_)) found = enum_at<PriceTax>(price_tax_, 0, 2);
  price_tax_.reset();
  return found;
}

std::optional<Date> TaxTables::vat_verified_on(std::string_view customer) {
  verified_.bind(1, customer);
  std::optional<Date> found;
  if (row(verified_)) found = day(verified_, 0);
  verified_.reset();
  return found;
}

TaxWriter::TaxWriter(const Database& db)
    : put_rate_(db.prepare(put_rate_sql)),
      put_place_(db.prepare(put_place_sql)),
      put_list_(db.prepare("INSERT INTO list_tax (list, includes_tax) VALUES (?1, 1) "
                           "ON CONFLICT (list) DO NOTHING")),
      clear_list_(db.prepare("DELETE FROM list_tax WHERE list = ?1")),
      put_verified_(db.prepare(
          "INSERT INTO customer_vat (customer, verified_on) "
          "VALUES ((SELECT id FROM customer WHERE code = ?1), ?2) ON CONFLICT (customer) "
          "DO UPDATE SET verified_on = ?2 WHERE verified_on IS NOT ?2")),
      clear_verified_(db.prepare("DELETE FROM customer_vat WHERE customer = "
                                 "(SELECT id FROM customer WHERE code = ?1)")) {}

bool TaxWriter::put(const TaxRate& rate) {
  Statement& put = put_rate_;
  put.bind(1, rate.country).bind(2, rate.admin_area).bind(3, postal_key(rate.postal));
  put.bind(4, rate.postal.from).bind(5, rate.postal.until).bind(6, rate.tax_class.text());
  put.bind(7, rate.authority).bind(8, number_of(rate.supply));
  put.bind(9, first_day(rate.valid_from));
  put.bind(10, days(rate.valid_until)).bind(11, rate.rate.parts_per_million);
  put.bind(12, number_of(rate.base)).bind(13, number_of(rate.treatment)).bind(14, rate.law);
  return put.bind(15, number_of(rate.table)).run();
}

bool TaxWriter::put(const TaxPlace& place) {
  Statement& put = put_place_;
  put.bind(1, place.country).bind(2, place.admin_area);
  put.bind(3, place.postal.from).bind(4, place.postal.until).bind(5, place.territory);
  put.bind(6, place.union_code).bind(7, place.vat_prefix).bind(8, number_of(place.sourcing));
  put.bind(9, number_of(place.union_supply)).bind(10, number_of(place.exports));
  put.bind(11, number_of(place.freight));
  const bool by_class = place.freight_class.has_value();
  return put.bind(12, by_class ? std::string_view(place.freight_class->text()) : "").run();
}

bool TaxWriter::put_price_tax(const PriceList& list) {
  const bool inclusive = list.price_tax == PriceTax::inclusive;
  return (inclusive ? put_list_ : clear_list_).bind(1, list.code.text()).run();
}

bool TaxWriter::put_verified(const Customer& customer) {
  if (!customer.vat_verified_on) return clear_verified_.bind(1, customer.code.text()).run();
  const std::int64_t on = customer.vat_verified_on->days();
  return put_verified_.bind(1, customer.code.text()).bind(2, on).run();
}

}  // namespace tally::wire
