// The one binary: server and command line. Everything it can do stands in cli/commands.cpp.
#include "server/cli/commands.hpp"

int main(int argument_count, char** argument_values) {
  return tally::server::cli::run_commands(argument_count, argument_values);
}
