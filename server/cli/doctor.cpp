// tallystick doctor: looks whether everything on the disk is as it must be.
#include <sqlite3.h>

#include <iostream>

#include "server/cli/parse.hpp"
#include "server/config/data_folder.hpp"
#include "server/ops/doctor.hpp"

namespace tally::server::cli {

int run_doctor(Arguments arguments) {
  CLI::App app{"Check the data; exit status 1 where something is wrong"};
  std::filesystem::path folder;
  config::add_data_option(app, folder);
  if (const auto status = parse_arguments(app, "doctor", arguments)) return *status;
  const auto store = config::open_store(folder);
  if (!store) return ExitStatus::failed;
  std::cout << "SQLite " << sqlite3_libversion() << "\n";
  int status = ExitStatus::done;
  for (const ops::Finding& finding : ops::examine(*store)) {
    const bool good = finding.health == ops::Finding::Health::good;
    if (!good) status = ExitStatus::failed;
    std::cout << (good ? "good  " : "WRONG ") << finding.what << ": " << finding.sentence << "\n";
  }
  return status;
}

}  // namespace tally::server::cli
