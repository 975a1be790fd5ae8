#include "server/cli/parse.hpp"

#include <algorithm>
#include <iostream>
#include <vector>

namespace tally::server::cli {

int refuse_words(std::string_view command, std::string_view sentence) {
  std::cerr << "tallystick " << command << ": " << sentence << "\nTry: tallystick " << command
            << " --help\n";
  return ExitStatus::misused;
}

std::optional<int> parse_arguments(CLI::App& app, std::string_view command, Arguments arguments) {
  app.name("tallystick " + std::string(command));
  // CLI11 takes the words from the back of the vector.
  std::vector<std::string> words(arguments.rbegin(), arguments.rend());
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    return ExitStatus::done;
  } catch (const CLI::ParseError& error) {
    return refuse_words(command, error.what());
  }
  return std::nullopt;
}

}  // namespace tally::server::cli
