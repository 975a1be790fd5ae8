// Small company: what tests of the server trade with, and orders for it.
// In go ids and quantities; out come a company of four products and three customers, orders as
// they are typed, and a folder that is gone when the test is.
// It starts no server and asks nothing of a test framework, so that tools may use it.
//   const Company company = small_company();  make_order(order_id(7), {{"AB-1", "12"}})
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/data/company.hpp"
#include "shared/data/order.hpp"

namespace tally::tests {

/// A folder that is gone when the test is.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// USD; AB-1 at 10.00 (9.00 from 10 on), AB-2 at 25.50 in cases of 12, AB-3 at 0.99, AB-4 at 100;
/// C-1 and C-2 buy on list RETAIL, C-3 is blocked. MAIN before NORTH.
Company small_company();
RawOrder make_order(std::string_view order_id,
                    const std::vector<std::pair<std::string, std::string>>& lines);
/// A UUID that ends in the number.
std::string order_id(int number);

}  // namespace tally::tests
