#include "tools/bench/bench.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "server/catalogue/demo/demo_company.hpp"

namespace tally::bench {

using Clock = std::chrono::steady_clock;

namespace {

/// Nanoseconds of one call, of as many as fit into a millisecond: short, so that most samples are
/// not interrupted on a busy machine, and the median is one of them.
double sample_ns(const Work& work) {
  constexpr std::chrono::milliseconds sample_time{1};
  std::int64_t calls = 0;
  const auto start = Clock::now();
  auto passed = Clock::duration::zero();
  do {
    work();
    ++calls;
    passed = Clock::now() - start;
  } while (passed < sample_time);
  const std::chrono::duration<double, std::nano> ns = passed;
  return ns.count() / static_cast<double>(calls);
}

double single_ns(const Work& work) {
  const auto start = Clock::now();
  work();
  const std::chrono::duration<double, std::nano> ns = Clock::now() - start;
  return ns.count();
}

}  // namespace

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

Durations median_ns(const Work& product, const Work& baseline, int samples) {
  product();
  baseline();
  std::vector<double> ours, theirs;
  for (int i = 0; i < samples; ++i) {
    ours.push_back(sample_ns(product));
    theirs.push_back(sample_ns(baseline));
  }
  return {middle(ours), middle(theirs)};
}

Durations median_ns_after(const Work& set_up, const Work& product, const Work& baseline,
                          int samples) {
  std::vector<double> ours, theirs;
  for (int i = 0; i < samples; ++i) {
    set_up();
    ours.push_back(single_ns(product));
    set_up();
    theirs.push_back(single_ns(baseline));
  }
  return {middle(ours), middle(theirs)};
}

void report(std::string_view name, double value, std::string_view unit) {
  std::printf("{\"name\":\"%.*s\",\"value\":%.4f,\"unit\":\"%.*s\"}\n",
              static_cast<int>(name.size()), name.data(), value, static_cast<int>(unit.size()),
              unit.data());
  std::fflush(stdout);
}

int number_or(Words words, std::size_t place, int otherwise) {
  int number = otherwise;
  if (place < words.size()) {
    std::from_chars(words[place].data(), words[place].data() + words[place].size(), number);
  }
  return number;
}

Company demo_company(std::int64_t products) {
  return server::catalogue::demo::make_demo_company({.products = products});
}

AsOf bench_day() { return AsOf{Date::parse("2026-06-15").value()}; }

bool write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good();
}

}  // namespace tally::bench
