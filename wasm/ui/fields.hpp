#pragma once
// Things a person types into. A real <input> in the page owns text, caret, selection and undo
// while it has focus; the widget draws what that element says.
// In: a key, a label, the text by reference. Out: what happened in this frame.
// It will not parse or validate: give the sentence back as `error`.
//
//     auto typed = ui::text_field("order/po", "PO number", draft.po, {.error = issue_of("po")});
//     if (typed.changed) save(draft);

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::ui {

enum class InputKind { text, search, number, email, telephone, password };

struct FieldOptions {
  std::string placeholder;
  std::string hint;             // quiet sentence below; replaced by error
  std::string error;            // red sentence below; aria-invalid and aria-describedby
  std::string disabled_why;
  bool error_floats = false;    // shown beside the field while it has focus, not below it
  bool required = false;
  bool read_only = false;
  bool hide_label = false;
  bool typed_scans = false;     // codes are typed here: only a GTIN counts as a scan
  InputKind kind = InputKind::text;
  Icon icon = Icon::none;       // inside, at the left
  std::string suffix;           // inside, at the right: "USD"
  std::string autocomplete;     // HTML token; empty: off
  float width = 0;              // 0: the column's
  int lines = 1;                // text_area only
};

struct Typed {
  bool changed = false;         // the text changed in this frame (each keystroke)
  bool entered = false;         // Enter was pressed in it
  bool left = false;            // focus left it: a good moment to normalise
  bool escaped = false;
};
Typed text_field(std::string_view key, std::string_view label, std::string& text,
                 const FieldOptions& options = {});
Typed text_area(std::string_view key, std::string_view label, std::string& text,
                const FieldOptions& options = {});

// One line of a result list.
struct Choice {
  std::string key;              // stable: "product:AB-103"
  std::string label;            // first line
  std::string detail;           // second line, quiet
  std::string trailing;         // at the right: a price, a stock figure
  std::string badge;            // "bought before"
  Tone tone = Tone::neutral;
};
struct ComboOptions {
  FieldOptions field;
  std::string empty_text;       // when there is text but nothing was found
  bool busy = false;
  float list_width = 0;         // 0: at least the field's width, 420 at most
  bool lights_first = true;     // off: Enter takes only what the arrows have lit
  std::string foot;             // a sentence below the choices
};
struct Picked {
  Typed typed;
  std::optional<int> index;     // into choices: Enter or a press on a result
  bool open = false;            // the list shows: keep choices fresh for `text`
};
// A search field with results. The app filters: pass the choices for the present text.
Picked combobox(std::string_view key, std::string_view label, std::string& text,
                const std::vector<Choice>& choices, const ComboOptions& options = {});

}  // namespace tally::app::ui
