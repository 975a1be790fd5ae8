#include <chrono>
#include <iostream>

#include "server/catalogue/company_store.hpp"
#include "server/cli/input.hpp"
#include "server/cli/load_report.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/cli/say_counts.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/clock.hpp"
#include "shared/wire/company_document.hpp"

namespace tally::server::cli {

void print_load_report(const std::string& company, const catalogue::LoadReport& report) {
  std::cout << company << "\n";
  const auto line = [](std::string_view what, const catalogue::RecordCounts& counts) {
    std::cout << "  " << what << ": " << say_counts(counts.added, counts.changed, counts.unchanged)
              << "\n";
  };
  line("products", report.products);
  line("prices", report.prices);
  line("customers", report.customers);
  line("lists, rates and policy", report.frame);
  line("warehouses", report.warehouses);
  line("stock levels", report.stock);
  std::cout << "  users: " << report.users << "\n";
}

/// `tallystick load company.json --data FOLDER`: a whole company in one change.
int run_load(Arguments arguments) {
  CLI::App app{"Load a whole company document into the data folder"};
  std::string file;
  std::filesystem::path folder;
  app.add_option("COMPANY", file, "Company document (JSON); - is standard input")->required();
  config::add_data_option(app, folder);
  if (const auto status = parse_arguments(app, "load", arguments)) return *status;
  const auto bytes = read_input(file);
  if (!bytes) {
    say_issues(bytes.error());
    return ExitStatus::failed;
  }
  const auto company = wire::read_company(*bytes);
  if (!company) {
    std::cerr << file << " cannot be loaded:\n";
    say_issues(company.error());
    return ExitStatus::failed;
  }
  const auto store = config::open_store(folder);
  if (!store) return ExitStatus::failed;
  const auto started = std::chrono::steady_clock::now();
  const auto report =
      catalogue::load_company(*store, *company, {.at = ops::system_clock().now()});
  if (!report.failures.empty()) {
    say_issues(report.failures);
    return ExitStatus::failed;
  }
  print_load_report(company->name, report);
  std::cout << "Loaded into " << folder.string() << " in "
            << say_seconds(std::chrono::steady_clock::now() - started) << ".\n";
  return ExitStatus::done;
}

}  // namespace tally::server::cli
