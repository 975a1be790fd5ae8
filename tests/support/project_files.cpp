#include "tests/support/project_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tally::tests {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << why << std::endl;
  std::exit(2);
}

fs::path find_root() {
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / "shared/base/codes.def")) return folder;
    if (folder == folder.root_path()) break;
  }
  give_up("The tests read files of the project: start them inside its folder.");
}

}  // namespace

const fs::path& project_root() {
  static const fs::path root = find_root();
  return root;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up("Cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string read_project_file(std::string_view path) { return read_file(project_root() / path); }

std::vector<fs::path> project_files(std::string_view folder, std::string_view ending) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(project_root() / folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ending)
      paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace tally::tests
