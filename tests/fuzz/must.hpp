// Must: what has to hold for every input of a fuzz target.
// In goes a condition; where it is false the program says what was promised and where, and aborts,
// so that the fuzzer keeps the input. Nothing comes out.
// It is no assert: it holds in every build.
//   TALLY_MUST(read->lines.size() == outcome.lines.size());
#pragma once

#include <cstdio>
#include <cstdlib>

#define TALLY_MUST(condition)                                                              \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
