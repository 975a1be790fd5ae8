// Commands: the one table of what `tallystick` can be told to do.
// In go the words behind the command's name; out comes the exit status of the process.
// A command owns its options (CLI11) and its --help; this table only names and finds it.
// It does no work itself: a command calls a room and prints what the room says.
//   const Command* command = find_command("serve");
//   return command->run(arguments);
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tally::server::cli {

/// The words behind the command's name, as the shell gave them.
using Arguments = std::span<const std::string>;

/// done: it worked. failed: it was understood and could not be done (the sentence is on stderr).
/// misused: the words were not understood. A command may document further statuses of its own.
enum ExitStatus : int { done = 0, failed = 1, misused = 2 };

struct Command {
  std::string_view name;
  /// One line, no full stop: "Start the server".
  std::string_view doc;
  int (*run)(Arguments arguments);
};

/// All commands in the order in which `tallystick help` shows them.
std::span<const Command> commands();
/// nullptr where there is none of that name.
const Command* find_command(std::string_view name);

/// Finds the command named by the first word and runs it; no word is `help`.
int run_commands(int argument_count, const char* const* argument_values);

}  // namespace tally::server::cli
