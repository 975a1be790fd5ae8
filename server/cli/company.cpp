#include <iostream>

#include "server/catalogue/company_store.hpp"
#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "shared/wire/company_document.hpp"

namespace tally::server::cli {

/// `tallystick company export --data FOLDER [--out company.json]`
int run_company(Arguments arguments) {
  CLI::App app{"Take the company out of the data folder as one document"};
  std::string out = "-";
  std::filesystem::path folder;
  CLI::App* exporting = app.add_subcommand("export", "Write the company document");
  exporting->add_option("--out", out, "File to write; - is standard output")
      ->capture_default_str();
  config::add_data_option(*exporting, folder);
  app.require_subcommand(1);
  if (const auto status = parse_arguments(app, "company", arguments)) return *status;
  const auto store = config::open_store(folder);
  if (!store) return ExitStatus::failed;
  const auto company = catalogue::export_company(*store);
  if (!company) {
    say_issues(company.error());
    return ExitStatus::failed;
  }
  const std::string document = wire::write_company(*company);
  if (out == "-") {
    std::cout << document;
    return std::cout.flush() ? ExitStatus::done : ExitStatus::failed;
  }
  const auto written = write_output(out, document);
  if (written) return ExitStatus::done;
  say_issues(written.error());
  return ExitStatus::failed;
}

}  // namespace tally::server::cli
