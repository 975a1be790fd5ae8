#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "server/catalogue/import.hpp"
#include "server/catalogue/refusal_report.hpp"
#include "server/cli/import_orders.hpp"
#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/progress.hpp"
#include "server/cli/say.hpp"
#include "server/cli/say_counts.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/clock.hpp"

namespace tally::server::cli {

namespace {

/// As many refusals as a person reads; the report has them all.
constexpr std::size_t refusals_shown = 20;

std::optional<catalogue::Mapping> read_mapping_file(const std::string& file,
                                                    catalogue::ImportKind kind) {
  const auto bytes = read_input(file);
  auto mapping = bytes ? catalogue::read_mapping(*bytes)
                       : Result<catalogue::Mapping>(std::unexpected(bytes.error()));
  if (!mapping) {
    std::cerr << "The mapping " << file << " cannot be used:\n";
    say_issues(mapping.error());
    return std::nullopt;
  }
  if (mapping->kind == kind) return *std::move(mapping);
  std::cerr << "The mapping " << file << " is for " << kind_name(mapping->kind) << ", not for "
            << kind_name(kind) << ".\n";
  return std::nullopt;
}

void print_fields(catalogue::ImportKind kind) {
  std::cout << "A mapping of " << kind_name(kind) << " can name these fields:\n";
  for (const catalogue::FieldRow& row : catalogue::fields_of(kind)) {
    std::cout << "  " << row.name << (row.need == catalogue::Need::required ? " (needed)" : "")
              << ": ";
    if (!row.choices.empty()) std::cout << catalogue::say_choices(row.choices) << "; ";
    std::cout << row.doc << "\n";
  }
}

struct ImportOptions {
  std::string kind;
  std::vector<std::string> files;
  std::string mapping;
  std::filesystem::path folder;
  std::string report;
  bool dry_run = false;
  bool strict = false;
  bool complete = false;
  bool fields = false;
  ExpectedHistory expected;
};

std::optional<int> read_import_options(Arguments arguments, ImportOptions& options) {
  CLI::App app{"Import products, customers, prices, stock, orders, tax-rates or open-items "
               "from CSV"};
  app.add_option("KIND", options.kind,
                 "products, customers, prices, stock, orders, tax-rates or open-items")
      ->required();
  app.add_option("FILE", options.files, "CSV files");
  app.add_option("--mapping", options.mapping, "What the columns mean (JSON)")->type_name("FILE");
  config::add_data_option(app, options.folder);
  app.add_flag("--dry-run", options.dry_run, "Do everything but keep nothing");
  app.add_flag("--strict", options.strict, "Write nothing where one line is refused");
  app.add_flag("--complete", options.complete,
               "Open items: the files hold all that are open; every other one is paid");
  app.add_option("--report", options.report, "Write every refused line to this CSV file")
      ->type_name("FILE");
  app.add_flag("--fields", options.fields, "Show the fields that a mapping can name, and end");
  app.add_option("--expect-lines", options.expected.lines, "Orders: fail unless so many lines");
  app.add_option("--expect-sum", options.expected.sum,
                 "Orders: fail unless quantity times price sums to this");
  app.footer("docs/import.md describes the mapping. Exit status: 0 done (refused lines are "
             "reported), 1 nothing was written, 2 the command was not understood.");
  if (const auto status = parse_arguments(app, "import", arguments)) return status;
  return std::nullopt;
}

void print_master_report(const catalogue::ImportRequest& request,
                         const catalogue::ImportReport& report,
                         std::chrono::steady_clock::duration time) {
  const catalogue::ImportCounts& counts = report.counts;
  std::cout << kind_name(request.mapping.kind) << ": "
            << say_counts(counts.added, counts.changed, counts.unchanged) << "\n"
            << "lines: " << say_count(counts.lines) << " read, " << say_count(counts.refused)
            << " refused, " << say_count(counts.left_out) << " left out by the mapping, "
            << say_count(counts.repeated) << " said something again\n"
            << say_pace(counts.lines, time) << ".\n";
}

}  // namespace

int print_refusals(const std::vector<catalogue::Refusal>& refusals, const std::string& report) {
  const std::size_t shown = std::min(refusals.size(), refusals_shown);
  for (std::size_t i = 0; i < shown; ++i) std::cerr << say_refusal(refusals[i]) << "\n";
  if (refusals.size() > shown) {
    std::cerr << "… and " << say_count(static_cast<std::int64_t>(refusals.size() - shown))
              << " more" << (report.empty() ? "; --report FILE lists them all" : "") << ".\n";
  }
  if (report.empty()) return ExitStatus::done;
  std::ostringstream csv;
  catalogue::write_refusals(csv, refusals);
  if (const auto written = write_output(report, csv.str()); !written) {
    say_issues(written.error());
    return ExitStatus::failed;
  }
  std::cout << "Refused lines: " << report << "\n";
  return ExitStatus::done;
}

namespace {

int import_master(store::Store& store, const catalogue::ImportRequest& request,
                  const std::string& report_file) {
  const auto started = std::chrono::steady_clock::now();
  const auto report = catalogue::import_files(store, request);
  const auto time = std::chrono::steady_clock::now() - started;
  const int reported = print_refusals(report.refusals, report_file);
  if (!report.failures.empty()) {
    say_issues(report.failures);
    std::cerr << "Nothing was written.\n";
    return ExitStatus::failed;
  }
  print_master_report(request, report, time);
  if (request.run == catalogue::Run::dry) std::cout << "Nothing was written: this was a dry run.\n";
  return reported;
}

}  // namespace

/// `tallystick import KIND FILE… --mapping mapping.json --data FOLDER`
int run_import(Arguments arguments) {
  ImportOptions options;
  if (const auto status = read_import_options(arguments, options)) return *status;
  const auto kind = catalogue::find_kind(options.kind);
  if (!kind) {
    std::cerr << "tallystick import: \"" << options.kind
              << "\" is none of products, customers, prices, stock, orders, tax-rates, "
                 "open-items.\n";
    return ExitStatus::misused;
  }
  if (options.fields) {
    print_fields(*kind);
    return ExitStatus::done;
  }
  if (options.complete && *kind != catalogue::ImportKind::open_items) {
    return refuse_words("import", "--complete is for open-items alone.");
  }
  if (options.files.empty() || options.mapping.empty()) {
    return refuse_words("import", "name the files and their --mapping.");
  }
  auto mapping = read_mapping_file(options.mapping, *kind);
  if (!mapping) return ExitStatus::failed;
  const auto store = config::open_store(options.folder);
  if (!store) return ExitStatus::failed;
  Progress progress("Importing " + options.kind);
  catalogue::ImportRequest request{.mapping = *std::move(mapping), .files = options.files};
  request.run = options.dry_run ? catalogue::Run::dry : catalogue::Run::real;
  request.strictness = options.strict ? catalogue::Strictness::all_or_nothing
                                      : catalogue::Strictness::take_the_good;
  if (options.complete) request.coverage = catalogue::Coverage::complete;
  request.at = ops::system_clock().now();
  request.on_progress = [&](std::int64_t done, std::int64_t total, std::int64_t lines) {
    progress.show(done, total, say_count(lines) + " lines");
  };
  if (*kind != catalogue::ImportKind::orders) return import_master(*store, request, options.report);
  return import_history(*store, request, options.report, options.expected);
}

}  // namespace tally::server::cli
