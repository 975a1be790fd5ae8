#include "tests/support/skip.hpp"

#include <iostream>

namespace tally::tests {

namespace {
int skipped = 0;
}  // namespace

void skip(std::string_view what, std::string_view why) {
  ++skipped;
  std::cout << "SKIP: " << what << " — " << why << std::endl;
}

int skipped_count() { return skipped; }

}  // namespace tally::tests
