#include "wasm/screens/registry.hpp"

#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/gallery.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/sync/browser_log.hpp"
#include "wasm/sync/changes.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

ui::Tone tone_of(News::Kind kind) {
  if (kind == News::Kind::good) return ui::Tone::success;
  return kind == News::Kind::bad ? ui::Tone::danger : ui::Tone::neutral;
}

void tell_news() {
  for (const News& news : model().take_news()) {
    ui::toast(news.words, tone_of(news.kind));
    if (news.kind == News::Kind::bad) ui::alarm(news.words);
  }
}

std::vector<NavItem> navigation_of(const Person& person) {
  std::vector<NavItem> items;
  if (person.is_desk()) {
    const auto waiting = static_cast<int>(model().desk().queue().size());
    items.push_back({"Desk", "#/desk", ui::Icon::inbox, waiting});
    const auto aside = static_cast<int>(model().devices().aside().size());
    items.push_back({"Devices", "#/devices", ui::Icon::sync, aside});
  }
  if (person.acknowledges_notes()) {
    const auto open = static_cast<int>(model().notes().open());
    items.push_back({"Notes", "#/notes", ui::Icon::truck, open});
  }
  if (may_change_credit(person.role)) {
    const auto waiting = static_cast<int>(model().credit().queue().size());
    items.push_back({"Credit", "#/credit", ui::Icon::coins, waiting});
  }
  items.push_back({"Orders", "#/orders", ui::Icon::orders});
  items.push_back({"Products", "#/products", ui::Icon::products});
  items.push_back({"Customers", "#/customers", ui::Icon::customers});
  if (may_see_masters(person.role)) {
    items.push_back({"Master data", "#/masters", ui::Icon::layers});
  }
  if (person.role == "admin") items.push_back({"Users", "#/users", ui::Icon::user});
  items.push_back({"Settings", "#/settings", ui::Icon::settings});
  items.push_back({"Help", "#/help", ui::Icon::question});
  return items;
}

}  // namespace

std::vector<ScreenEntry> screens() {
  return {{"/", make_home},
          {"/orders", make_orders},
          {"/orders/new", make_order_entry},
          {"/orders/draft", make_order_entry},
          {"/orders/show", make_order_detail},
          {"/orders/paste", make_paste_preview},
          {"/products", make_products},
          {"/customers", make_customers},
          {"/desk", make_desk},
          {"/devices", make_devices},
          {"/notes", make_delivery_notes},
          {"/masters", make_masters},
          {"/credit", make_credit},
          {"/users", make_users},
          {"/settings", make_settings},
          {"/settings/ready", make_show_ready},
          {"/help", make_help},
          {"/gallery", make_gallery}};
}

// The gallery needs no server and nobody's data.
void start_app() {
  if (in_gallery()) return;
  sync::listen_for_changes(model());
  sync::connect(model());
  model().start();
}

bool is_saving() { return !in_gallery() && model().outbox().is_storing(); }

void update_app() {
  if (in_gallery()) return;
  Model& app = model();
  if (app.phase() == Phase::signed_out) return platform::leave_to("/login");
  if (app.phase() != Phase::ready) return;
  const std::int64_t wait = app.keep_drafts();
  if (wait > 0) ui::redraw_in(static_cast<int>(wait));
  tell_news();
  if (ui::pressed("order.new") && may_write_orders(app.person())) {
    platform::navigate("#/orders/new");
  }
  if (ui::pressed("go.orders")) platform::navigate("#/orders");
  if (ui::pressed("go.products")) platform::navigate("#/products");
}

void sign_out() {
  if (model().signed_out()) return platform::leave_to("/login");
  if (!model().may_sign_out()) {
    // Whoever signs in next could not send them: their signature is this person's.
    const auto waiting = static_cast<std::int64_t>(model().outbox().waiting());
    const std::string words =
        count_of(waiting, "order waits", "orders wait") +
        " to be sent. Sign out once the company has " + (waiting == 1 ? "it" : "them") +
        "; without a network, the check before a show (Settings) gives them to you as a file.";
    ui::toast(words, ui::Tone::warning);
    ui::alarm(words);
    return;
  }
  if (model().has_masters() && model().masters().has_unsaved()) {
    const std::string words = "Master data has changes that are not saved. Save them or throw them "
                              "away first.";
    ui::toast(words, ui::Tone::warning);
    ui::alarm(words);
    return;
  }
  // What is not saved is saved now; drafts stay on the device for the next time.
  model().close_order();
  model().forget_person();
  platform::request("POST", "/v1/logout", {}, "", [](platform::Response) {
    platform::leave_to("/login");
  });
}

Surroundings surroundings() {
  if (in_gallery()) return gallery_surroundings();
  Model& app = model();
  Surroundings around;
  if (app.phase() != Phase::ready) {
    around.bare = true;
    return around;
  }
  around.company = app.catalogue()->info().company;
  around.person = app.person().name;
  around.role = role_words(app.person().role);
  around.navigation = navigation_of(app.person());
  const StatusLine status = app.status(platform::online());
  around.status = status.words;
  around.status_tone = status.warns ? ui::Tone::warning : ui::Tone::neutral;
  return around;
}

}  // namespace tally::app
