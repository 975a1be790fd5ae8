// The command line of the server, run in a child process as a person runs it.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <iostream>

#include "server/cli/commands.hpp"
#include "server/http/openapi.hpp"
#include "server/ops/codes_reference.hpp"
#include "server/ops/words_reference.hpp"
#include "server/ops/log.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/server_house.hpp"

namespace tally::tests {

namespace {

/// A command in a process of its own, with what it says on both streams.
class Process {
 public:
  explicit Process(std::vector<const char*> words, const std::string& input = "") {
    words.insert(words.begin(), "tallystick");
    std::array<int, 2> out{};
    std::array<int, 2> in{};
    REQUIRE(::pipe(out.data()) == 0);
    REQUIRE(::pipe(in.data()) == 0);
    std::cout << std::flush;
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      ::dup2(out[1], 2);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      const int status =
          server::cli::run_commands(static_cast<int>(words.size()), words.data());
      std::cout << std::flush;
      ::_exit(status);
    }
    ::close(out[1]);
    ::close(in[0]);
    out_ = out[0];
    [[maybe_unused]] const ssize_t written = ::write(in[1], input.data(), input.size());
    ::close(in[1]);
  }
  ~Process() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(out_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Reads until the text comes, the process ends, or ten seconds are over.
  bool says(std::string_view text) {
    std::array<char, 4096> piece{};
    pollfd waiting{out_, POLLIN, 0};
    while (said.find(text) == std::string::npos && ::poll(&waiting, 1, 10'000) > 0) {
      const ssize_t count = ::read(out_, piece.data(), piece.size());
      if (count <= 0) break;
      said.append(piece.data(), static_cast<std::size_t>(count));
    }
    return said.find(text) != std::string::npos;
  }
  void signal(int number) const { ::kill(child_, number); }
  /// Waits for the end.
  int status() {
    says("\x01never\x01");
    int code = 0;
    ::waitpid(child_, &code, 0);
    child_ = -1;
    return WIFEXITED(code) ? WEXITSTATUS(code) : -WTERMSIG(code);
  }
  std::string said;

 private:
  pid_t child_ = -1;
  int out_ = -1;
};

int port_in(const std::string& said) {
  const std::size_t at = said.find("http://127.0.0.1:");
  return at == std::string::npos ? 0 : std::atoi(said.c_str() + at + 17);
}

}  // namespace

TEST_CASE("serve says where it is, gives a set-up link, and stops at a signal in good order") {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  for (const int number : {SIGTERM, SIGINT}) {
    Process server({"serve", "--data", data.c_str(), "--port", "0", "--web", "/nonexistent"});
    REQUIRE(server.says("Stop it with Ctrl-C."));
    CHECK(server.said.find(data) != std::string::npos);
    CHECK(server.said.find("/setup?token=") != std::string::npos);
    CHECK(server.said.find("There is no app in /nonexistent.") != std::string::npos);
    CHECK(server.said.find("none yet: tallystick load") != std::string::npos);
    Client stranger(port_in(server.said), "");
    CHECK(stranger.get("/healthz").status == 200);

    Process second({"serve", "--data", data.c_str(), "--port", "0"});
    CHECK(second.status() == 1);
    CHECK(second.said.find("Another Tallystick (process ") != std::string::npos);

    server.signal(number);
    CHECK(server.status() == 0);
  }
}

TEST_CASE("a port that is in use is a sentence and an exit status, and the data stay free") {
  const TemporaryFolder folder;
  ServerHouse house;
  const std::string port = std::to_string(house.port());
  const std::string data = (folder.path() / "data").string();
  Process second({"serve", "--data", data.c_str(), "--port", port.c_str()});
  CHECK(second.status() == 1);
  CHECK(second.said.find("Port " + port + " on 127.0.0.1 is in use by another program.") !=
        std::string::npos);
  CHECK(second.said.find("--port") != std::string::npos);
}

TEST_CASE("users are added, listed, disabled and given passwords from the command line") {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const auto run = [&](std::vector<const char*> words, const std::string& input,
                       std::string_view expected) {
    words.insert(words.begin(), "user");
    words.insert(words.end(), {"--data", data.c_str()});
    Process process(words, input);
    const int status = process.status();
    CAPTURE(process.said);
    CHECK(process.said.find(expected) != std::string::npos);
    return status;
  };
  CHECK(run({"add", "kim", "--name", "Kim Lee", "--role", "rep"}, "four plain words\n",
            "Added kim (rep).") == 0);
  CHECK(run({"add", "kim", "--name", "Kim Lee", "--role", "rep"}, "four plain words\n",
            "There is a user \"kim\" already.") == 1);
  CHECK(run({"add", "lou", "--name", "Lou", "--role", "boss"}, "short\n", "is not a role") == 1);
  CHECK(run({"disable", "kim"}, "", "") == 0);
  CHECK(run({"list"}, "", "kim\trep\tKim Lee\tdisabled") == 0);
  CHECK(run({"enable", "kim"}, "", "") == 0);
  CHECK(run({"password", "kim"}, "five plain words here\n", "") == 0);
  CHECK(run({"password", "nobody"}, "five plain words here\n", "There is no user") == 1);
  CHECK(run({"setup-link"}, "", "/setup?token=") == 0);
}

TEST_CASE("settings are shown and changed, and nothing else is taken for one") {
  const TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const auto run = [&](std::vector<const char*> words, std::string_view expected) {
    words.insert(words.begin(), "setting");
    words.insert(words.end(), {"--data", data.c_str()});
    Process process(words);
    const int status = process.status();
    CAPTURE(process.said);
    CHECK(process.said.find(expected) != std::string::npos);
    return status;
  };
  CHECK(run({}, "on_deviation\texception\t") == 0);
  CHECK(run({"on_deviation", "honour"}, "on_deviation\thonour\t") == 0);
  CHECK(run({"on_deviation"}, "on_deviation\thonour\t") == 0);
  CHECK(run({"on_deviation", "maybe"}, "it should be exception or honour") == 1);
  CHECK(run({"order_age_days_max", "-1"}, "from 0 to 3650") == 1);
  CHECK(run({"colour", "blue"}, "the name of a setting") == 1);
}

TEST_CASE("litestream#752: a backup is restored, with all its orders, while the server went on") {
  const TemporaryFolder folder;
  const std::string target = (folder.path() / "copy").string();
  ServerHouse house;
  const std::string data = house.server().store().folder().string();
  Client kim = house.client("kim");
  const std::string push = house.push(make_order(order_id(1), {{"AB-1", "5"}}));
  kim.post("/v1/orders", push);
  {
    Process backup({"backup", target.c_str(), "--data", data.c_str()});
    CHECK(backup.status() == 0);
    CHECK(backup.said.find("Copied 1 orders and 1 snapshots") != std::string::npos);
    Process again({"backup", target.c_str(), "--data", data.c_str()});
    CHECK(again.status() == 1);
    CHECK(again.said.find("it is not empty") != std::string::npos);
  }
  kim.post("/v1/orders", house.push(make_order(order_id(2), {{"AB-1", "5"}})));
  ServerHouseOptions options;
  options.folder = target;
  ServerHouse restored(std::move(options));
  CHECK(restored.count("SELECT count(*) FROM orders") == 1);
  CHECK(restored.publish() == house.publish());
  Client again = restored.client("kim");
  CHECK(again.post("/v1/orders", push).body.find("\"repeated\":true") != std::string::npos);
  CHECK(restored.count("SELECT reserved FROM stock_balance WHERE sku = 'AB-1'") == 5'000);
}

TEST_CASE("a word that is not understood leads to the help") {
  Process nearly({"serv"});
  CHECK(nearly.status() == 2);
  CHECK(nearly.said.find("Did you mean \"serve\"?") != std::string::npos);
  Process option({"serve", "--prot", "1"});
  CHECK(option.status() == 2);
  CHECK(option.said.find("tallystick serve --help") != std::string::npos);
  for (const server::cli::Command& command : server::cli::commands()) {
    CAPTURE(command.name);
    CHECK_FALSE(command.doc.ends_with('.'));
    Process help({"help", command.name.data()});
    CHECK(help.status() == 0);
    CHECK_FALSE(help.said.empty());
  }
}

TEST_CASE("the generated references in docs/ are those of the tables") {
  CHECK(read_project_file("docs/reference/routes.md") == server::http::routes_markdown());
  CHECK(read_project_file("docs/reference/codes.md") == server::ops::codes_markdown());
  CHECK(read_project_file("docs/reference/words.md") == server::ops::words_markdown());
}

TEST_CASE("the log is one line an event, whatever a client sends") {
  using namespace server::ops;
  CHECK(log_line(Instant{0}, Level::info, "order.stored", {{"number", "S-000001"}}) ==
        "1970-01-01T00:00:00.000Z info order.stored number=S-000001");
  CHECK(log_line(Instant{0}, Level::alarm, "x", {{"a", "b c\nd=\"e\""}}) ==
        "1970-01-01T00:00:00.000Z ALARM x a=\"b c\\nd=\\\"e\\\"\"");
  CHECK(log_line(Instant{0}, Level::warning, "x", {{"a", ""}}).ends_with("a=\"\""));
}

}  // namespace tally::tests
