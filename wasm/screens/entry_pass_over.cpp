#include "wasm/screens/entry_pass_over.hpp"

#include <utility>

namespace tally::app {

void EntryPassOver::open(const Issue& issue) {
  issue_ = issue;
  reason_.clear();
  open_ = true;
  lacks_reason_ = false;
  ui::redraw();
}

void EntryPassOver::answer(OpenOrder& open) {
  lacks_reason_ = !open.editor().pass_over(*issue_, reason_);
  if (lacks_reason_) return ui::focus("pass-over/reason");
  ui::announce("Passed over: " + say(*issue_).sentence);
  open_ = false;
  is_done_ = true;
}

bool EntryPassOver::draw(OpenOrder& open) {
  if (!issue_) return false;
  ui::dialog("pass-over",
             {.title = "Pass over this warning?",
              .sentence = say(*issue_).sentence,
              .first_focus = "pass-over/reason"},
             open_,
             [&] {
               const ui::Typed typed = ui::text_field(
                   "pass-over/reason", "Reason", reason_,
                   {.hint = "It stands in the order, with your name.",
                    .error = lacks_reason_ ? "Say in a few words why it may go on." : "",
                    .required = true});
               if (typed.changed) lacks_reason_ = false;
               if (typed.entered) answer(open);
             },
             [&] {
               if (ui::button("pass-over/no", "Leave it")) open_ = false;
               if (ui::button("pass-over/yes", "Pass over", {.look = ui::Look::primary})) {
                 answer(open);
               }
             });
  return std::exchange(is_done_, false);
}

}  // namespace tally::app
