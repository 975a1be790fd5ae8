#include <string>
#include <vector>

#include "shared/base/version.hpp"
#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

class Settings : public ui::Screen {
 public:
  std::string title() const override { return "Settings"; }
  void enter(const ui::Route&) override { scheme_ = static_cast<int>(ui::chosen_scheme()); }

  bool scanned(std::string_view code) override {
    const Product* product =
        model().catalogue() == nullptr ? nullptr : model().catalogue()->find_product(code);
    platform::beep(product == nullptr ? platform::Beep::refused : platform::Beep::accepted);
    scanned_ = code;
    found_ = product == nullptr ? "No product has this code."
                                : product->sku.text() + " " + product->name;
    ui::announce("Scanned " + scanned_ + ". " + found_);
    return true;
  }

  void draw() override {
    if (!ready_or_say()) return;
    ui::page_header({.title = "Settings", .subtitle = "For this device"});
    ui::page_body("settings", [this] {
      ui::columns({{ui::grow(), [this] {
                      appearance();
                      ui::gap(ui::space::large);
                      scanner();
                    }},
                   {ui::grow(), [] {
                      ui::card("ready", {.title = "Before a show"}, [] {
                        ui::text("Whether this device can save orders without a network.");
                        ui::link("settings/ready", "Check this device", "#/settings/ready");
                      });
                      ui::gap(ui::space::large);
                      about();
                    }}},
                  {.gap = ui::space::large, .stack_below = 820});
    });
  }

 private:
  void appearance() {
    ui::card("appearance", {.title = "Appearance"}, [this] {
      if (ui::segmented("settings/scheme", "Colours", {"As the device", "Light", "Dark"},
                        scheme_)) {
        ui::choose_scheme(static_cast<ui::Scheme>(scheme_));
        if (scheme_ == 0) platform::forget("scheme");
        if (scheme_ != 0) platform::save("scheme", scheme_ == 2 ? "dark" : "light");
      }
    });
  }

  void scanner() {
    ui::card("scanner", {.title = "Scanner"}, [this] {
      ui::text("Scan any barcode now. A scanner that types like a keyboard works on every "
               "screen, wherever the cursor stands.");
      ui::gap(ui::space::small);
      if (scanned_.empty()) {
        ui::text("Nothing scanned yet.", {.ink = ui::Ink::muted, .key = "settings/scanned"});
        return;
      }
      ui::facts("settings/scanned", {{"Code", scanned_}, {"Product", found_}}, 88);
    });
  }

  static void about() {
    const SnapshotNews& prices = model().prices();
    const wire::SnapshotInfo& info = model().catalogue()->info();
    const std::int64_t built = read_instant(prices.built);
    ui::card("about", {.title = "About"}, [&] {
      ui::facts("settings/about",
                {{"Company", info.company},
                 {"Signed in", model().person().name + ", " + role_words(model().person().role)},
                 {"Core version", std::string(core_version)},
                 {"Prices", "number " + std::to_string(prices.number)},
                 {"Prices of", moment_text(model().edge().clock, built)},
                 {"Digest", short_digest(prices.digest)},
                 {"Products", print_decimal_grouped(info.products, 0, 0)},
                 {"Customers", print_decimal_grouped(info.customers, 0, 0)}},
                112);
      ui::gap(ui::space::small);
      if (ui::button("settings/copy-digest", "Copy the whole digest",
                     {.icon = ui::Icon::copy, .small = true})) {
        platform::copy_text(prices.digest);
        ui::toast("Copied");
      }
    });
  }

  std::string scanned_, found_;
  int scheme_ = 0;
};

}  // namespace

std::unique_ptr<ui::Screen> make_settings() { return std::make_unique<Settings>(); }

}  // namespace tally::app
