#include "server/cli/import_orders.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "server/catalogue/import_orders.hpp"
#include "server/cli/commands.hpp"
#include "server/cli/say.hpp"
#include "server/cli/say_counts.hpp"
#include "server/sync/snapshots.hpp"

namespace tally::server::cli {

namespace {

using catalogue::Fate;
using catalogue::OrdersReport;
using catalogue::Tally;

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

void print_row(std::string_view name, const Tally& tally, bool with_documents) {
  std::cout << "  " << name << std::string(30 - std::min<std::size_t>(30, name.size()), ' ')
            << right(say_count(tally.lines), 10)
            << right(with_documents ? say_count(tally.documents) : "", 10)
            << right(catalogue::say_sum(tally.sum), 18) << "\n";
}

void print_reckoning(const OrdersReport& report) {
  std::cout << "  " << std::string(30, ' ') << right("lines", 10) << right("orders", 10)
            << right("quantity x price", 18) << "\n";
  Tally all;
  for (std::size_t i = 0; i < catalogue::fate_count; ++i) {
    const Tally& tally = report.fates[i];
    const auto fate = static_cast<Fate>(i);
    if (fate == Fate::unreadable && tally.lines == 0) continue;
    print_row(fate_name(fate), tally, fate != Fate::unreadable);
    for (const auto& [key, why] : report.reasons) {
      if (key.first == fate) print_row("  " + key.second, why, true);
    }
    all.lines += tally.lines;
    all.sum += tally.sum;
  }
  print_row("all of these", all, false);
  print_row("in the files", report.read, false);
}

bool is_expected(const OrdersReport& report, const ExpectedHistory& expected) {
  bool good = true;
  if (expected.lines && *expected.lines != report.read.lines) {
    std::cerr << "Expected " << say_count(*expected.lines) << " lines and read "
              << say_count(report.read.lines) << ".\n";
    good = false;
  }
  if (expected.sum.empty()) return good;
  const auto sum = parse_decimal(expected.sum, 7);
  if (sum && int128{*sum} == report.read.sum) return good;
  std::cerr << "Expected a sum of " << expected.sum << " and read "
            << catalogue::say_sum(report.read.sum) << ".\n";
  return false;
}

}  // namespace

int import_history(store::Store& store, const catalogue::ImportRequest& request,
                   const std::string& report_file, const ExpectedHistory& expected) {
  sync::Snapshots snapshots(store);
  const auto started = std::chrono::steady_clock::now();
  const OrdersReport report = catalogue::import_orders(store, snapshots, request);
  const auto time = std::chrono::steady_clock::now() - started;
  const int reported = print_refusals(report.refusals, report_file);
  if (!report.failures.empty()) {
    say_issues(report.failures);
    std::cerr << "Nothing was written.\n";
    return ExitStatus::failed;
  }
  print_reckoning(report);
  std::cout << "Orders whose net is exactly the sum of their lines: "
            << say_count(report.nets_compared - report.nets_differing) << " of "
            << say_count(report.nets_compared) << ".\n";
  if (report.counts.added == 0) std::cout << "Nothing changed: ";
  std::cout << say_count(report.counts.added) << " orders and credit lines are new, "
            << say_count(report.counts.unchanged) << " were there before.\n"
            << say_pace(report.read.lines, time) << ".\n";
  if (request.run == catalogue::Run::dry) std::cout << "Nothing was written: this was a dry run.\n";
  if (!report.adds_up()) std::cerr << "The lines do not add up; nothing was written.\n";
  const bool good = is_expected(report, expected) && report.adds_up() &&
                    report.nets_differing == 0;
  return good ? reported : ExitStatus::failed;
}

}  // namespace tally::server::cli
