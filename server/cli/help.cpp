#include <algorithm>
#include <iostream>

#include "server/cli/commands.hpp"

namespace tally::server::cli {

/// `tallystick help` lists the commands; `tallystick help NAME` is `tallystick NAME --help`.
int run_help(Arguments arguments) {
  if (!arguments.empty()) {
    const Command* command = find_command(arguments.front());
    if (command != nullptr && command->name != "help") {
      const std::string help = "--help";
      return command->run(Arguments(&help, 1));
    }
  }
  std::cout << "Tallystick: order entry and order automation for companies that sell to "
               "companies.\n\nUsage: tallystick COMMAND [OPTIONS]\n\n";
  std::size_t width = 0;
  for (const Command& command : commands()) width = std::max(width, command.name.size());
  for (const Command& command : commands()) {
    std::cout << "  " << command.name << std::string(width - command.name.size() + 2, ' ')
              << command.doc << "\n";
  }
  std::cout << "\ntallystick COMMAND --help says the options of one.\n";
  return ExitStatus::done;
}

}  // namespace tally::server::cli
