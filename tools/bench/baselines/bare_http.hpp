// Bare HTTP: the baseline of orders a second. A cpp-httplib handler takes the same requests and
// makes the same writes into the same tables, with the same indexes, triggers and pragmas: order,
// lines, event, ledger, balance, reservation. One transaction a request, one connection, a mutex.
// It trusts what it is sent: no session, no decision, no comparison, no plan of stock, no log.
// In go a data folder and a thread count; out comes a port.
//   BareHttp bare(folder, company, 16);  load(bare.port(), …);
#pragma once

#include <filesystem>
#include <memory>

#include "shared/data/company.hpp"

namespace tally::bench {

class BareHttp {
 public:
  BareHttp(const std::filesystem::path& folder, const Company& company, std::size_t threads);
  ~BareHttp();
  int port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tally::bench
