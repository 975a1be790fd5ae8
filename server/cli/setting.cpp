// tallystick setting: what the company has decided about its server, to read and to change.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/store/facts.hpp"

namespace tally::server::cli {

int run_setting(Arguments arguments) {
  CLI::App app{"Show the settings, or change one; the server must not be running"};
  std::filesystem::path folder;
  std::string name;
  std::string value;
  config::add_data_option(app, folder);
  app.add_option("name", name, "One of those that this command shows");
  CLI::Option* given = app.add_option("value", value, "Its new value");
  if (const auto status = parse_arguments(app, "setting", arguments)) return *status;
  const auto store = config::open_store(folder);
  if (!store) return ExitStatus::failed;
  if (given->count() > 0) {
    if (const auto issue = store::check_setting(name, value)) {
      say_issue(*issue);
      return ExitStatus::failed;
    }
    const store::Written written = store->write([&](store::Connection& db) {
      return store::write_setting(db, name, value) ? store::Keep::yes : store::Keep::no;
    });
    if (written != store::Written::kept) {
      say_issue(store::write_issue(written));
      return ExitStatus::failed;
    }
  }
  const store::Reader db = store->read();
  for (const store::SettingRow& row : store::setting_rows()) {
    if (!name.empty() && row.name != name) continue;
    std::cout << row.name << "\t" << store::read_setting(*db, row.name) << "\t" << row.doc << "\n";
  }
  return ExitStatus::done;
}

}  // namespace tally::server::cli
