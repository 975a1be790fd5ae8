#pragma once
// A ship-to or customer while it is captured with an order: its fields, what is wrong with them
// and how each slip is mended.
// In: what is typed, a press on a mend. Out: sentences at fields from the same rooms that will
// judge the order, and one step for the sheet. A mend is never taken by itself, and a taken one is
// listed and can be taken back. It puts nothing into the order: OrderEditor::take does.
//
//     PartyForm form = PartyForm::new_ship_to(order, customer, "US");
//     form.set("address.admin_area", "Californa");   form.take_mend("address.admin_area");

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/wire/party_findings.hpp"
#include "wasm/state/order_sheet.hpp"
#include "wasm/state/party_fields.hpp"

namespace tally::app {

class Catalogue;

enum class PartyKind : std::uint8_t { ship_to, customer };

/// One way to mend what is wrong at a field.
struct PartyMend {
  std::string label;  // "Californa → CA"
  std::vector<wire::MendedField> changes;
};

class PartyForm {
 public:
  /// `line`: the line that it is captured for; nothing: the whole order.
  static PartyForm new_ship_to(const RawOrder& order, const Customer* customer,
                               std::string_view country,
                               std::optional<std::size_t> line = std::nullopt);
  static PartyForm new_customer(const RawOrder& order, std::string_view name,
                                std::string_view country);
  /// One that the order has already; `index` is its place among the new ship-tos.
  static PartyForm of_ship_to(const RawOrder& order, const Customer* customer, std::size_t index);
  static PartyForm of_customer(const RawOrder& order);

  PartyKind kind() const { return kind_; }
  /// Not in the order yet.
  bool is_new() const { return is_new_; }
  /// In the order of the country.
  std::vector<PartyField> fields() const;
  const std::string& text(std::string_view path) const;
  void set(std::string_view path, std::string_view text);
  /// The line that it is captured for; nothing: the whole order.
  void use_for(std::optional<std::size_t> line) { line_ = line; }
  /// A customer's goods go to its billing address: it becomes a ship-to as well.
  bool ships_there() const { return ships_there_; }
  void set_ships_there(bool on) { ships_there_ = on; }

  /// From then on a field says what is wrong with it; before it only does what it is asked.
  void leave(std::string_view path) { left_.emplace(path); }
  void show_all() { shows_all_ = true; }
  /// What a field says now: what is wrong, or else what is worth knowing.
  std::string error(std::string_view path) const;
  std::string hint(std::string_view path) const;
  /// nullptr where nothing can be mended by a press.
  const PartyMend* mend(std::string_view path) const;
  /// The field whose mend the key takes: that of the cursor, else the first that has one.
  std::optional<std::string> next_mend(std::string_view cursor) const;
  /// The first field that is wrong.
  std::optional<std::string> first_error() const;
  std::size_t errors() const;

  bool take_mend(std::string_view path);
  /// Corrections that were taken, the last one last: "Californa → CA".
  const std::vector<PartyMend>& taken() const { return taken_; }
  /// Takes the last one back, where its fields still hold what it wrote.
  bool take_back();

  /// Codes that others have already; a code among them is refused.
  void use_codes(std::vector<std::string> taken);
  /// A sentence about the code from whoever knows more; empty: none.
  void refuse_code(std::string sentence);
  /// What one undo takes back; its place leads to where it is used.
  SheetStep step(const RawOrder& order) const;
  /// Takes it out of the order again, with what names it.
  SheetStep take_out(const RawOrder& order) const;
  const std::string& code() const { return code_; }

 private:
  struct Finding {
    std::string path, sentence;
    Severity severity = Severity::error;
    std::optional<PartyMend> mend;
  };
  PartyForm() = default;
  void look();
  void look_at_code();
  void add(const Issue& issue, std::string path);
  std::string* field(std::string_view path);
  std::string_view base() const { return kind_ == PartyKind::ship_to ? "address." : "billing."; }
  Address& address() { return kind_ == PartyKind::ship_to ? ship_to_.address : customer_.billing; }
  const Address& address() const {
    return kind_ == PartyKind::ship_to ? ship_to_.address : customer_.billing;
  }
  void propose_code();
  bool says(const Finding& finding) const;
  void add_ship_to_changes(const RawOrder& order, SheetStep& step, Extras& extras) const;
  void add_customer_changes(const RawOrder& order, SheetStep& step, Extras& extras) const;

  PartyKind kind_ = PartyKind::ship_to;
  RawShipTo ship_to_;
  RawCustomer customer_;
  std::string code_, was_code_, refused_code_;
  std::size_t index_ = 0;
  std::optional<std::size_t> line_;
  bool is_new_ = true, code_typed_ = false, ships_there_ = false, shows_all_ = false;
  std::vector<std::string> codes_;
  std::vector<Finding> findings_;
  std::vector<PartyMend> taken_;
  std::set<std::string, std::less<>> left_;
};

/// Takes a captured ship-to out, with what names it; or the captured customer.
SheetStep without_ship_to(const RawOrder& order, std::size_t index);
SheetStep without_customer(const RawOrder& order);
/// "OAKLAND" of "Oakland"; with a number behind it where that is among `taken`.
std::string proposed_code(std::string_view locality, const std::vector<std::string>& taken);

}  // namespace tally::app
