// tallystick backup: copies the data to an empty folder, beside a running server or without one.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/backup.hpp"
#include "server/ops/clock.hpp"

namespace tally::server::cli {

int run_backup(Arguments arguments) {
  CLI::App app{"Copy the data to an empty folder; the server may go on"};
  std::filesystem::path folder;
  std::filesystem::path target;
  config::add_data_option(app, folder);
  bool elsewhere = false;
  app.add_option("target", target, "New or empty folder")->required();
  app.add_flag("--elsewhere", elsewhere,
               "The folder outlives this machine although it is on the same file system");
  if (const auto status = parse_arguments(app, "backup", arguments)) return *status;
  const auto made = ops::back_up(
      folder, target, elsewhere ? ops::Place::elsewhere : ops::Place::by_file_system,
      ops::system_clock().now());
  if (!made) {
    say_issues(made.error());
    return ExitStatus::failed;
  }
  std::cout << "Copied " << made->orders << " orders and " << made->snapshots << " snapshots to "
            << target.string() << " and checked the copy. To put it back: tallystick restore "
            << target.string() << ".\n";
  if (!made->is_elsewhere) {
    std::cout << "It lies on the same file system as the data, so it does not count as a second "
                 "place: devices keep what they sent. Copy it elsewhere, and say --elsewhere where "
                 "this folder is such a place already.\n";
  }
  return ExitStatus::done;
}

}  // namespace tally::server::cli
