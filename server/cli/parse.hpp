// Parse: reads a command's words with CLI11 and answers --help and mistakes the same way
// everywhere. In go a CLI::App with its options and the words; out comes nothing where the command
// shall go on, or the exit status where it shall end (help was asked for, or a word was not
// understood). Mistakes are printed as one sentence on stderr with the way to the help. It holds no
// options of its own.
//   CLI::App app{"Start the server"};  app.add_option("--port", port, "…");
//   if (const auto status = parse_arguments(app, "serve", arguments)) return *status;
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "server/cli/commands.hpp"

namespace tally::server::cli {

/// Says on stderr what was not understood, and the way to the help; the exit status of a misuse.
int refuse_words(std::string_view command, std::string_view sentence);

std::optional<int> parse_arguments(CLI::App& app, std::string_view command, Arguments arguments);

}  // namespace tally::server::cli
