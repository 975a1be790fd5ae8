#pragma once
// The form in which a ship-to or a customer is captured with an order, as a dialog.
// In: the open order, what shall be captured or changed. Out: one step in the order, and where the
// cursor belongs afterwards. What is wrong stands at each field with its mend beside it; a mend is
// taken by a press or a key, and a list of taken ones takes them back.
// What was typed is kept when the dialog is closed without an answer.
//
//     EntryParty party;   party.open_ship_to(open, std::nullopt);   party.draw(open);

#include <optional>
#include <string>
#include <string_view>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

class EntryParty {
 public:
  void open_customer(OpenOrder& open, std::string_view name);
  /// `line`: for this line; nothing: for the order.
  void open_ship_to(OpenOrder& open, std::optional<std::size_t> line);
  /// A captured cell, as Place::captured. False where there is none.
  bool open_at(OpenOrder& open, std::string_view captured);
  /// Where the cursor belongs, in the frame in which the order has taken it.
  std::optional<Place> draw(OpenOrder& open);
  bool is_open() const { return open_; }

 private:
  void begin(OpenOrder& open, PartyForm form, std::string_view field);
  void body(OpenOrder& open);
  void draw_fields(OpenOrder& open);
  void draw_field(OpenOrder& open, const PartyField& field);
  void draw_country(const PartyField& field);
  void draw_mend(const PartyField& field);
  void draw_taken();
  void buttons(OpenOrder& open);
  void take_mend(const std::string& path);
  void mend_by_key();
  void answer(OpenOrder& open);
  void finish(OpenOrder& open);
  void next_field(std::string_view path) const;
  std::string title() const;
  std::string sentence(OpenOrder& open) const;

  std::optional<PartyForm> form_;
  std::optional<Place> done_;
  std::string kept_for_, first_;
  bool open_ = false, asked_ = false;
};

}  // namespace tally::app
