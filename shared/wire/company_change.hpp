// Company change: one record changed, added or taken out of a company that stands already.
// In go the company, the record's JSON and the record that it replaces; out come the record as it
// was read and every issue, by the same readers and checks that the whole document meets, and what
// party_findings.hpp finds in customers and warehouses, with the mends that it proposes, and
// freight.hpp in rate cards.
// Paths are relative to the record ("tiers[1].from"); an issue that the change makes elsewhere has
// none and names the other record in its sentence. What was wrong before is not said again.
// It writes nothing, and it does not ask whether somebody else was faster.
//   auto checked = check_change(company, MasterKind::prices, json, &before);
#pragma once

#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/wire/master_record.hpp"
#include "shared/wire/party_findings.hpp"

namespace tally::wire {

struct ChangeChecked {
  MasterRecord record;
  Issues issues;
  std::vector<Mend> mends;
  /// False where an issue is an error. An error that the rooms found in the replaced record as well
  /// is said, but keeps nobody from changing something else.
  bool may_be_put = false;
};

/// `replaced` names the record by its key; nullptr for a new one.
ChangeChecked check_change(const Company& company, MasterKind kind, std::string_view json,
                           const MasterRecord* replaced);

/// What the rooms say of a customer, a warehouse or a rate card by itself; of another kind nothing.
PartyFindings findings_of(const MasterRecord& record);

/// What would be wrong without the record. record_stays for what is never removed.
Issues check_removal(const Company& company, const MasterRecord& record);

bool has_errors(const Issues& issues);

}  // namespace tally::wire
