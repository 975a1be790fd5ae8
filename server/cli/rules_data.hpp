// Rules data: the rules of a company in its data folder, tried on its orders and explained.
// In go the words of the command line; out come a report or sentences, and the exit status.
// Both only read: a server that runs has routes for the same.
//   return backtest_rules({.folder = folder, .rules = "next.rules"});
#pragma once

#include <filesystem>
#include <string>

namespace tally::server::cli {

struct RulesDataOptions {
  std::filesystem::path folder;
  /// The file that is tried.
  std::string rules;
  /// S-000123, or an order's id.
  std::string order;
  std::string from;
  std::string until;
  bool as_json = false;
  bool as_csv = false;
};

int backtest_rules(const RulesDataOptions& options);
int explain_rules(const RulesDataOptions& options);

}  // namespace tally::server::cli
