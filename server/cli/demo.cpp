#include <chrono>
#include <iostream>

#include "server/catalogue/demo/fill_demo.hpp"
#include "server/cli/input.hpp"
#include "server/cli/load_report.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/cli/say_counts.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/clock.hpp"
#include "shared/wire/company_document.hpp"

namespace tally::server::cli {

namespace {

struct DemoOptions {
  catalogue::demo::FillOptions fill;
  std::string out;
  std::filesystem::path folder;
  bool into_folder = false;
};

std::optional<int> read_demo_options(Arguments arguments, DemoOptions& options) {
  CLI::App app{"Make a demo company from a seed: a document, or a filled data folder"};
  app.add_option("--products", options.fill.company.products, "How many products")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{1}, catalogue::demo::products_max));
  app.add_option("--customers", options.fill.company.customers, "How many customers")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{1}, catalogue::demo::customers_max));
  app.add_option("--seed", options.fill.company.seed, "The same seed makes the same company")
      ->capture_default_str();
  app.add_option("--orders", options.fill.orders, "How many orders of the last four weeks")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{100'000}));
  app.add_option("--out", options.out, "Write the company document here; - is standard output")
      ->type_name("FILE");
  config::add_data_option(app, options.folder);
  if (const auto status = parse_arguments(app, "demo", arguments)) return status;
  // Without --out the folder is meant, whether it was named or is the default.
  options.into_folder = options.out.empty() || app.count("--data") > 0;
  return std::nullopt;
}

int write_document(const DemoOptions& options) {
  const Company company = catalogue::demo::make_demo_company(options.fill.company);
  const std::string document = wire::write_company(company);
  if (options.out == "-") {
    std::cout << document << std::flush;
    return std::cout ? ExitStatus::done : ExitStatus::failed;
  }
  const auto written = write_output(options.out, document);
  if (written) return ExitStatus::done;
  say_issues(written.error());
  return ExitStatus::failed;
}

int fill_folder(DemoOptions& options) {
  const auto store = config::open_store(options.folder);
  if (!store) return ExitStatus::failed;
  sync::Snapshots snapshots(*store);
  const auto clock = ops::system_clock();
  options.fill.now = clock.now();
  options.fill.today = clock.today();
  const auto started = std::chrono::steady_clock::now();
  const auto report = catalogue::demo::fill_demo(*store, snapshots, options.fill);
  if (!report.failures.empty()) {
    say_issues(report.failures);
    return ExitStatus::failed;
  }
  print_load_report(report.company, report.load);
  std::cout << "  orders: " << say_count(report.orders_added) << " new, "
            << say_count(report.orders_unchanged) << " as before\n"
            << "Filled " << options.folder.string() << " in "
            << say_seconds(std::chrono::steady_clock::now() - started) << ".\n";
  return ExitStatus::done;
}

}  // namespace

/// `tallystick demo [--out company.json] [--data FOLDER]`
int run_demo(Arguments arguments) {
  DemoOptions options;
  if (const auto status = read_demo_options(arguments, options)) return *status;
  if (!options.out.empty()) {
    if (const int status = write_document(options); status != ExitStatus::done) return status;
  }
  return options.into_folder ? fill_folder(options) : ExitStatus::done;
}

}  // namespace tally::server::cli
