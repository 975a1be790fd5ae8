#include "tests/support/case_run.hpp"

#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/snapshot_build.hpp"

namespace tally::tests {

namespace {

void harm_bytes(std::string& bytes, const SnapshotHarm& harm) {
  if (harm.byte_changed && *harm.byte_changed < bytes.size()) bytes[*harm.byte_changed] ^= '\x55';
  if (harm.cut_to && *harm.cut_to < bytes.size()) bytes.resize(*harm.cut_to);
  // PRAGMA user_version stands at byte 60 of the file, as four bytes, the highest first.
  if (harm.format) bytes[63] = static_cast<char>(*harm.format);
}

CaseResult refused(Issues issues) {
  CaseResult result;
  result.issues = std::move(issues);
  return result;
}

Result<wire::Snapshot> fetch_snapshot(const Case& wanted) {
  wire::SnapshotParts parts = snapshot_of(wanted.company);
  const Digest published = wire::snapshot_digest(parts);
  harm_bytes(parts.common, wanted.harm);
  const Digest told = wanted.harm.digest_follows ? wire::snapshot_digest(parts) : published;
  const auto verified = wire::verify_snapshot(parts, told);
  if (!verified) return std::unexpected(verified.error());
  return wire::Snapshot::open(std::move(parts), *verified);
}

}  // namespace

wire::SnapshotParts snapshot_of(const CaseCompany& company) {
  const wire::Database db = wire::Database::in_memory();
  CaseCompany with_rules = company;
  finish_rules(with_rules);
  if (!wire::write_catalogue(db, with_rules.company)) {
    throw CaseMistake("the company cannot be written: " + db.message());
  }
  for (const PriceListCode& list : company.lists_deleted) {
    const std::string code = "'" + list.text() + "'";
    const std::string sql =
        "DELETE FROM price WHERE list = (SELECT id FROM price_list WHERE code = " + code +
        "); DELETE FROM price_list WHERE code = " + code;
    if (!db.execute(sql.c_str())) throw CaseMistake("no list " + code + ": " + db.message());
  }
  auto parts = wire::build_snapshot(db);
  if (!parts) throw CaseMistake("the snapshot cannot be built: " + db.message());
  return *std::move(parts);
}

Result<wire::Snapshot> open_company(const CaseCompany& company) {
  wire::SnapshotParts parts = snapshot_of(company);
  const Digest digest = wire::snapshot_digest(parts);
  return wire::Snapshot::open(std::move(parts), digest);
}

CaseResult run_case(const Case& wanted) {
  if (wanted.input == CaseInput::identifier) return run_identifier(wanted);
  if (wanted.input == CaseInput::terms) return run_terms(wanted);
  if (wanted.input == CaseInput::freight) return run_freight(wanted);
  if (wanted.input == CaseInput::address) {
    CaseResult result;
    result.address = address::check_address(wanted.address);
    result.issues = result.address->issues;
    return result;
  }
  if (wanted.input == CaseInput::company_document) {
    const auto company = wire::read_company(wanted.document);
    return refused(company ? Issues{} : company.error());
  }
  RawOrder order = wanted.order;
  if (wanted.input == CaseInput::order_document) {
    const auto read = wire::read_order(wanted.document);
    if (!read) return refused(read.error());
    order = *read;
  }
  auto snapshot = fetch_snapshot(wanted);
  if (!snapshot) return refused(snapshot.error());
  auto outcome = pipeline::decide_order(*snapshot, order, wanted.as_of);
  if (!outcome) return refused(outcome.error());
  CaseResult result;
  result.outcome = *std::move(outcome);
  result.issues = result.outcome->issues;
  take_parts(wanted, result);
  return result;
}

}  // namespace tally::tests
