// Skip: a test that cannot run here says what it is and why, and is counted.
// In go two short texts; out goes one line "SKIP: what — why" on standard output.
// tests/main.cpp prints the number of skipped tests at the end, so none disappears in silence.
// It will not decide whether a test may be skipped: the test does, by looking for what it needs.
//   if (!has_data) return tests::skip("online-retail import", "the data folder is not here");
#pragma once

#include <string_view>

namespace tally::tests {

void skip(std::string_view what, std::string_view why);
int skipped_count();

}  // namespace tally::tests
