// Import of orders: a history of orders, line by line, through the same decision as a rep's order.
// In go a mapping and files; lines of one order number become one order (or, where the mapping says
// so, one credit), decided as of its day and stored with its goods reserved. Out comes a reckoning:
// every line of the files is accepted, a credit, an exception for a person, refused or unreadable,
// and the sums of quantity times price add up exactly. All of it is one change of the database.
// An order keeps the id that its number makes, so running it again changes nothing.
//   OrdersReport report = import_orders(store, snapshots, request);
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/catalogue/import.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/base/rounding.hpp"

namespace tally::server::catalogue {

/// Where a line of the history ended.
enum class Fate : std::uint8_t {
  /// Its order went through.
  accepted,
  /// A credit, matched to an earlier order of the customer.
  credit,
  /// Its order, or its credit, waits for a person.
  exception,
  /// Its order cannot go on as it is.
  refused,
  /// The line could not be read, so it belongs to no order.
  unreadable,
};
inline constexpr std::size_t fate_count = 5;
std::string_view fate_name(Fate fate);

/// Lines and their sum of quantity times price, exact.
struct Tally {
  std::int64_t lines = 0;
  /// Orders, or numbers of credits.
  std::int64_t documents = 0;
  /// In ten-millionths: price has four decimals, quantity three.
  int128 sum = 0;
};
/// "1,807,019.93": at least two decimals.
std::string say_sum(int128 ten_millionths);

struct OrdersReport {
  /// lines, left_out, refused (the unreadable ones); added and unchanged count orders and credits.
  ImportCounts counts;
  std::array<Tally, fate_count> fates;
  /// Why lines are exceptions or refused: by fate and issue code.
  std::map<std::pair<Fate, std::string>, Tally> reasons;
  /// Orders whose lines all have prices, and of these whose net is not the sum of its lines.
  std::int64_t nets_compared = 0;
  std::int64_t nets_differing = 0;
  /// What the files hold, counted while reading and without any of the above.
  Tally read;
  std::vector<Refusal> refusals;
  Issues failures;

  /// All fates together are what was read, in lines and to the last decimal.
  bool adds_up() const;
};

OrdersReport import_orders(store::Store& store, sync::Snapshots& snapshots,
                           const ImportRequest& request);

}  // namespace tally::server::catalogue
