// Terms SQL: the statements that put price terms into catalogue tables, and days as they are kept.
// In go days of the trade; out come the integers of a table's columns.
// Only catalogue_writer.cpp and catalogue_terms.cpp include this: catalogue_writer.hpp is the way
// in. It reads nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "shared/base/date.hpp"

namespace tally::wire::terms_sql {

/// "From always" as a day: a key column cannot be NULL.
inline std::int64_t first_day(const std::optional<Date>& from) {
  return from ? from->days() : std::numeric_limits<std::int32_t>::min();
}

inline std::optional<std::int64_t> days(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return date->days();
}

// An upsert that changes nothing must not count as a change: each DO UPDATE has a WHERE.
inline constexpr const char* put_terms = R"sql(
INSERT INTO price_list_terms (list, valid_from, valid_until, breaks, channels, customer_groups)
VALUES ((SELECT id FROM price_list WHERE code = ?1), ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (list) DO UPDATE SET valid_from = ?2, valid_until = ?3, breaks = ?4, channels = ?5,
  customer_groups = ?6
WHERE (valid_from, valid_until, breaks, channels, customer_groups) IS NOT (?2, ?3, ?4, ?5, ?6)
)sql";

inline constexpr const char* put_special = R"sql(
INSERT INTO price_special (list, target, code, unit, quantity_from, valid_from, valid_until, kind,
  value)
VALUES ((SELECT id FROM price_list WHERE code = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (list, target, code, unit, quantity_from, valid_from) DO UPDATE SET valid_until = ?7,
  kind = ?8, value = ?9 WHERE (valid_until, kind, value) IS NOT (?7, ?8, ?9))sql";

inline constexpr const char* put_exchange_rate = R"sql(
INSERT INTO exchange_rate (from_currency, to_currency, valid_from, valid_until, billionths)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (from_currency, to_currency, valid_from) DO UPDATE SET valid_until = ?4,
  billionths = ?5 WHERE (valid_until, billionths) IS NOT (?4, ?5))sql";

}  // namespace tally::wire::terms_sql
