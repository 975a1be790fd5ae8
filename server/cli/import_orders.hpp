// Import orders: the part of `tallystick import` that brings a history and prints its reckoning.
// In go the request and what the caller knows of the files; out come the table of where every line
// ended, and the exit status: not 0 where it does not add up.
// Only import.cpp includes this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/catalogue/import.hpp"

namespace tally::server::cli {

struct ExpectedHistory {
  std::optional<std::int64_t> lines;
  /// "1807019.93"
  std::string sum;
};

int import_history(store::Store& store, const catalogue::ImportRequest& request,
                   const std::string& report_file, const ExpectedHistory& expected);

/// Prints refusals to stderr and, where a file is named, all of them there.
int print_refusals(const std::vector<catalogue::Refusal>& refusals, const std::string& report);

}  // namespace tally::server::cli
