#pragma once
// Makes an item that the mirror does not know, so that a test can see the audit find it.
// In and out: nothing. No screen but the gallery may call it.

namespace tally::app::ui {

void plant_unmirrored_item();

}  // namespace tally::app::ui
