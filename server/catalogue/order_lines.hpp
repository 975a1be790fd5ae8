// Order lines: the lines of a history put together to orders and credits.
// In go a LineReader that stands on a line; out come groups by order number, in the order in which
// their first lines stood. A line that contradicts its order's customer, day or ship-to is refused.
// Quantities and prices stay as they were written (with a decimal point): the order's own rooms
// judge them. It decides nothing and stores nothing.
//   OrderLines lines(mapping);  lines.take(reader, place);  use(lines.groups());
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/catalogue/import_orders.hpp"
#include "server/catalogue/keyed_lines.hpp"
#include "shared/data/order.hpp"

namespace tally::server::catalogue {

struct HistoryLine {
  LinePlace place;
  std::string sku;
  std::string quantity;
  std::string unit;
  std::string price;
  std::string price_reason;
  std::string note;
  /// Quantity times price; nullopt where one of them is no number.
  std::optional<int128> amount;
};

struct HistoryGroup {
  std::string number;
  Date day;
  std::string customer;
  std::string ship_to;
  std::string po_number;
  std::string note;
  bool is_credit = false;
  std::vector<HistoryLine> lines;

  Tally tally() const;
};

/// The amount of a line whose cells may be anything; nullopt where they are no numbers.
std::optional<int128> line_amount(const std::string& quantity, const std::string& price);

class OrderLines {
 public:
  explicit OrderLines(const Mapping& mapping) : mapping_(mapping) {}

  void take(LineReader& line, const LinePlace& place);
  const std::vector<HistoryGroup>& groups() const { return groups_; }

 private:
  /// The group of a line, begun where it is the first; nullptr where the line was refused.
  HistoryGroup* find_group(LineReader& line, std::string number);
  bool agrees(LineReader& line, const HistoryGroup& group, const HistoryGroup& here);

  const Mapping& mapping_;
  std::vector<HistoryGroup> groups_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// The order that a group of lines makes; its id comes from source and number alone.
RawOrder make_order(const HistoryGroup& group, std::string_view source);

}  // namespace tally::server::catalogue
