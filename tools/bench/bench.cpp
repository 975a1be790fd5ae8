#include "tools/bench/bench.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "server/catalogue/demo/demo_company.hpp"

namespace tally::bench {

using Clock = std::chrono::steady_clock;

double median_ns(const std::function<void()>& work, int samples) {
  // Short, so that on a busy machine most samples are not interrupted, and the median is one of
  // them.
  constexpr std::chrono::milliseconds sample_time{1};
  work();
  std::vector<double> each;
  for (int i = 0; i < samples; ++i) {
    std::int64_t calls = 0;
    const auto start = Clock::now();
    auto passed = Clock::duration::zero();
    do {
      work();
      ++calls;
      passed = Clock::now() - start;
    } while (passed < sample_time);
    const std::chrono::duration<double, std::nano> ns = passed;
    each.push_back(ns.count() / static_cast<double>(calls));
  }
  std::ranges::sort(each);
  return each[each.size() / 2];
}

double median_ns_after(const std::function<void()>& set_up, const std::function<void()>& work,
                       int samples) {
  std::vector<double> each;
  for (int i = 0; i < samples; ++i) {
    set_up();
    const auto start = Clock::now();
    work();
    const std::chrono::duration<double, std::nano> ns = Clock::now() - start;
    each.push_back(ns.count());
  }
  std::ranges::sort(each);
  return each[each.size() / 2];
}

void report(std::string_view name, double value, std::string_view unit) {
  std::printf("{\"name\":\"%.*s\",\"value\":%.4f,\"unit\":\"%.*s\"}\n",
              static_cast<int>(name.size()), name.data(), value, static_cast<int>(unit.size()),
              unit.data());
  std::fflush(stdout);
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
