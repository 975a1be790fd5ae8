// Company memory: the whole company as values, for the checks that look at all of it.
// In goes the store; out come the company as it stands and the catalogue's revision that it is of.
// It is read once for each revision, so that who types is not kept waiting for it at every key.
// It is read beside the writer and never keeps it waiting. A change looks at the revision again.
//   const auto known = memory.read(store);   // Result: company_missing, snapshot_damaged
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "server/store/store.hpp"
#include "shared/data/company.hpp"

namespace tally::server::masters {

struct KnownCompany {
  std::shared_ptr<const Company> company;
  std::int64_t revision = -1;
};

class CompanyMemory {
 public:
  Result<KnownCompany> read(store::Store& store);

 private:
  /// One reads it at a time; the others want the same.
  std::mutex mutex_;
  KnownCompany known_;
};

}  // namespace tally::server::masters
