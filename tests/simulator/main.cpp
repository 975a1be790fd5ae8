// Runs scenarios from seeds, prints what did not hold, and shows one of them line by line.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <set>
#include <string>

#include "shared/base/planted.hpp"
#include "server/ops/log.hpp"
#include "tests/simulator/scenario.hpp"

using namespace tally;

namespace {

PlantedBug chosen_bug = PlantedBug::none;

struct BugRow {
  PlantedBug bug;
  const char* name;
  const char* where;
  const char* what;
};
constexpr BugRow bug_rows[] = {
#define PLANTED(name, where, what) {PlantedBug::name, #name, where, what},
#include "shared/base/planted.def"
#undef PLANTED
};

struct Wishes {
  std::uint64_t from = 1;
  std::uint64_t seeds = 100;
  std::uint64_t show = 0;
  std::string planted;
  bool first_only = false;
  bool list = false;
};

void print_wrong(const simulator::Report& report) {
  std::printf("seed %llu:\n", static_cast<unsigned long long>(report.seed));
  for (const std::string& sentence : report.wrong) std::printf("  %s\n", sentence.c_str());
}

int run_all(const Wishes& wishes) {
  std::uint64_t wrong = 0, saved = 0, received = 0, restores = 0;
  for (std::uint64_t seed = wishes.from; seed < wishes.from + wishes.seeds; ++seed) {
    const simulator::Report report = simulator::run_scenario(seed);
    saved += report.saved;
    received += report.received;
    restores += report.restores;
    if (report.wrong.empty()) continue;
    ++wrong;
    print_wrong(report);
    if (wishes.first_only) return 1;
  }
  std::printf("%llu runs: %llu orders saved, %llu at the company at the end, %llu restores; "
              "%llu runs in which something did not hold\n",
              static_cast<unsigned long long>(wishes.seeds),
              static_cast<unsigned long long>(saved), static_cast<unsigned long long>(received),
              static_cast<unsigned long long>(restores), static_cast<unsigned long long>(wrong));
  return wrong == 0 ? 0 : 1;
}

int show(std::uint64_t seed) {
  const simulator::Report report = simulator::run_scenario(seed, simulator::Keep::lines);
  for (const std::string& line : report.lines) std::printf("%s\n", line.c_str());
  std::printf("trace %s\n", report.trace.text().c_str());
  print_wrong(report);
  return report.wrong.empty() ? 0 : 1;
}

}  // namespace

#ifdef TALLYSTICK_PLANTED_BUGS
PlantedBug tally::planted_bug() { return chosen_bug; }
#endif

int main(int count, char** words) {
  Wishes wishes;
  CLI::App app{"Simulates devices, network, server and disks from seeds, with faults, and checks "
               "what must hold."};
  app.add_option("--seeds", wishes.seeds, "how many runs");
  app.add_option("--from", wishes.from, "the first seed");
  app.add_option("--show", wishes.show, "one seed, line by line");
  app.add_option("--planted", wishes.planted, "with this mistake built in");
  app.add_flag("--first", wishes.first_only, "stop at the first run in which something is wrong");
  app.add_flag("--list", wishes.list, "the mistakes that can be built in");
  CLI11_PARSE(app, count, words);
  if (wishes.list) {
    for (const BugRow& row : bug_rows) {
      std::printf("%s\t%s\t%s\n", row.name, row.where, row.what);
    }
    return 0;
  }
  if (!wishes.planted.empty()) {
    for (const BugRow& row : bug_rows) {
      if (wishes.planted == row.name) chosen_bug = row.bug;
    }
    if (chosen_bug == PlantedBug::none) {
      std::fprintf(stderr, "There is no mistake \"%s\"; see --list.\n", wishes.planted.c_str());
      return 2;
    }
  }
  server::ops::set_log_sink([](const std::string&) {});
  return wishes.show != 0 ? show(wishes.show) : run_all(wishes);
}
