// tallystick device: tablets and browsers that may send orders, from the command line. The server
// must not be running: one process at a time writes to the data.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/identity/devices.hpp"
#include "server/ops/clock.hpp"

namespace tally::server::cli {

namespace {

int list_devices(store::Store& store) {
  const store::Reader db = store.read();
  for (const identity::DeviceRow& device : identity::list_devices(*db, std::nullopt)) {
    std::cout << device.code << "\t" << device.id.text() << "\t" << device.login << "\t"
              << device.name << "\tenrolled " << print_instant(device.enrolled);
    if (device.revoked) {
      std::cout << "\trevoked " << print_instant(*device.revoked) << " by " << device.revoked_by;
    }
    if (device.taken_over_by) std::cout << "\ttaken over by " << device.taken_over_by->text();
    std::cout << "\n";
  }
  return ExitStatus::done;
}

int revoke(store::Store& store, const std::string& word) {
  std::optional<identity::DeviceRow> device;
  const Instant now = ops::system_clock().now();
  const store::Written written = store.write([&](store::Connection& db) {
    device = identity::find_device_by_word(db, word);
    if (!device) return store::Keep::no;
    const Issues issues = identity::revoke_device(db, device->id, "command line", now);
    return issues.empty() ? store::Keep::yes : store::Keep::no;
  });
  if (!device) {
    say_issue(make_issue(IssueCode::device_unknown, "", {{"device", word}}));
    return ExitStatus::failed;
  }
  if (written != store::Written::kept) {
    say_issue(store::write_issue(written));
    return ExitStatus::failed;
  }
  std::cout << "Revoked " << device->code << " of " << device->login
            << ": what it still sends is set aside and not carried out.\n";
  return ExitStatus::done;
}

}  // namespace

int run_device(Arguments arguments) {
  CLI::App app{"List and revoke devices; the server must not be running"};
  app.require_subcommand(1);
  app.fallthrough();  // --data may stand behind the subcommand, too
  std::filesystem::path folder;
  std::string word;
  config::add_data_option(app, folder);
  CLI::App* listing = app.add_subcommand("list", "List all devices with their codes");
  CLI::App* revoking = app.add_subcommand("revoke", "End a lost device");
  revoking->add_option("device", word, "Its code, such as K7, or its id")->required();
  if (const auto status = parse_arguments(app, "device", arguments)) return *status;
  const auto store = config::open_store(folder);
  if (!store) return ExitStatus::failed;
  return listing->parsed() ? list_devices(*store) : revoke(*store, word);
}

}  // namespace tally::server::cli
