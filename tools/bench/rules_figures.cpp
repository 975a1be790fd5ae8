// Rules natively: deciding, explaining, from JSON, and what is proved of them.
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>

#include "tools/bench/bench.hpp"
#include "tools/bench/rules_work.hpp"

namespace tally::bench {

namespace {

std::string text_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Nanoseconds of the processor for one of `times` calls; the median of several runs.
template <typename Call>
double each_ns(std::int64_t times, Call call, int runs = 201) {
  std::vector<double> all;
  for (int run = 0; run < runs; ++run) {
    const std::clock_t start = std::clock();
    call(times);
    const auto ticks = static_cast<double>(std::clock() - start);
    all.push_back(ticks * 1e9 / CLOCKS_PER_SEC / static_cast<double>(times));
  }
  return middle(std::move(all));
}

void must(bool good) {
  if (!good) std::abort();
}

void measure_analysis(const std::string& name, RulesWork& work) {
  report(name + "all findings", each_ns(1, [&](std::int64_t) { must(work.find_all()); }, 5), "ns");
  report(name + "conflicts", static_cast<double>(work.found().conflict_count), "");
  // Forty rules, each narrowed and put back, three times: of each its median, and the slowest.
  constexpr int turns = 80;
  std::vector<std::vector<double>> rounds(turns);
  for (int round = 0; round < 3; ++round) {
    for (int turn = 0; turn < turns; ++turn) {
      rounds[static_cast<std::size_t>(turn)].push_back(each_ns(
          1, [&](std::int64_t) { must(work.edit(turn)); }, 1));
    }
  }
  std::vector<double> edits;
  for (std::vector<double>& turn : rounds) edits.push_back(middle(std::move(turn)));
  report(name + "one edited rule", middle(edits), "ns");
  report(name + "one edited rule, slowest", *std::ranges::max_element(edits), "ns");
}

}  // namespace

/// FOLDER has N.vocab, N.en and orders-N.ndjson; what each order meets goes into met-N.txt.
int run_rules(Words words) {
  const std::filesystem::path folder = words.front();
  for (const std::string size : {"20", "200", "2000"}) {
    RulesWork work;
    if (!work.load(text_in(folder / (size + ".vocab")), text_in(folder / (size + ".en")),
                   text_in(folder / ("orders-" + size + ".ndjson")))) {
      std::fprintf(stderr, "the %s rules in %s cannot be read\n", size.c_str(), words[0].c_str());
      return 1;
    }
    std::string met;
    for (std::size_t i = 0; i < work.orders(); ++i) {
      const RulesWork::Met one = work.met(i);
      met += std::to_string(one.first) + '\t' + std::to_string(one.count) + '\t' +
             std::to_string(one.sum) + '\n';
    }
    if (!write_file(folder / ("met-" + size + ".txt"), met)) return 1;
    const std::string name = size + " rules: ";
    const auto tell = [&](const char* what, std::int64_t times, auto call, int runs = 201) {
      report(name + what, each_ns(times, call, runs), "ns");
    };
    tell("decide", 1'000, [&](std::int64_t n) { work.decide(n); });
    tell("explain", 500, [&](std::int64_t n) { work.explain(n); });
    tell("say", 100, [&](std::int64_t n) { work.say(n); });
    tell("from JSON", 300, [&](std::int64_t n) { must(work.decide_json(n)); });
    tell("JSON alone", 300, [&](std::int64_t n) { must(work.read_json(n)); });
    tell("compile", 1, [&](std::int64_t n) { must(work.compile(n)); }, 9);
    measure_analysis(name, work);
    report(name + "checksum", static_cast<double>(work.checksum() % 1'000'000), "");
  }
  return 0;
}

}  // namespace tally::bench
