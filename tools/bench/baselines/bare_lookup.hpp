// Bare lookup: the baseline of gather(): the same rows by the same SQL, and nothing made of them.
// In go an open snapshot's connection and an order with its facts; out comes how many rows came.
// What gather() takes beyond this is its own: typed values, checked codes, one entry per product.
// It keeps its statements prepared, as the snapshot does.
#pragma once

#include <string>
#include <vector>

#include "shared/data/facts.hpp"
#include "shared/data/order.hpp"
#include "shared/wire/sqlite.hpp"

namespace tally::bench {

class BareLookup {
 public:
  BareLookup(const wire::Database& db, const RawOrder& order, const Facts& facts);
  std::int64_t step_all();

 private:
  wire::Statement product_, price_;
  std::vector<std::string> skus_;
  std::vector<std::string> lists_;
};

}  // namespace tally::bench
