// tallystick restore: puts a backup back, or says what that would lose.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/clock.hpp"
#include "server/ops/fence.hpp"
#include "server/ops/restore.hpp"

namespace tally::server::cli {

int run_restore(Arguments arguments) {
  CLI::App app{"Put a backup back; the server has to be stopped"};
  std::filesystem::path folder;
  std::filesystem::path backup;
  std::filesystem::path fence;
  bool dry_run = false;
  config::add_data_option(app, folder);
  app.add_option("backup", backup, "Folder that tallystick backup filled")->required();
  app.add_option("--fence", fence, "The file that serve is given; beside the data folder at first")
      ->envname("TALLYSTICK_FENCE")
      ->type_name("FILE");
  app.add_flag("--dry-run", dry_run, "Only say what would be lost");
  if (const auto status = parse_arguments(app, "restore", arguments)) return *status;
  std::error_code error;
  fence = fence.empty() ? ops::default_fence(folder) : std::filesystem::absolute(fence, error);
  // A file of the backup stands for its folder.
  if (std::filesystem::is_regular_file(backup, error)) backup = backup.parent_path();

  const auto plan = ops::plan_restore(backup, folder);
  if (!plan) {
    say_issues(plan.error());
    return ExitStatus::failed;
  }
  for (const std::string& line : ops::say_plan(*plan)) std::cout << line << "\n";
  if (dry_run) {
    std::cout << "Nothing was changed.\n";
    return ExitStatus::done;
  }
  const auto restored = ops::restore(backup, folder, fence, ops::system_clock().now());
  if (!restored) {
    say_issues(restored.error());
    return ExitStatus::failed;
  }
  std::cout << "Restored. ";
  if (!restored->before.empty()) {
    std::cout << "The database of before lies in " << restored->before.string() << ". ";
  }
  std::cout << "Start the server: devices send again by themselves what is missing.\n";
  return ExitStatus::done;
}

}  // namespace tally::server::cli
