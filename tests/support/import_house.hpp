// Import house: a data folder with a small company, for tests of imports.
// In go texts of mappings and CSV files; out come reports, as `tallystick import` gets them.
// The company has the lists LIST (GBP) and EXPORT (EUR), the warehouse MAIN, products
// with prices and stock, and the customers C-1 (GB) and C-2 (GB and IE).
//   ImportHouse house;  auto report = house.import(mapping, "sku,name\nA-9,Nine\n");
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "server/catalogue/import.hpp"
#include "server/catalogue/import_orders.hpp"
#include "server/store/store.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/data/company.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

struct ImportOptions {
  server::catalogue::Run run = server::catalogue::Run::real;
  server::catalogue::Strictness strictness =
      server::catalogue::Strictness::take_the_good;
  server::catalogue::Coverage coverage = server::catalogue::Coverage::partial;
};

class ImportHouse {
 public:
  ImportHouse();

  server::store::Store& store() { return *store_; }
  server::sync::Snapshots& snapshots() { return *snapshots_; }

  /// Writes the text to a file of the house; its path.
  std::string write(const std::string& name, std::string_view text);
  /// A mapping that cannot be read ends the test.
  server::catalogue::ImportReport import(const std::string& mapping, std::string_view csv,
                                         ImportOptions options = {});
  server::catalogue::OrdersReport import_orders(const std::string& mapping, std::string_view csv,
                                                ImportOptions options = {});
  /// The first column of the first row, as a number.
  std::int64_t number(const char* sql);
  std::string text(const char* sql);

 private:
  server::catalogue::ImportRequest request(const std::string& mapping, std::string_view csv,
                                           ImportOptions options);
  TemporaryFolder folder_;
  std::unique_ptr<server::store::Store> store_;
  std::unique_ptr<server::sync::Snapshots> snapshots_;
};

Company import_company();

/// A mapping of the kind whose fields are columns of their own names, with more in front of
/// "fields", such as "\"delimiter\": \";\",".
std::string plain_mapping(std::string_view kind, std::string_view fields,
                          std::string_view more = "");

}  // namespace tally::tests
