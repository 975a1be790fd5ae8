#include "server/config/web_folder.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

#include "server/cli/say.hpp"

namespace tally::server::config {

namespace {

bool holds_app(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / "index.html", error);
}

}  // namespace

void add_web_option(CLI::App& app, std::filesystem::path& folder) {
  app.add_option("--web", folder, "Folder of the built browser app")
      ->envname("TALLYSTICK_WEB")
      ->type_name("FOLDER");
}

void choose_web_folder(std::filesystem::path& folder) {
  if (!folder.empty()) return;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return;
  for (const char* place : {"web", "../web"}) {
    const std::filesystem::path found = program.parent_path() / place;
    if (holds_app(found)) {
      folder = std::filesystem::canonical(found, error);
      return;
    }
  }
}

void say_web_folder(const std::filesystem::path& folder) {
  if (holds_app(folder)) {
    std::cout << "  app      " << folder.string() << "\n";
    return;
  }
  const std::string where = folder.empty() ? "the folder beside the program" : folder.string();
  cli::say_issue(make_issue(IssueCode::web_folder_missing, "", {{"folder", where}}));
}

}  // namespace tally::server::config
