#pragma once
// One record of master data on the screen: its sections and fields, what stands against it, what is
// not saved yet, its history, and the buttons that save, copy and remove it.
// In: the masters with their open record. Out: what the person wants beyond typing.
// It will not go anywhere and asks no questions: the screen does.
//
//     const FormWish wish = form_.draw(masters);   if (wish.remove) ask_about_removing();

#include <optional>
#include <string>
#include <vector>

#include "wasm/state/masters.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

struct FormWish {
  bool copy = false, remove = false, back = false;
};

class MastersForm {
 public:
  /// Another record comes on.
  void enter();
  FormWish draw(Masters& masters);
  /// Focus goes to the first field that is wrong.
  static void go_to_first_issue(OpenMaster& open);

 private:
  void draw_header(Masters& masters, FormWish& wish);
  void draw_actions(Masters& masters, FormWish& wish);
  void draw_banners(Masters& masters) const;
  void draw_body(Masters& masters);
  void draw_side(Masters& masters);
  void draw_history(const OpenMaster& open);
  void focus_when_ready(Masters& masters);

  bool wants_focus_ = false, was_refused_ = false, shows_all_ = false;
};

/// The sections of the form, as cards; masters_fields.cpp.
void draw_master_sections(Masters& masters);
/// The key of a field's control, for focus; of a small table its grid's.
std::string master_table_key(const ListAt& list);
std::string master_field_key(const ListAt& list);
/// The key of the control that a place names; of a small table its own.
std::string master_place_key(const OpenMaster& open, const MasterPlace& place);
void focus_master_place(OpenMaster& open, const MasterPlace& place);

/// A field as it is drawn: one of the record, or one of a record within the record;
/// masters_places.cpp.
struct FieldView {
  Masters& masters;
  OpenMaster& open;
  const MasterField& field;
  bool may_change;
  /// The list of the record within the record that it is of, and its place there.
  std::optional<ListAt> block = {};
  int line = -1, column = -1;

  std::string key() const;
  std::string text() const;
  void put(const std::string& text) const;
  /// The list that it is, where it has lines: of a plain field the one it would have.
  ListAt list() const;
  /// The name of the record's own field that it is within.
  std::string outer() const;
  /// "Rates", or "Rates of Zone West".
  std::string name() const;
  std::string error() const;
  std::string note() const;
  const MasterIssue* mendable() const;
  bool shows() const;
};

/// "Zone West"; "Zone 2" where it has no name yet.
std::string master_block_name(const OpenMaster& open, const ListAt& list, std::size_t line);

/// One field with its findings and what mends them.
void draw_master_field(const FieldView& view);
/// Fields in lines of thirds, halves and wholes that fold where there is no room.
void draw_master_fields(const std::vector<FieldView>& views);
/// Records within the record, each shown or folded away; masters_blocks.cpp.
void draw_master_blocks(const FieldView& view);
/// in_list: beside issues of other fields. at_field: below the field, whose name stands above.
enum class MendPlace : std::uint8_t { in_list, at_field };
/// The buttons that take what mends an issue; the chord, if any, presses the first.
void draw_mends(Masters& masters, const OpenMaster& open, const MasterIssue& issue,
                const std::string& key, MendPlace place);

}  // namespace tally::app
