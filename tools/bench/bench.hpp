// Bench: measures what Tallystick does beside something plain that does the same.
// In go a part's name and a folder; out come lines of JSON, one figure each, on standard output.
// tools/bench/run calls the parts, measures in Node and Chromium too, and prints the one table.
// It judges nothing: a figure is a median of several runs, and its baseline is from the same run.
//   report("10 lines: decide", median_ns(decide, parse_only).product, "ns");
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/data/company.hpp"
#include "shared/data/order.hpp"

namespace tally::bench {

using Words = std::span<const std::string>;

/// Each part of the program; 0 where it went well.
int run_core(Words words);
int run_files(Words words);
int run_orders(Words words);
int run_push(Words words);
int run_return(Words words);
int run_rules(Words words);
int run_bare_insert(Words words);
int run_backtest(Words words);

using Work = std::function<void()>;

/// What was measured and what it is held against, in nanoseconds of one call.
struct Durations {
  double product = 0;
  double baseline = 0;
};

/// Medians of so many runs, each run so many calls that the clock's own steps do not matter. The
/// two run in turns: what else the machine does hits both.
Durations median_ns(const Work& product, const Work& baseline, int samples = 51);

/// The same of single calls, where `set_up` has to run before each and does not count.
Durations median_ns_after(const Work& set_up, const Work& product, const Work& baseline,
                          int samples = 25);

/// The median; there is at least one.
double middle(std::vector<double> values);

/// The number at a place of the words; `otherwise` where there is none.
int number_or(Words words, std::size_t place, int otherwise);

/// Prints one figure as a line of JSON.
void report(std::string_view name, double value, std::string_view unit);

/// The demo company in the size of a figure.
Company demo_company(std::int64_t products);

/// The same with five price lists for the customer of the measured orders, 200 promotions and
/// 12,000 rows of tax.
Company rich_company(std::int64_t products);

/// The customer of the measured orders: active, one ship-to, no PO number needed.
Customer& plain_customer(Company& company);

/// An order of so many different products that decide() accepts or sends to a person: every line is
/// priced and taxed.
RawOrder demo_order(const Company& company, std::size_t lines);

/// The day on which the bench decides: within every validity of the demo company.
AsOf bench_day();

bool write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace tally::bench
