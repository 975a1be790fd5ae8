// Allotments: goods set aside for a device or a person until a moment of the server's time.
// In go what is wanted, for whom and until when; out come rows that promise it: nobody else gets
// these goods, with or without a network. A hold is the same for a quarter of an hour. They end by
// being used, released or expired, and the goods move in the ledger each time.
// Everything here runs inside a change of the writer. It asks no clock: the instant is given.
// Which goods an order takes from what is set aside for it: claim_allotments, a pure function.
//   const auto made = set_aside(db, wish, {"sam", now});   if (!made) say(made.error());
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/stock/plan.hpp"
#include "server/stock/reserve.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::stock {

inline constexpr std::int64_t hold_ms = 15 * 60 * 1000;
inline constexpr std::int64_t allotment_days_max = 366;

struct Allotment {
  std::string id;
  /// "allotment" or "hold".
  std::string kind = "allotment";
  Sku sku;
  WarehouseCode warehouse;
  Quantity quantity;
  Quantity taken;
  /// "login:kim" or "device:<32 digits>".
  std::string holder;
  Instant made;
  std::string made_by;
  Instant expires;
  /// Empty while it stands; "used", "released" or "expired".
  std::string ended_why;
  Instant ended;
  Quantity left() const { return Quantity{quantity.thousandths - taken.thousandths}; }
};

/// What shall be set aside.
struct Wish {
  /// 32 hexadecimal digits of who asks, so that asking twice is done once; empty: a new one.
  std::string id;
  std::string kind = "allotment";
  Sku sku;
  /// Nothing: the first warehouse that has all of it.
  std::optional<WarehouseCode> warehouse;
  Quantity quantity;
  std::string holder;
  Instant expires;
};

/// Issues: goods_not_free, allotment_id_reused, parameter_refused (no such warehouse). The same
/// wish with the same id gives what it gave before.
Result<Allotment> set_aside(store::Connection& db, const Wish& wish, const MovedBy& by);

/// Gives back what is left of it. Issues: allotment_unknown, allotment_over.
Result<Allotment> release_allotment(store::Connection& db, std::string_view id,
                                    std::string_view kind, const MovedBy& by);

/// Ends everything whose time has come. False where the store failed.
bool expire_allotments(store::Connection& db, Instant now);

std::optional<Allotment> find_allotment(store::Connection& db, std::string_view id);
/// What stands, the next to end first; of one holder where one is named.
std::vector<Allotment> open_allotments(store::Connection& db, std::string_view kind,
                                       const std::optional<std::string>& holder);

/// What is set aside for the claimant of the wanted products, holds first, then the next to end.
std::vector<Allotment> allotments_for(store::Connection& db, const std::vector<Wanted>& wanted,
                                      const Claimant& claimant);

struct Claim {
  std::string allotment;
  Share share;
};
struct Claims {
  std::vector<Claim> claims;
  /// What is still wanted of each line, without those that need nothing more.
  std::vector<Wanted> rest;
};
/// Line by line, allotment by allotment, in the order given: each gives what it has.
Claims claim_allotments(const std::vector<Wanted>& wanted, std::vector<Allotment> allotments);

/// Counts what an order took; the ledger's row is the order's. Ends what is used up.
bool use_allotment(store::Connection& db, std::string_view id, Quantity quantity, Instant now);

/// The invariant: for each product and warehouse, what stands is what the balance has set aside.
bool allotments_covered(store::Connection& db);

}  // namespace tally::server::stock
