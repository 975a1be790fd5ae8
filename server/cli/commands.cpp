#include "server/cli/commands.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <vector>

#include "shared/base/text.hpp"

namespace tally::server::cli {

// Each of these stands in a file of its own name in this folder.
int run_backup(Arguments arguments);
int run_check(Arguments arguments);
int run_company(Arguments arguments);
int run_decide(Arguments arguments);
int run_demo(Arguments arguments);
int run_device(Arguments arguments);
int run_docs(Arguments arguments);
int run_doctor(Arguments arguments);
int run_freight(Arguments arguments);
int run_help(Arguments arguments);
int run_import(Arguments arguments);
int run_load(Arguments arguments);
int run_parts(Arguments arguments);
int run_restore(Arguments arguments);
int run_rules(Arguments arguments);
int run_serve(Arguments arguments);
int run_setting(Arguments arguments);
int run_terms(Arguments arguments);
int run_user(Arguments arguments);

namespace {

constexpr std::array command_table = {
    Command{"serve", "Start the server", run_serve},
    Command{"decide", "Decide orders against a company document, without a server", run_decide},
    Command{"parts", "What the invoices and returns of a decided order come to", run_parts},
    Command{"check", "Check addresses and identifiers: VAT numbers, GTINs, IBANs …",
            run_check},
    Command{"rules", "Check, run, print and compare rules in plain English", run_rules},
    Command{"terms", "When an invoice is due, and what its discounts come to", run_terms},
    Command{"freight", "What a rate card charges for the way, and what is wrong with one",
            run_freight},
    Command{"load", "Load a whole company document", run_load},
    Command{"company", "Take the company out as one document", run_company},
    Command{"import",
            "Import products, customers, prices, stock, orders, tax rates or open items from CSV",
            run_import},
    Command{"demo", "Make a demo company", run_demo},
    Command{"user", "Add and change people who may sign in", run_user},
    Command{"device", "List and revoke the devices that may send orders", run_device},
    Command{"setting", "Show or change what the company decides about its server", run_setting},
    Command{"backup", "Copy the data while the server goes on", run_backup},
    Command{"restore", "Put a backup back", run_restore},
    Command{"doctor", "Check that the data are whole", run_doctor},
    Command{"docs", "Print references made from the program's tables", run_docs},
    Command{"help", "Show what tallystick can do", run_help},
};

}  // namespace

std::span<const Command> commands() { return command_table; }

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(command_table.begin(), command_table.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == command_table.end() ? nullptr : &*found;
}

namespace {

/// The command whose name is at most two edits away, for "did you mean".
const Command* nearest_command(std::string_view name) {
  const Command* nearest = nullptr;
  int distance = 3;
  for (const Command& command : command_table) {
    const int edits = edit_distance(name, command.name, 2);
    if (edits < distance) {
      distance = edits;
      nearest = &command;
    }
  }
  return nearest;
}

}  // namespace

int run_commands(int argument_count, const char* const* argument_values) {
  const std::vector<std::string> words(argument_values + 1, argument_values + argument_count);
  if (words.empty()) return run_help({});
  std::string name = words.front();
  if (name == "--help" || name == "-h") name = "help";
  const Arguments arguments = Arguments(words).subspan(1);
  if (const Command* command = find_command(name)) return command->run(arguments);
  std::cerr << "tallystick: there is no command \"" << name << "\".";
  if (const Command* nearest = nearest_command(name)) {
    std::cerr << " Did you mean \"" << nearest->name << "\"?";
  }
  std::cerr << "\nTry: tallystick help\n";
  return ExitStatus::misused;
}

}  // namespace tally::server::cli
