// The app's lines of the one table of keys; the widgets add their own. docs/rep.md and docs/desk.md
// are checked against it.
#include "wasm/screens/registry.hpp"

namespace tally::app {

std::vector<ui::KeyLine> app_keys() {
  return {
      {"Alt+N", "order.new", "New order", "Begins an order.", "Everywhere"},
      {"Alt+O", "go.orders", "Orders", "Shows the list of orders.", "Everywhere"},
      {"Alt+P", "go.products", "Products", "Looks through the products.", "Everywhere"},
      {"Ctrl+Enter", "order.submit", "Submit", "Sends the order to the company.", "Order"},
      {"Alt+C", "order.customer", "Customer", "Goes to the customer.", "Order"},
      {"Alt+L", "order.lines", "Lines", "Goes to the empty line at the end.", "Order"},
      {"Alt+I", "order.next_issue", "Next issue", "Goes to the next thing to mend.", "Order"},
      {"F8", "order.mend", "Mend", "Takes the mend at the cursor, or else the first in the list.",
       "Order"},
      {"Alt+G", "order.delivery", "Days and delivery",
       "Unfolds the ship window, the delivery and the incoterm.", "Order"},
      {"Alt+T", "order.columns", "Ship-to and day",
       "Shows or hides where each line goes, and when.", "Order"},
      {"Ctrl+Enter", "party.take", "Add", "Of a new ship-to or customer: puts it into the order.",
       "New ship-to or customer"},
      {"Alt+W", "order.why", "Why", "Says why this line costs what it costs.", "Order"},
      {"Alt+Z", "order.undo", "Undo", "Takes the last step back; twenty are kept.", "Order"},
      {"Alt+Y", "order.redo", "Redo", "Does again what was taken back.", "Order"},
      {"Ctrl+Insert", "order.insert", "Insert a line", "Puts an empty line above this one.",
       "Order"},
      {"+", "", "One pack more", "In the quantity: up to the next whole pack.", "Order"},
      {"-", "", "One pack less", "In the quantity: down to the pack below.", "Order"},
      {"a", "desk.approve", "Approve", "Accepts the order; the next one comes by itself.", "Desk"},
      {"b", "desk.approve_short", "Approve with backorder",
       "Where goods are short: what is there goes now, the rest later.", "Desk"},
      {"s", "desk.send_back", "Send back", "Asks for words, then sends it to the rep.", "Desk"},
      {"j", "desk.next", "Next", "Leaves this order waiting and shows the next.", "Desk"},
      {"k", "desk.previous", "Previous", "Shows the order before.", "Desk"},
      {"a", "note.acknowledge", "Acknowledge",
       "Of a delivery note: it was read; the next one comes by itself.", "Warehouse"},
      {"j", "note.next", "Next note", "Goes to the next delivery note.", "Warehouse"},
      {"k", "note.previous", "Note before", "Goes to the delivery note before.", "Warehouse"},
      {"r", "credit.release", "Release", "Asks for the reason, then lets the order go on.",
       "Credit"},
      {"j", "credit.next", "Next order", "Shows the next order that waits for credit.", "Credit"},
      {"k", "credit.previous", "Previous order", "Shows the order before.", "Credit"},
      {"l", "credit.limit", "Set a limit", "Of the customer that is shown.", "Credit"},
      {"h", "credit.hold", "Hold", "Puts the customer that is shown on hold, or takes it off.",
       "Credit"},
      {"Ctrl+S", "masters.save", "Save", "Saves the record that is open.",
       "Master data"},
      {"Ctrl+Enter", "masters.done", "Save", "Saves the record, as it submits an order.",
       "Master data"},
      {"Alt+M", "masters.mend", "Take the mend",
       "Mends what the cursor stands on, or the first thing that can be mended.", "Master data"},
      {"Alt+A", "masters.new", "New record", "Begins a record of the kind that is shown.",
       "Master data"},
      {"Ctrl+Enter", "paste.take", "Take the good rows", "Of a paste: makes lines of them.", "Paste"},
  };
}

}  // namespace tally::app
