// Project files: finds and reads the files of this project that tests work with.
// In go paths from the project's root; out come bytes, or lists of paths in a fixed order.
// The root is the nearest folder above the working folder that holds shared/base/codes.def.
// It will not guess: without a root, or a file that is named, the test program ends with a word.
//   const std::string text = read_project_file("tests/cases/breaks.case");
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tally::tests {

const std::filesystem::path& project_root();
std::string read_file(const std::filesystem::path& path);
std::string read_project_file(std::string_view path);
/// The files of a folder of the project with this ending (".case"), sorted by name.
std::vector<std::filesystem::path> project_files(std::string_view folder, std::string_view ending);

}  // namespace tally::tests
