// Change: one record of master data checked, changed, added or removed.
// In go the record's JSON, the key it had and the digest of what the person saw; out comes the key,
// or every issue. A change is one transaction: the record, its row of history, and the catalogue's
// revision, so that the next snapshot has it. Where nothing differs nothing is written.
// The checks look at the whole company beside the writer; inside the transaction the catalogue's
// revision is compared again: where it is another one all is looked at anew, so that of two people
// one is told.
// It asks no role: the routes do.
//   auto key = change_record(room, {.kind = MasterKind::prices, .json = json, .by = "kim"});
#pragma once

#include <string>
#include <string_view>

#include "server/masters/company_memory.hpp"
#include "server/ops/clock.hpp"
#include "shared/wire/master_record.hpp"
#include "shared/wire/party_findings.hpp"

namespace tally::server::masters {

struct MasterRoom {
  store::Store& store;
  CompanyMemory& memory;
  Instant now;
};

/// What of a record the person may change: of a customer, finance keeps the payment terms.
enum class Reach : std::uint8_t { all, terms };

struct ChangeWish {
  wire::MasterKind kind{};
  /// The record as it shall be; empty to remove it.
  std::string json;
  /// Empty for a new one.
  std::string key;
  /// The digest of the record as the person saw it; empty for a new one.
  std::string based_on;
  std::string by;
  Reach reach = Reach::all;
};

struct ChangeDone {
  std::string key;
  /// False where the record says what it said before.
  bool written = false;
};

/// The digest that a record is told apart by.
std::string digest_of(std::string_view json);

struct RecordCheck {
  Issues issues;
  std::vector<wire::Mend> mends;
};

/// What change_record would find wrong with the record, and the mends that are proposed; nothing is
/// written. Failures of their own: record_unknown, company_missing.
Result<RecordCheck> check_record(const MasterRoom& room, const ChangeWish& wish);

/// Issues: those of the record (errors first), record_unknown, record_changed_since,
/// record_beyond_reach, and those of the writer.
Result<ChangeDone> change_record(const MasterRoom& room, const ChangeWish& wish);

/// Issues: record_stays, record_needed, what would be wrong without it, and the same as above.
Result<ChangeDone> remove_record(const MasterRoom& room, const ChangeWish& wish);

}  // namespace tally::server::masters
