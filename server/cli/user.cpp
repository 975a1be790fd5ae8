// tallystick user: people who may sign in, from the command line. The server must not be running:
// one process at a time writes to the data.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/identity/new_user.hpp"
#include "server/identity/roles.hpp"
#include "server/identity/secrets.hpp"
#include "server/identity/setup_link.hpp"
#include "server/ops/clock.hpp"

namespace tally::server::cli {

namespace {

struct UserOptions {
  std::filesystem::path folder;
  identity::NewUser user;
};

int say_written(store::Written written) {
  if (written == store::Written::kept) return ExitStatus::done;
  say_issue(store::write_issue(written));
  return ExitStatus::failed;
}

int refuse(const Issues& issues) {
  say_issues(issues);
  return ExitStatus::failed;
}

/// The password is read from standard input, so that it stands in no list of processes.
std::string read_password() {
  std::cerr << "Password: " << std::flush;
  std::string password;
  std::getline(std::cin, password);
  return password;
}

int add(store::Store& store, UserOptions& options) {
  options.user.password = read_password();
  const auto user =
      identity::add_user(store, options.user, ops::system_clock().now());
  if (!user) return refuse(user.error());
  std::cout << "Added " << user->login << " (" << identity::role_name(user->role) << ").\n";
  return ExitStatus::done;
}

int list_users(store::Store& store) {
  const store::Reader db = store.read();
  for (const identity::UserRow& user : identity::list_users(*db)) {
    std::cout << user.login << "\t" << identity::role_name(user.role) << "\t" << user.name
              << (user.disabled ? "\tdisabled" : "") << "\n";
  }
  return ExitStatus::done;
}

int unknown(const UserOptions& options) {
  return refuse({make_issue(IssueCode::user_unknown, "", {{"login", options.user.login}})});
}

int change_password(store::Store& store, const UserOptions& options) {
  const std::string password = read_password();
  if (const Issues issues = identity::check_password(password); !issues.empty()) {
    return refuse(issues);
  }
  const std::string hash = identity::hash_password(password);
  bool found = false;
  const store::Written written = store.write([&](store::Connection& db) {
    auto user = identity::find_user(
        db, identity::parse_login(options.user.login).value_or(std::string()));
    found = user.has_value();
    if (!user) return store::Keep::no;
    user->password_hash = hash;
    return identity::put_user(db, *user, ops::system_clock().now()) ? store::Keep::yes
                                                                    : store::Keep::no;
  });
  return found ? say_written(written) : unknown(options);
}

int disable(store::Store& store, const UserOptions& options, bool disabled) {
  bool found = false;
  const store::Written written = store.write([&](store::Connection& db) {
    found = identity::set_disabled(
        db, identity::parse_login(options.user.login).value_or(std::string()), disabled);
    return found ? store::Keep::yes : store::Keep::no;
  });
  return found ? say_written(written) : unknown(options);
}

int make_link(store::Store& store) {
  std::optional<std::string> token;
  const store::Written written = store.write([&](store::Connection& db) {
    token = identity::make_setup_link(db, ops::system_clock().now());
    return token ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) return say_written(written);
  std::cout << "Start the server, then open this once, within a day:\n  /setup?token=" << *token
            << "\n";
  return ExitStatus::done;
}

}  // namespace

int run_user(Arguments arguments) {
  CLI::App app{"Add and change users; the server must not be running"};
  app.require_subcommand(1);
  app.fallthrough();  // --data may stand behind the subcommand, too
  UserOptions options;
  config::add_data_option(app, options.folder);
  CLI::App* adding =
      app.add_subcommand("add", "Add a user; the password comes from standard input");
  adding->add_option("login", options.user.login, "Login")->required();
  adding->add_option("--name", options.user.name, "Name that others see")->required();
  adding->add_option("--role", options.user.role, "rep, desk, warehouse, finance, rules or admin")
      ->required();
  CLI::App* listing = app.add_subcommand("list", "List all users");
  CLI::App* password = app.add_subcommand("password", "Set a password; ends the user's sessions");
  CLI::App* disabling = app.add_subcommand("disable", "Let a user sign in no more");
  CLI::App* enabling = app.add_subcommand("enable", "Let a disabled user sign in again");
  for (CLI::App* command : {password, disabling, enabling}) {
    command->add_option("login", options.user.login, "Login")->required();
  }
  app.add_subcommand("setup-link", "Make a one-time link for an administrator");
  if (const auto status = parse_arguments(app, "user", arguments)) return *status;
  const auto store = config::open_store(options.folder);
  if (!store) return ExitStatus::failed;
  if (adding->parsed()) return add(*store, options);
  if (listing->parsed()) return list_users(*store);
  if (password->parsed()) return change_password(*store, options);
  if (disabling->parsed()) return disable(*store, options, true);
  if (enabling->parsed()) return disable(*store, options, false);
  return make_link(*store);
}

}  // namespace tally::server::cli
