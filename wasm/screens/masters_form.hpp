#pragma once
// One record of master data on the screen: its sections and fields, what stands against it, what is
// not saved yet, its history, and the buttons that save, copy and remove it.
// In: the masters with their open record. Out: what the person wants beyond typing.
// It will not go anywhere and asks no questions: the screen does.
//
//     const FormWish wish = form_.draw(masters);   if (wish.remove) ask_about_removing();

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
  static void go_to_first_issue(const OpenMaster& open);

 private:
  void draw_header(Masters& masters, FormWish& wish);
  void draw_actions(Masters& masters, FormWish& wish);
  void draw_banners(Masters& masters) const;
  void draw_body(Masters& masters);
  void draw_side(const OpenMaster& open);
  void draw_history(const OpenMaster& open);
  void focus_when_ready(const OpenMaster& open, bool may_change);

  bool wants_focus_ = false, was_refused_ = false, shows_all_ = false;
};

/// The sections of the form, as cards; masters_fields.cpp.
void draw_master_sections(Masters& masters);
/// The key of a field's control, for focus.
std::string master_field_key(const MasterField& field);
void focus_master_place(const OpenMaster& open, const MasterPlace& place);

}  // namespace tally::app
