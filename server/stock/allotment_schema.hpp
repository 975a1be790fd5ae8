// Allotment schema: goods set aside for a device or a person, until a moment of the server's time.
// What is set aside is a column of the balance, moved by the ledger like everything else, so the
// database itself refuses to promise a thing twice: reserved + allotted <= on_hand.
// A hold is a small allotment to a person for a quarter of an hour.
// Allotments are never deleted: they end, and the row says why.
#pragma once

namespace tally::server::stock {

extern const char* const schema_allotments;

}  // namespace tally::server::stock
