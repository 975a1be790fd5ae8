#include "wasm/screens/app.hpp"

#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/state/words.hpp"
#include "wasm/sync/browser_log.hpp"
#include "wasm/sync/changes.hpp"
#include "wasm/sync/device_page.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

struct BrowserStorage : Storage {
  bool save(std::string_view name, std::string_view bytes) override {
    return platform::save(name, bytes);
  }
  std::optional<std::string> load(std::string_view name) override { return platform::load(name); }
  void forget(std::string_view name) override { platform::forget(name); }
  Keeping keeping() const override { return sync::keeping(); }
};

void ask_server(Question question, Then then) {
  platform::Headers headers;
  if (!question.body.empty()) headers.emplace_back("content-type", "application/json");
  if (!question.bearer.empty()) headers.emplace_back("authorization", "Bearer " + question.bearer);
  platform::request(question.method, question.path, headers, question.body,
                    [then = std::move(then)](platform::Response response) {
                      then({response.status, std::move(response.body)});
                    },
                    question.progress);
}

Edge browser_edge() {
  static BrowserStorage storage;
  return {.store = &storage,
          .ask = ask_server,
          .clock = {.now_ms = platform::now_ms,
                    .today = platform::today,
                    .time = platform::say_time,
                    .day = platform::say_day},
          .random_id = platform::random_id,
          .log = sync::browser_log_edge(),
          .changes_in = sync::changes_timer()};
}

std::string megabytes(std::int64_t bytes) {
  const std::int64_t tenths = bytes / 100'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void say_loading() {
  const auto [done, total] = model().loaded();
  ui::gap(96);
  ui::heading(2, "Opening the catalogue");
  ui::gap(ui::space::small);
  const float part = total > 0 ? static_cast<float>(done) / static_cast<float>(total) : -1.0F;
  ui::progress("opening/prices", "Products and prices", part > 1 ? 1.0F : part);
  if (done > 0) ui::caption(megabytes(done) + (total > 0 ? " of " + megabytes(total) : ""));
}

void say_trouble() {
  const bool damaged = model().phase() == Phase::damaged;
  const ui::EmptyState what{
      .icon = damaged ? ui::Icon::error : ui::Icon::offline,
      .title = damaged ? "The prices could not be opened" : "The server does not answer",
      .sentence = model().trouble(),
      .button = "Try again"};
  ui::gap(64);
  if (ui::empty_state("opening/trouble", what)) model().start();
}

}  // namespace

Model& model() {
  static Model the_model(browser_edge());
  return the_model;
}

bool ready_or_say() {
  const Phase phase = model().phase();
  if (phase == Phase::ready) return true;
  ui::page_body("opening", [phase] {
    if (phase == Phase::no_server || phase == Phase::damaged) return say_trouble();
    if (phase == Phase::signed_out) return ui::text("Going to the page where you sign in.");
    say_loading();
  });
  return false;
}

std::string home_of(const Person& person) {
  if (person.role == "desk") return "#/desk";
  return person.role == "warehouse" ? "#/notes" : "#/orders";
}

bool may_write_orders(const Person& person) {
  return person.role == "rep" || person.role == "desk" || person.role == "admin";
}

std::string role_words(const std::string& role) {
  if (role == "rep") return "Sales rep";
  if (role == "desk") return "Order desk";
  if (role == "warehouse") return "Warehouse";
  if (role == "finance") return "Finance";
  if (role == "rules") return "Rules";
  return role == "admin" ? "Administrator" : role;
}

}  // namespace tally::app
