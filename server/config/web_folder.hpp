// Web folder: where the built browser app lies.
// In goes what --web says, or nothing; out comes the folder beside the program that holds an
// index.html, as the build leaves it, or an empty path.
// It builds nothing.
//   std::filesystem::path folder;  add_web_option(app, folder);  choose_web_folder(folder);
#pragma once

#include <filesystem>

namespace CLI {
class App;
}

namespace tally::server::config {

void add_web_option(CLI::App& app, std::filesystem::path& folder);
/// Looks beside the program (web, ../web) where none was named.
void choose_web_folder(std::filesystem::path& folder);
/// Prints the folder, or the sentence that there is no app in it.
void say_web_folder(const std::filesystem::path& folder);

}  // namespace tally::server::config
