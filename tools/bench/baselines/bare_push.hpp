// Bare push: the baseline of pushed orders. It reads every row that the server wrote for them,
// keeps the rows in memory, and puts them into a copy of the same database with SQLite's own calls:
// same schema, indexes, triggers and pragmas, same bytes, a hundred orders a transaction.
// In go the server's database and a file; out come seconds, and whether both hold the same rows.
// It hears no HTTP, checks no signature, decides nothing, plans no stock and makes no receipt.
//   BarePush bare(shop_db, file);  (the server takes orders)  bare.take();  bare.put();
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace tally::bench {

class BarePush {
 public:
  /// Copies the database as it stands: call it before the first order.
  BarePush(const std::filesystem::path& shop, const std::filesystem::path& file);
  ~BarePush();

  /// Reads the orders that the server wrote since the last call; how many they are.
  std::size_t take();
  /// Writes what was taken; seconds, or nothing where a write failed.
  std::optional<double> put();
  /// The first table in which the two databases are not alike; empty where they are.
  std::string find_difference() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tally::bench
