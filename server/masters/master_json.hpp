// Master JSON: records of master data and their history as the answers of the server.
// In go records and who asks; out comes JSON. Whoever may not see costs gets no percentage upon a
// cost: a price made of one is shown as the amount that everyone pays.
// It reads no request and no table.
//   shown_json(price, Costs::hidden)
#pragma once

#include <string>

#include "server/masters/history.hpp"
#include "server/masters/master_rows.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/party_findings.hpp"

namespace tally::server::masters {

enum class Costs : std::uint8_t { shown, hidden };

/// As the company document has it, or what may be seen of it.
std::string shown_json(const wire::MasterRecord& record, Costs costs);

/// {"kind","records":[…],"total","next"}
std::string page_json(wire::MasterKind kind, const MasterPage& page, Costs costs);

/// An array of reasons; one that can be mended has "proposals":[[{"path","from","to"}]], each a way
/// to mend it.
std::string issues_json(const Issues& issues, const std::vector<wire::Mend>& mends);

/// {"kind","key","title","record","digest","changes"}; `record` is nullopt where it was removed. Of
/// customers, warehouses and rate cards also "issues": what is to be mended in it as it stands.
std::string record_answer(const wire::MasterRecord& key,
                          const std::optional<wire::MasterRecord>& record,
                          const std::vector<ChangeRow>& changes, Costs costs);

}  // namespace tally::server::masters
