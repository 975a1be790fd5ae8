// tallystick backup: copies the data to an empty folder, beside a running server or without one.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/backup.hpp"

namespace tally::server::cli {

int run_backup(Arguments arguments) {
  CLI::App app{"Copy the data to an empty folder; the server may go on"};
  std::filesystem::path folder;
  std::filesystem::path target;
  config::add_data_option(app, folder);
  app.add_option("target", target, "New or empty folder")->required();
  if (const auto status = parse_arguments(app, "backup", arguments)) return *status;
  const auto made = ops::back_up(folder, target);
  if (!made) {
    say_issues(made.error());
    return ExitStatus::failed;
  }
  std::cout << "Copied " << made->orders << " orders and " << made->snapshots << " snapshots to "
            << target.string() << ". To restore, start the server with --data " << target.string()
            << ".\n";
  return ExitStatus::done;
}

}  // namespace tally::server::cli
