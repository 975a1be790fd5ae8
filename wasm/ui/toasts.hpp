#pragma once
// Draws the toasts that ui::toast noted, above everything. In and out: nothing; called by frame.
// They are said in role=status when they are made, so they have no nodes of their own.
// It will not take input.

namespace tally::app::ui {

void draw_toasts();

}  // namespace tally::app::ui
