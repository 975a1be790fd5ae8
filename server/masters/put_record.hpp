// Put record: one checked record into the catalogue's tables, or out of them.
// In go the connection of the change and the record as it was and shall be; out comes whether the
// database took it. Rows keep their ids, so that the next snapshot differs in few pages.
// It checks nothing, writes no history and tells nobody: change.hpp does all that.
//   put_record(db, before, now) && append_change(…) && store::catalogue_changed(db)
#pragma once

#include <optional>

#include "server/store/connection.hpp"
#include "shared/wire/master_record.hpp"

namespace tally::server::masters {

bool put_record(store::Connection& db, const std::optional<wire::MasterRecord>& before,
                const wire::MasterRecord& now);
/// Not for products, price lists, customers and warehouses: these stay.
bool remove_record(store::Connection& db, const wire::MasterRecord& record);

}  // namespace tally::server::masters
