#pragma once
// Holds one order as it is being written, with twenty steps back and forth.
// In: what a hand did (a cell typed, lines put in or taken out). Out: the RawOrder, and where the
// cursor belongs after an undo. A step holds only what it takes to reverse it, so a paste of
// 10,000 rows costs a few bytes. It judges nothing: the outcome does.
//
//     OrderSheet sheet(order);  sheet.set_cell(0, LineField::quantity, "12");  sheet.undo();

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/data/order.hpp"

namespace tally::app {

/// Drafts name a field by its place: new ones come last.
enum class HeaderField : std::uint8_t {
  customer, ship_to, po_number, requested_date, note, freight, coupons,
  ship_from, ship_until, delivery, incoterm
};
enum class LineField : std::uint8_t {
  sku, quantity, unit, agreed_price, agreed_reason, note, ship_to, requested_date
};
inline constexpr int header_fields = 11, line_fields = 8;

std::string& header_text(RawOrder& order, HeaderField field);
const std::string& header_text(const RawOrder& order, HeaderField field);
std::string& line_text(RawLine& line, LineField field);
const std::string& line_text(const RawLine& line, LineField field);
/// The field's name in documents and issue paths: "ship_to", "quantity".
std::string_view field_name(HeaderField field);
std::string_view field_name(LineField field);
/// Of the path of an issue: "ship_to", "coupons[1]".
std::optional<HeaderField> header_field(std::string_view name);
std::optional<LineField> line_field(std::string_view name);

/// What an order brings beside its cells: captured parties, and warnings passed over.
struct Extras {
  std::vector<RawShipTo> new_ship_tos;
  std::optional<RawCustomer> new_customer;
  std::vector<RawOverride> overrides;
  bool empty() const { return new_ship_tos.empty() && !new_customer && overrides.empty(); }
  friend bool operator==(const Extras&, const Extras&) = default;
};
Extras extras_of(const RawOrder& order);

/// One change that can be reversed: a header cell gets a text, lines are replaced by others, or the
/// extras by others.
struct Change {
  std::optional<HeaderField> header;
  std::string text;
  std::size_t at = 0, removed = 0;
  std::vector<RawLine> inserted;
  std::optional<Extras> extras = {};
};

/// Where a change happened, for the cursor: a header cell or a line's cell.
struct Place {
  std::optional<HeaderField> header;
  std::size_t line = 0;
  LineField field = LineField::sku;
  /// Of a cell that was captured, as the document names it: "new_ship_tos[0].address.locality".
  std::string captured = {};
};

/// What one undo takes back: "typing", "paste of 200 lines".
struct SheetStep {
  std::string name;
  Place place;
  std::vector<Change> changes;  // applied in this order
};

class OrderSheet {
 public:
  static constexpr std::size_t steps_max = 20;

  explicit OrderSheet(RawOrder order = {});
  /// As it was stored: with its steps and the next line number.
  OrderSheet(RawOrder order, std::deque<SheetStep> undo, std::deque<SheetStep> redo,
             std::int64_t next_line);

  const RawOrder& order() const { return order_; }
  const std::deque<SheetStep>& undo_steps() const { return undo_; }
  const std::deque<SheetStep>& redo_steps() const { return redo_; }
  std::int64_t next_line() const { return next_line_; }
  /// The id that the next new line will get: the empty row at the end already shows it.
  std::string next_line_id() const { return std::to_string(next_line_); }
  /// Counts every change; what was computed for another revision is stale.
  std::uint64_t revision() const { return revision_; }

  void set_header(HeaderField field, std::string_view text);
  /// Typing on in the same cell stays one step until end_typing().
  void set_cell(std::size_t line, LineField field, std::string_view text);
  /// A new last line, begun with the first keystroke in one of its cells.
  void begin_line(LineField field, std::string_view text);
  /// Puts lines in before `at`; ids are given here. `name` is what undo calls it.
  void insert_lines(std::size_t at, std::vector<RawLine> lines, std::string name);
  void delete_lines(std::size_t at, std::size_t count, std::string name);
  void replace_line(std::size_t at, RawLine line, std::string name);
  /// Several changes that one undo takes back, applied in order. Lines without an id get one.
  void change(SheetStep step);
  void end_typing() { typing_.clear(); }

  std::optional<Place> undo();
  std::optional<Place> redo();

 private:
  Change apply(const Change& change);
  SheetStep apply(const SheetStep& step);
  void remember(SheetStep inverse);
  bool goes_on(const std::string& typing);

  RawOrder order_;
  std::deque<SheetStep> undo_, redo_;
  std::int64_t next_line_ = 1;
  std::uint64_t revision_ = 1;
  std::string typing_;  // the cell whose keystrokes are still one step
};

}  // namespace tally::app
