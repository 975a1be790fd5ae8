// The check before a show: whether this device can save orders without a network, in words; and
// orders as files, out of this device and in from another.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "shared/device_log/orders_file.hpp"
#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/sync/device_page.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using Json = nlohmann::json;

struct Line {
  std::string what, words;
  bool good = true;
};

bool is_true(const Json& facts, const char* name) {
  return facts.contains(name) && facts[name] == true;
}

std::int64_t number(const Json& facts, const char* name) {
  return facts.contains(name) && facts[name].is_number() ? facts[name].get<std::int64_t>() : 0;
}

Line room(const Json& facts) {
  const std::int64_t free = (number(facts, "quota") - number(facts, "usage")) / 1'000'000;
  const std::string words = print_decimal_grouped(free, 0, 0) + " MB free for this app";
  return {"Room", free <= 0 ? "not known" : words, free > 200};
}

Line copies() {
  if (!model().outbox().trouble().empty()) return {"Saving", model().outbox().trouble(), false};
  return model().outbox().one_copy()
             ? Line{"Saving", "one copy only: this browser has no private files here", false}
             : Line{"Saving", "two copies of each order"};
}

Line prices() {
  const std::int64_t built = read_instant(model().prices().built);
  const Clock& clock = model().edge().clock;
  return {"Prices", "of " + moment_text(clock, built),
          clock.now_ms() - built < std::int64_t{24} * 3600 * 1000};
}

Line clock_line(const Json& facts) {
  if (!facts.contains("clock_ms")) return {"Clock", "not compared with the company's yet", false};
  const std::int64_t seconds = std::abs(number(facts, "clock_ms")) / 1000;
  if (seconds < 120) return {"Clock", "agrees with the company's"};
  return {"Clock", "differs from the company's by " + count_of(seconds / 60, "minute"), false};
}

Line device() {
  const auto& identity = model().outbox().identity();
  if (!identity) return {"Device", "not known to the company yet: sign in with a network", false};
  return {"Device", identity->code + ", of " + identity->login};
}

Line unsent() {
  const auto waiting = static_cast<std::int64_t>(model().outbox().waiting());
  if (waiting == 0) return {"Unsent", "nothing waits"};
  return {"Unsent", count_of(waiting, "order waits", "orders wait") + " " +
                        since_text(model().edge().clock, model().outbox().waiting_since_ms()),
          false};
}

std::vector<Line> check(const Json& facts) {
  std::vector<Line> lines;
  const bool secure = is_true(facts, "secure"), kept = is_true(facts, "kept");
  const bool persisted = is_true(facts, "persisted");
  lines.push_back(
      {"Address", secure ? "secure" : "not secure (https): nothing can be kept", secure});
  lines.push_back(device());
  lines.push_back(copies());
  lines.push_back({"Storage", persisted ? "the browser promised to keep it"
                                        : "the browser may clear it when room is short: "
                                          "install the app, or add it to the bookmarks",
                   persisted});
  lines.push_back(room(facts));
  lines.push_back({"App", kept ? "opens without a network" : "is not kept for offline use yet",
                   kept});
  const bool update = model().update_ready();
  lines.push_back({"Update", update ? "a newer version waits" : "this is the newest version",
                   !update});
  lines.push_back(prices());
  lines.push_back(clock_line(facts));
  lines.push_back(unsent());
  return lines;
}

struct ShowReady : ui::Screen {
  std::string title() const override { return "Before a show"; }
  void enter(const ui::Route&) override { sync::ask_device_facts(); }

  void draw() override {
    if (!ready_or_say()) return;
    const Json facts = Json::parse(sync::device_facts(), nullptr, false);
    const std::vector<Line> lines = check(facts.is_object() ? facts : Json::object());
    const auto bad = std::ranges::count(lines, false, &Line::good);
    ui::page_header({.title = title(),
                     .subtitle = bad == 0 ? "Ready" : count_of(bad, "thing") + " to look at",
                     .back_label = "Settings",
                     .back_href = "#/settings"});
    ui::page_body("ready", [&] {
      ui::columns({{ui::grow(), [&] { draw_check(lines); }}, {ui::grow(), [this] { files(); }}},
                  {.gap = ui::space::large, .stack_below = 820});
    });
    if (auto file = sync::take_picked_file()) bring_in(*file);
  }

 private:
  static void draw_check(const std::vector<Line>& lines) {
    ui::card("ready/check", {.title = "This device"}, [&] {
      std::vector<ui::Fact> facts;
      for (const Line& line : lines) {
        facts.push_back({line.what, (line.good ? "✓ " : "! ") + line.words,
                         line.good ? ui::Ink::normal : ui::Ink::warning});
      }
      ui::facts("ready/facts", facts, 96);
      ui::gap(ui::space::small);
      ui::flow(ui::space::small, [] {
        if (ui::button("ready/keep", "Ask the browser to keep it", {.small = true})) {
          sync::ask_to_persist();
        }
        if (model().update_ready() &&
            ui::button("ready/update", "Use the update now",
                       {.icon = ui::Icon::sync, .small = true})) {
          model().close_order();
          sync::use_update();
        }
      });
    });
  }

  void files() {
    ui::card("ready/files", {.title = "Orders as a file"}, [this] {
      ui::text("What waits can travel as a file to any other device or to the desk. Each order is "
               "signed by this device, and arrives once even if it is sent twice.");
      ui::gap(ui::space::small);
      ui::flow(ui::space::small, [] {
        const bool nothing = model().outbox().waiting() == 0;
        if (ui::button("ready/export", "Save what waits as a file",
                       {.icon = ui::Icon::download,
                        .disabled_why = nothing ? "Nothing waits on this device." : ""})) {
          model().export_unsent([](const std::string& bytes) {
            if (bytes.empty()) return ui::alarm("The file could not be made on this device.");
            platform::download("tallystick-orders.txt", "text/plain", bytes);
          });
        }
        if (ui::button("ready/bring-in", "Bring in a file", {.icon = ui::Icon::upload})) {
          sync::pick_file(".txt");
        }
      });
      if (!brought_.empty()) ui::text(brought_, {.key = "ready/brought"});
    });
  }

  void bring_in(const std::string& bytes) {
    const auto envelopes = device_log::read_orders_file(bytes);
    if (!envelopes) {
      brought_ = envelopes.error().sentence;
      return ui::alarm(brought_);
    }
    sent_ = taken_ = 0;
    brought_ = "Sending what the file holds …";
    for (const device_log::Envelope& envelope : *envelopes) {
      platform::request("POST", "/v1/push",
                        {{"content-type", "application/octet-stream"},
                         {std::string(device_log::signer_header), envelope.signer.text()},
                         {std::string(device_log::signature_header), envelope.signature}},
                        envelope.body,
                        [this, all = envelopes->size(), alive = std::weak_ptr<int>(alive_)](
                            const platform::Response& response) {
                          if (!alive.expired()) take_brought(response, all);
                        });
    }
  }

  void take_brought(const platform::Response& response, std::size_t all) {
    ++sent_;
    const auto answer = response.status == 200 ? device_log::read_push_answer(response.body)
                                               : std::unexpected(device_log::EntryFault{});
    if (answer) {
      taken_ += answer->receipts.size();
    } else {
      refusal_ = say_failure({response.status, response.body});
    }
    if (sent_ < all) return;
    brought_ = count_of(static_cast<std::int64_t>(taken_), "order") + " of the file " +
               (taken_ == 1 ? "is" : "are") + " with the company. " + refusal_;
    ui::toast(brought_, refusal_.empty() ? ui::Tone::success : ui::Tone::danger);
  }

  std::string brought_, refusal_;
  std::size_t sent_ = 0, taken_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace

std::unique_ptr<ui::Screen> make_show_ready() { return std::make_unique<ShowReady>(); }

}  // namespace tally::app
