#pragma once
// The order being written: what hands and scanners do to it, and what each cell shows.
// In: keystrokes, choices, scans, presses on a mend. Out: the sheet, its outcome decided anew after
// each change, and the words of every cell. The row behind the last line is always there and
// becomes a line with the first keystroke. It will not save or send: open_order does.
//
//     editor.type(editor.lines(), LineField::sku, "ab-103");  editor.live().outcome().total;

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/state/decision.hpp"
#include "wasm/state/fix.hpp"
#include "wasm/state/order_sheet.hpp"
#include "wasm/state/party_form.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

/// A product as a suggestion shows it.
struct ProductChoice {
  std::string sku, name, detail, price;
  bool orderable = true;
};

enum class ScanResult : std::uint8_t { added, raised, unknown };
struct Scanned {
  ScanResult result = ScanResult::unknown;
  std::size_t line = 0;
  std::string words;  // "AB-103 Hex bolt: 3"
};

/// What the text of a SKU cell stands for. Only a whole SKU or GTIN is taken without a look; words
/// are taken when one product alone has them. A shortened SKU is never made longer: typed blind,
/// it would silently become another product.
struct SkuAnswer {
  const Product* product = nullptr;
  bool several = false;  // words that more than one product has
};

/// What a line's read-only cells show.
struct LineView {
  std::string product, variant, quantity_hint, price, net, tax, tax_rate;
  bool price_agreed = false;
};

/// A place that goods of the order can go to.
struct ShipToChoice {
  std::string code;
  std::string words;  // "YARD, 12 Dock Road, 62701 Springfield, IL, US"
  /// Its place among the new ship-tos, where it was captured with the order.
  std::optional<std::size_t> captured;
};

/// Columns that are seldom filled, and whether a line of the order fills them.
struct ColumnsInUse {
  bool agreed_price = false, ship_to = false, requested_date = false;
  friend bool operator==(const ColumnsInUse&, const ColumnsInUse&) = default;
};

class OrderEditor {
 public:
  OrderEditor(OrderSheet sheet, Catalogue& catalogue, Clock clock);

  const OrderSheet& sheet() const { return sheet_; }
  const RawOrder& order() const { return sheet_.order(); }
  std::size_t lines() const { return order().lines.size(); }
  Catalogue& catalogue() const { return *catalogue_; }
  /// New prices came: everything is decided again with them.
  void use(Catalogue& catalogue);
  /// Decided for the order as it is now.
  const LiveDecision& live();
  /// The company's, or the one that was captured with the order; nullptr: none.
  const Customer* customer() const;
  /// The customer's own, then those that were captured.
  const std::vector<ShipToChoice>& ship_tos() const;
  ColumnsInUse columns_in_use() const;
  bool is_empty() const;

  // --- hands -------------------------------------------------------------------------------
  void set_header(HeaderField field, std::string_view text) { sheet_.set_header(field, text); }
  /// Takes the customer, and the ship-to where there is only one.
  void choose_customer(std::string_view code);
  /// line == lines() begins a new line.
  void type(std::size_t line, LineField field, std::string_view text);
  /// The cell was left: a GTIN becomes its SKU, words become the one product that has them, an
  /// emptied last line goes.
  void leave_cell(std::size_t line, LineField field);
  void choose_product(std::size_t line, std::string_view sku);
  SkuAnswer answer_for(std::string_view typed) const;
  void insert_line(std::size_t at);
  void delete_line(std::size_t line);
  void copy_down(std::size_t line, LineField field);
  /// The next or previous whole pack (or step) of the line's product.
  void step_pack(std::size_t line, int direction);
  void set_unit(std::size_t line, OrderUnit unit);
  Scanned scan(std::string_view code);
  void append(std::vector<RawLine> lines, std::string name);
  /// Where the cursor belongs afterwards.
  Place apply(const Fix& fix);

  // --- what is captured, what is passed over (order_editor_extras.cpp) ----------------------
  /// Why nobody can capture a customer here; empty: it can be done.
  std::string no_new_customer_why() const;
  PartyForm begin_customer(std::string_view name) const;
  PartyForm begin_ship_to(std::optional<std::size_t> line = std::nullopt) const;
  /// Of a captured cell's path, as Place::captured; nothing where there is no such party.
  std::optional<PartyForm> form_of(std::string_view path) const;
  /// The code of a customer's form is another customer's; checked as it is typed.
  void look_at_code(PartyForm& form) const;
  void take(const PartyForm& form);
  void take_out(const PartyForm& form) { sheet_.change(form.take_out(order())); }
  /// False, and nothing happens, without a reason.
  bool pass_over(const Issue& issue, std::string_view reason);
  void take_back_override(std::size_t index);
  std::optional<Place> undo() { return sheet_.undo(); }
  std::optional<Place> redo() { return sheet_.redo(); }
  void end_typing() { sheet_.end_typing(); }

  // --- words -------------------------------------------------------------------------------
  LineView view(std::size_t line);
  /// The sentence of a cell, or "". What is only unfinished is not said where the cursor stands.
  std::string cell_error(std::size_t line, LineField field, std::optional<Place> cursor);
  std::string header_error(HeaderField field);
  std::vector<ProductChoice> suggest(std::string_view typed, std::size_t limit);
  /// "Line 3, AB-103 Hex bolt".
  std::string line_name(std::size_t line);

 private:
  void drop_blank_end();
  /// The two letters that a new address begins with.
  std::string home_country() const;
  std::string ship_to_meant(std::string_view typed) const;
  std::optional<std::size_t> line_to_raise(const Product& product);
  OrderSheet sheet_;
  Catalogue* catalogue_;
  Clock clock_;
  LiveDecision live_;
  std::uint64_t decided_revision_ = 0;
  std::string decided_today_;
  struct Known {
    std::uint64_t revision = 0;
    std::optional<Customer> captured;
    std::vector<ShipToChoice> ship_tos;
    ColumnsInUse columns;
  };
  const Known& known() const;
  mutable Known known_;  // of the order as it is, put together once
};

/// An order without lines, with an id of its own.
RawOrder new_order(const Edge& edge, std::string_view channel);

}  // namespace tally::app
