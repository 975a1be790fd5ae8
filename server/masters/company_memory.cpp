#include "server/masters/company_memory.hpp"

#include "server/catalogue/company_store.hpp"
#include "server/store/facts.hpp"

namespace tally::server::masters {

namespace {

/// It is read by several statements: where it changed in between, they may not fit together.
constexpr int reads_max = 5;

std::int64_t read_revision(store::Store& store) {
  const store::Reader db = store.read();
  return store::read_fact(*db, store::Fact::catalogue_revision);
}

}  // namespace

Result<KnownCompany> CompanyMemory::read(store::Store& store) {
  const std::lock_guard lock(mutex_);
  std::int64_t revision = read_revision(store);
  if (known_.company && known_.revision == revision) return known_;
  for (int i = 0; i < reads_max; ++i) {
    auto company = catalogue::export_company(store);
    if (!company) return std::unexpected(std::move(company.error()));
    const std::int64_t after = read_revision(store);
    if (after == revision) {
      known_ = {std::make_shared<const Company>(*std::move(company)), revision};
      return known_;
    }
    revision = after;
  }
  return std::unexpected(Issues{store::write_issue(store::Written::busy)});
}

}  // namespace tally::server::masters
