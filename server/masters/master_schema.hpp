// Master schema: the history of master data, one row for each record that a person changed.
// A row is never changed or taken away; it holds the record before and after as its JSON.
// What a load or an import wrote has no rows here: their documents are their history.
#pragma once

namespace tally::server::masters {

extern const char* const schema_master_changes;

}  // namespace tally::server::masters
