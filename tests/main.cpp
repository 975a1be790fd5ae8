// The program of all unit and case tests: doctest's own options, and a count of what was skipped.
//   build/native/tests                          everything
//   build/native/tests --test-case="*allocate*"  some of it
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>

#include "tests/support/skip.hpp"

int main(int count, char** arguments) {
  doctest::Context context(count, arguments);
  const int status = context.run();
  if (context.shouldExit()) return status;
  std::cout << "Skipped: " << tally::tests::skipped_count() << std::endl;
  return status;
}
