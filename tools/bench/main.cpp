// bench: the native half of the bench. tools/bench/run is the way to use it.
//   bench core                    decide, gather, canonical bytes, opening: in this process
//   bench files FOLDER            what Node and Chromium measure with, written down
//   bench bare-insert CSV FOLDER  the baseline of the import
//   bench orders FOLDER [MILLISECONDS] [CLIENTS]   orders a second over HTTP, and the baseline's
//   bench push FOLDER [BATCHES]    orders a second that one device pushes, and the baseline's
//   bench rules FOLDER             decisions of rules, and what is proved of them
//   bench return FOLDER [DEVICES] [CLIENTS]        the same of many devices at once
//   bench backtest FOLDER [ORDERS] other rules tried on generated orders, and reading them alone
#include <cstdio>

#include "tools/bench/bench.hpp"

int main(int count, char** arguments) {
  using namespace tally::bench;
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const Words rest = Words(words).subspan(words.empty() ? 0 : 1);
  const std::string part = words.empty() ? "" : words.front();
  if (part == "core") return run_core(rest);
  if (part == "files" && !rest.empty()) return run_files(rest);
  if (part == "bare-insert" && rest.size() == 2) return run_bare_insert(rest);
  if (part == "orders" && !rest.empty()) return run_orders(rest);
  if (part == "push" && !rest.empty()) return run_push(rest);
  if (part == "rules" && rest.size() == 1) return run_rules(rest);
  if (part == "return" && !rest.empty()) return run_return(rest);
  if (part == "backtest" && !rest.empty()) return run_backtest(rest);
  std::fprintf(stderr,
               "bench core | files FOLDER | bare-insert CSV FOLDER | orders FOLDER | "
               "push FOLDER | return FOLDER | rules FOLDER | backtest FOLDER\n");
  return 2;
}
