// Data folder: where the server's data lie, said the same way by every command.
// In goes a command's CLI::App; out comes its --data option: what is typed, else the environment's
// TALLYSTICK_FOLDER, else tallystick-data in the current folder.
// open_store opens it and prints the sentence where that fails.
// It makes no folder by itself: the store does.
//   std::filesystem::path folder;  config::add_data_option(app, folder);
#pragma once

#include <filesystem>
#include <memory>

#include "server/store/store.hpp"

namespace CLI {
class App;
}

namespace tally::server::config {

void add_data_option(CLI::App& app, std::filesystem::path& folder);

/// Opens the store of a command that writes; nullptr, with the sentences on stderr, where it fails.
std::unique_ptr<store::Store> open_store(const std::filesystem::path& folder);

}  // namespace tally::server::config
