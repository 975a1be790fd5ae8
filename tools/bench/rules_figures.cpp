// Rules natively: deciding, explaining, from JSON, and what is proved of them.
#include <chrono>
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

/// The nanoseconds of one of `times` calls; the median of several runs.
template <typename Call>
double each_ns(std::int64_t times, Call call, int runs = 15) {
  std::vector<double> all;
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    call(times);
    const std::chrono::duration<double, std::nano> passed =
        std::chrono::steady_clock::now() - start;
    all.push_back(passed.count() / static_cast<double>(times));
  }
  return middle(std::move(all));
}

void measure_analysis(const std::string& name, RulesWork& work) {
  report(name + "all findings", each_ns(1, [&](std::int64_t) { work.find_all(); }, 5), "ns");
  report(name + "conflicts", static_cast<double>(work.found().conflict_count), "");
  std::vector<double> edits;
  for (std::int64_t turn = 0; turn < 80; ++turn) {
    edits.push_back(each_ns(1, [&](std::int64_t) {
      if (!work.edit(turn)) std::abort();
    }, 1));
  }
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
    report(name + "decide", each_ns(20'000, [&](std::int64_t n) { work.decide(n); }), "ns");
    report(name + "explain", each_ns(20'000, [&](std::int64_t n) { work.explain(n); }), "ns");
    report(name + "say", each_ns(2'000, [&](std::int64_t n) { work.say(n); }), "ns");
    report(name + "from JSON", each_ns(20'000, [&](std::int64_t n) { work.decide_json(n); }), "ns");
    report(name + "JSON alone", each_ns(20'000, [&](std::int64_t n) { work.read_json(n); }), "ns");
    report(name + "compile", each_ns(1, [&](std::int64_t n) { work.compile(n); }, 5), "ns");
    measure_analysis(name, work);
    report(name + "checksum", static_cast<double>(work.checksum() % 1'000'000), "");
  }
  return 0;
}

}  // namespace tally::bench
