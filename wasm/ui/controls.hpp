#pragma once
// Things a person presses or chooses: buttons, links, checkboxes, switches, tabs, menus, selects.
// In: a key, a label that is also the accessible name, the value by reference where there is one.
// Out: true in the frame in which it was pressed or changed. It will not change other state.
//
//     if (ui::button("order/submit", "Submit order",
//                    {.look = ui::Look::primary, .action = "order.submit"})) submit();

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

enum class Look { normal, primary, quiet, danger };  // quiet: no frame until hovered

struct ButtonOptions {
  Look look = Look::normal;
  Icon icon = Icon::none;
  bool icon_only = false;      // label becomes the accessible name and the tip
  bool small = false;
  bool fill = false;           // as wide as the column
  bool busy = false;           // shows a ring, not pressable
  std::string disabled_why;    // not empty: disabled, and this is said
  std::string action;          // id of a line in the table of keys: its chord presses it too
  std::string tip;
};
bool button(std::string_view key, std::string_view label, const ButtonOptions& options = {});

struct LinkOptions {
  Icon icon = Icon::none;
  bool strong = false;
  bool new_window = false;
};
bool link(std::string_view key, std::string_view label, std::string_view href,
          const LinkOptions& options = {});  // "#/…" goes there by itself; also returns true

struct ChoiceOptions {
  std::string hint;            // a quiet sentence below
  std::string disabled_why;
};
bool checkbox(std::string_view key, std::string_view label, bool& on,
              const ChoiceOptions& options = {});
bool toggle(std::string_view key, std::string_view label, bool& on,
            const ChoiceOptions& options = {});  // a switch: takes effect at once

// One of a few, side by side (radio group). label is the group's accessible name.
bool segmented(std::string_view key, std::string_view label,
               const std::vector<std::string>& options, int& chosen);

struct Tab {
  std::string label;
  int count = -1;              // >= 0: a small figure beside the label
};
bool tabs(std::string_view key, std::string_view label, const std::vector<Tab>& list, int& chosen);

struct SelectOptions {
  std::string hint, error, disabled_why;
  bool required = false;
  bool hide_label = false;     // the label is still the accessible name
  float width = 0;             // 0: the column's
};
bool select(std::string_view key, std::string_view label,
            const std::vector<std::string>& options, int& chosen,
            const SelectOptions& how = {});

struct MenuItem {
  std::string label;
  Icon icon = Icon::none;
  bool danger = false;
  std::string disabled_why;
};
// A button that opens a menu; returns the index of the item that was chosen.
std::optional<int> menu(std::string_view key, std::string_view label,
                        const std::vector<MenuItem>& items, const ButtonOptions& options = {});

// A quiet button that opens a small panel beside it ("Why?").
void popover(std::string_view key, std::string_view label, const Draw& content,
             const ButtonOptions& options = {});

// A heading-like button that shows or hides what follows.
void disclosure(std::string_view key, std::string_view label, bool& open, const Draw& content);

}  // namespace tally::app::ui
