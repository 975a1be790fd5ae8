// Terms SQL: the statements that put price terms into catalogue tables, and days as they are kept.
// In go days of the trade; out come the integers of a table's columns, and back come days, and the
// groups and channels of a list. Whoever writes or reads these tables in SQL includes it; for
// everything else catalogue_writer.hpp and snapshot.hpp are the ways in. It holds no connection.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/data/order.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::wire::terms_sql {

/// "From always" as a day: a key column cannot be NULL.
inline constexpr std::int64_t always = std::numeric_limits<std::int32_t>::min();

inline std::int64_t first_day(const std::optional<Date>& from) {
  return from ? from->days() : always;
}

inline std::optional<std::int64_t> days(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return date->days();
}

/// The day of a column; none where it holds none or "from always".
inline std::optional<Date> day(const Statement& row, int column) {
  const auto days = row.optional_integer(column);
  if (!days || *days == always) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(*days));
}

/// A column of one code a line.
inline std::vector<CustomerGroup> groups_of(std::string_view text) {
  std::vector<CustomerGroup> groups;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto group = CustomerGroup::parse(text.substr(0, end))) groups.push_back(*group);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return groups;
}

/// A column of one bit a channel.
inline std::vector<Channel> channels_of(std::int64_t mask) {
  std::vector<Channel> channels;
  for (const Channel channel : {Channel::rep, Channel::desk, Channel::web, Channel::import}) {
    if ((mask >> static_cast<int>(channel) & 1) != 0) channels.push_back(channel);
  }
  return channels;
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
