// tallystick serve: starts the server, says where it is, and stops it at a signal.
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/config/web_folder.hpp"
#include "server/identity/setup_link.hpp"
#include "server/identity/users.hpp"
#include "server/ops/log.hpp"
#include "server/server.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::cli {

namespace {

/// The signals that end the server, held back for sigwait: no code runs inside a handler.
sigset_t hold_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// As many open connections as the system allows.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void say_company(Server& server) {
  const auto current = server.snapshots().current();
  if (!current) {
    std::cout << "  company  none yet: tallystick load COMPANY.json, or tallystick demo\n";
    return;
  }
  auto lease = server.snapshots().open(current->digest);
  if (!lease) return say_issues(lease.error());
  const wire::SnapshotInfo info = (*lease)->info();
  std::cout << "  company  " << info.company << ": "
            << explain::say_value(info.products) << " products, "
            << explain::say_value(info.customers) << " customers\n";
}

void say_logins(Server& server) {
  const std::vector<identity::DemoLogin> logins = [&] {
    const store::Reader db = server.store().read();
    return identity::demo_logins(*db);
  }();
  if (logins.empty()) return;
  std::cout << "\nThis is a demo. Sign in as\n";
  for (const identity::DemoLogin& login : logins) {
    std::cout << "  " << login.role
              << std::string(11 - std::min<std::size_t>(login.role.size(), 10), ' ') << login.login
              << "  password " << login.password << "\n";
  }
}

/// Without an administrator there is a link that makes one.
bool say_setup_link(Server& server) {
  {
    const store::Reader db = server.store().read();
    if (identity::has_admin(*db)) return true;
  }
  std::optional<std::string> token;
  const Instant now = server.services().clock.now();
  const store::Written written = server.store().write([&](store::Connection& db) {
    token = identity::make_setup_link(db, now);
    return token ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) {
    say_issue(store::write_issue(written));
    return false;
  }
  std::cout << "\nThere is no administrator yet. This link makes one, once, within a day:\n  "
            << server.url() << "/setup?token=" << *token << "\n";
  return true;
}

}  // namespace

int run_serve(Arguments arguments) {
  CLI::App app{"Start the server"};
  ServerOptions options;
  config::add_data_option(app, options.folder);
  config::add_web_option(app, options.web_folder);
  app.add_option("--address", options.listen.address, "Address to listen on")
      ->capture_default_str();
  app.add_option("--port", options.listen.port, "Port to listen on; 0 takes a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--public-url", options.public_url,
                 "How people reach it where a proxy with https stands in front")
      ->type_name("URL");
  app.add_option("--fence", options.fence,
                 "File that remembers how far the data had come; beside the data folder at first")
      ->envname("TALLYSTICK_FENCE")
      ->type_name("FILE");
  app.add_option("--threads", options.listen.threads, "Worker threads; 0 chooses by the machine")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  if (const auto status = parse_arguments(app, "serve", arguments)) return *status;
  const sigset_t signals = hold_back_signals();
  raise_file_limit();
  config::choose_web_folder(options.web_folder);
  const std::filesystem::path web_folder = options.web_folder;

  auto server = Server::start(std::move(options));
  if (!server) {
    say_issues(server.error());
    return ExitStatus::failed;
  }
  std::error_code error;
  std::cout << "Tallystick runs at " << (*server)->url() << "\n  data     "
            << std::filesystem::absolute((*server)->store().folder(), error).string() << "\n";
  say_company(**server);
  config::say_web_folder(web_folder);
  say_logins(**server);
  if (!say_setup_link(**server)) return ExitStatus::failed;
  std::cout << "\nStop it with Ctrl-C.\n" << std::flush;

  int caught = 0;
  sigwait(&signals, &caught);
  ops::log_event(ops::Level::info, "server.stopping");
  (*server)->stop();
  ops::log_event(ops::Level::info, "server.stopped");
  return ExitStatus::done;
}

}  // namespace tally::server::cli
