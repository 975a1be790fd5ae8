// Feed rows: the bytes of each thing that the feed tells of, and who may see it.
// In go a kind and a key; out comes the row as JSON: an order as in a list of orders, a notice, a
// product's free stock, an allotment. The bytes depend on the database alone, and every change of
// them raises the thing's lsn (triggers see to it), so a digest of them can be kept.
// It reads; it writes nothing and counts nothing.
//   const auto row = feed_row(db, "order", order_id);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/identity/roles.hpp"
#include "server/store/connection.hpp"

namespace tally::server::sync {

/// Every kind there is.
inline constexpr std::string_view feed_kinds[] = {"allotment", "notice", "order", "stock"};

/// Nothing where there is no such thing any more.
std::optional<std::string> feed_row(store::Connection& db, std::string_view kind,
                                    std::string_view key);

/// Who asks.
struct Viewer {
  std::string login;
  Role role = Role::rep;
  /// 32 digits where a device asks; empty for a browser without one.
  std::string device;
};

bool may_see(const Viewer& viewer, std::string_view kind, std::string_view scope);

}  // namespace tally::server::sync
