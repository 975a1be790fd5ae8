// Party findings: what the rooms of the trade say of a customer's or a warehouse's particulars.
// In goes the record as values; out come the issues of its addresses, VAT number, e-mail address,
// telephone number and payment terms, at the record's own paths, and how each slip can be mended.
// A mend is proposed and never made: somebody takes it, and the record's history then says so.
// It asks no register and no other record: what is missing, or refers to nothing, others say.
//   const PartyFindings found = find_in_party(customer);   found.mends[0].changes[0].to
#pragma once

#include <string>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/company.hpp"

namespace tally::wire {

/// One field as it would be mended; `from` is what stands there now.
struct MendedField {
  std::string path;
  std::string from;
  std::string to;
  friend bool operator==(const MendedField&, const MendedField&) = default;
};

/// One way to mend an issue; all of its changes belong together. An issue may have several.
struct Mend {
  /// The place of the issue among the issues.
  std::size_t issue = 0;
  std::vector<MendedField> changes;
  friend bool operator==(const Mend&, const Mend&) = default;
};

struct PartyFindings {
  Issues issues;
  std::vector<Mend> mends;
};

/// Paths: "billing.postal_code", "ship_tos[1].address.street_1", "vat_id", "email", "phone",
/// "terms". An address without a country is left to whoever reads the record.
/// Issues: address_*, unit_*, box_*, route_*, military_*, house_*, identifier_*, vat_*, terms_*.
PartyFindings find_in_party(const Customer& customer);
/// Paths: "address.locality".
PartyFindings find_in_party(const Warehouse& warehouse);

/// The findings behind issues that were there already.
void append_findings(PartyFindings found, Issues& issues, std::vector<Mend>& mends);

}  // namespace tally::wire
