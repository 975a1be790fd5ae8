#include "server/config/data_folder.hpp"

#include <CLI/CLI.hpp>

#include "server/cli/say.hpp"

namespace tally::server::config {

void add_data_option(CLI::App& app, std::filesystem::path& folder) {
  folder = "tallystick-data";
  app.add_option("--data", folder, "Folder that holds the company's data")
      ->envname("TALLYSTICK_FOLDER")
      ->type_name("FOLDER")
      ->capture_default_str();
}

std::unique_ptr<store::Store> open_store(const std::filesystem::path& folder) {
  auto opened = store::Store::open({.folder = folder});
  if (opened) return *std::move(opened);
  cli::say_issues(opened.error());
  return nullptr;
}

}  // namespace tally::server::config
