#include <string>
#include <utility>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/device_desk.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr int tab_aside = 0, tab_all = 1;

enum AsideColumn { aside_from, aside_why, aside_again, aside_file, aside_done };

const std::vector<ui::Column>& aside_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "from", .title = "From", .width = ui::grow(1, 168)},
      {.id = "why", .title = "Why it was set aside", .width = ui::grow(2, 220), .card_line = 2},
      {.id = "again", .title = "Write anew", .width = ui::fixed(104)},
      {.id = "file", .title = "File", .width = ui::fixed(64)},
      {.id = "done", .title = "Settle", .width = ui::fixed(72)},
  };
  return columns;
}

std::string name_of(const KnownDevice* device) {
  if (device == nullptr) return "A device that is gone";
  return device->code + (device->name.empty() ? "" : " · " + device->name);
}

struct AsideRows : ui::GridSource {
  const DeviceDesk& desk;
  explicit AsideRows(const DeviceDesk& shown) : desk(shown) {}
  const SetAside& at(int row) const { return desk.aside()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(desk.aside().size()); }
  std::string row_key(int row) const override {
    return "aside:" + std::to_string(at(row).number);
  }
  std::string row_name(int row) const override {
    return name_of(desk.find(at(row).device)) + " " + std::to_string(at(row).number);
  }
  Cell cell(int row, int column) const override {
    const SetAside& entry = at(row);
    switch (column) {
      case aside_from:
        return {.text = name_of(desk.find(entry.device)),
                .detail = entry.who + ", " +
                          moment_text(model().edge().clock, read_instant(entry.at)),
                .strong = true};
      case aside_why:
        return {.text = std::string(aside_words(entry.why)),
                .detail = entry.reasons.empty() ? "" : entry.reasons.front().sentence,
                .ink = ui::Ink::warning};
      case aside_again:
        return {.kind = CellKind::button, .text = "Write it anew", .icon = ui::Icon::edit};
      case aside_file:
        return {.kind = CellKind::button, .text = "Save as a file", .icon = ui::Icon::download};
      default:
        return {.kind = CellKind::button, .text = "Settle", .icon = ui::Icon::check};
    }
  }
};

enum DeviceColumn { device_code, device_person, device_since, device_state, device_end };

const std::vector<ui::Column>& device_columns() {
  static const std::vector<ui::Column> columns{
      {.id = "device", .title = "Device", .width = ui::grow(1, 128)},
      {.id = "person", .title = "Whose", .width = ui::grow(1, 150)},
      {.id = "since", .title = "Known since", .width = ui::fixed(150), .priority = 1,
       .card_line = 2},
      {.id = "state", .title = "State", .width = ui::grow(1, 190), .card_line = 2},
      {.id = "end", .title = "End it", .width = ui::fixed(72), .card_line = 2},
  };
  return columns;
}

struct DeviceRows : ui::GridSource {
  const DeviceDesk& desk;
  explicit DeviceRows(const DeviceDesk& shown) : desk(shown) {}
  const KnownDevice& at(int row) const { return desk.devices()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(desk.devices().size()); }
  std::string row_key(int row) const override { return "device:" + at(row).id; }
  std::string row_name(int row) const override { return at(row).code + " " + at(row).user_name; }
  static bool is_ended(const KnownDevice& device) { return !device.revoked.empty(); }
  Cell cell(int row, int column) const override {
    const KnownDevice& device = at(row);
    const Clock& clock = model().edge().clock;
    switch (column) {
      case device_code: return {.text = device.code, .detail = device.name, .strong = true};
      case device_person: return {.text = device.user_name, .detail = device.login};
      case device_since: return {.text = moment_text(clock, read_instant(device.enrolled))};
      case device_state: return state(device, clock);
      default:
        return {.kind = CellKind::button,
                .text = "End this device",
                .icon = ui::Icon::lock,
                .disabled = is_ended(device)};
    }
  }
  static Cell state(const KnownDevice& device, const Clock& clock) {
    if (is_ended(device)) {
      return {.text = "Ended " + moment_text(clock, read_instant(device.revoked)),
              .detail = "by " + device.revoked_by,
              .ink = ui::Ink::danger,
              .icon = ui::Icon::lock};
    }
    if (!device.taken_over_by.empty()) {
      return {.text = "Went on under a new key", .ink = ui::Ink::muted};
    }
    return {.text = "May send orders", .ink = ui::Ink::success, .icon = ui::Icon::success};
  }
};

class DevicesScreen : public ui::Screen {
 public:
  std::string title() const override { return "Devices"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route& route) override {
    const auto show = route.query.find("show");
    tab_ = show != route.query.end() && show->second == "all" ? tab_all : tab_aside;
    entered_ = true;
  }

  void draw() override {
    if (!ready_or_say()) return;
    DeviceDesk& desk = model().devices();
    if (std::exchange(entered_, false)) {
      model().close_order();
      desk.refresh();
    }
    ui::page_header({.title = "Devices",
                     .subtitle = "Tablets and browsers that send orders, and what "
                                 "of theirs waits"});
    ui::page_body_fixed("devices", [this, &desk] {
      if (!desk.failure().empty() &&
          ui::banner("devices/failure", ui::Tone::warning, desk.failure(), "Try again")) {
        desk.refresh();
      }
      if (!desk.has_answer()) return ui::skeleton("devices/loading", 6);
      draw_tabs(desk);
      if (tab_ == tab_aside) draw_aside(desk);
      else draw_devices(desk);
    });
    draw_settle(desk);
    draw_end(desk);
  }

 private:
  void draw_tabs(const DeviceDesk& desk) {
    const std::vector<ui::Tab> tabs{{"Set aside", static_cast<int>(desk.aside().size())},
                                    {"All devices", static_cast<int>(desk.devices().size())}};
    if (!ui::tabs("devices/tabs", "What is shown", tabs, tab_)) return;
    platform::replace_route(tab_ == tab_all ? "#/devices?show=all" : "#/devices");
  }

  void draw_aside(DeviceDesk& desk) {
    const AsideRows rows(desk);
    const ui::GridOptions options{
        .label = "Entries set aside", .row_height = 56, .empty = [] {
          ui::gap(ui::space::large);
          ui::empty_state("devices/nothing-aside",
                          {.icon = ui::Icon::success,
                           .title = "Nothing was set aside",
                           .sentence = "What a device sends and the company cannot carry out is "
                                       "kept here, whole, until somebody has settled it."});
        }};
    for (const ui::GridEvent& event : ui::grid("aside", aside_columns(), rows, options)) {
      if (event.row < 0 || event.row >= rows.rows()) continue;
      const SetAside& entry = rows.at(event.row);
      if (event.kind != ui::GridEvent::pressed) continue;
      if (event.column == aside_again) write_anew(desk, entry.number);
      if (event.column == aside_file) save_file(desk, entry.number);
      if (event.column == aside_done) settling_ = entry.number;
    }
  }

  /// A draft with what the device had recorded: prices and checks are today's.
  static void write_anew(DeviceDesk& desk, std::int64_t number) {
    desk.fetch(number, [](const std::string& bytes) {
      if (bytes.empty()) return;
      EntryContent content = read_content(bytes);
      if (!content.order) {
        const std::string words =
            content.words.empty() ? "It holds no order that can be read."
                                  : "It holds no order: " + content.words;
        ui::toast(words, ui::Tone::warning);
        return ui::alarm(words);
      }
      if (OpenOrder* open = model().begin_copy(*std::move(content.order))) {
        platform::navigate("#/orders/draft/" + open->order_id());
      }
    });
  }

  static void save_file(DeviceDesk& desk, std::int64_t number) {
    desk.fetch(number, [number](const std::string& bytes) {
      if (bytes.empty()) return;
      platform::download("entry-" + std::to_string(number) + ".tallystick",
                         "application/octet-stream", bytes);
    });
  }

  void draw_settle(DeviceDesk& desk) {
    bool open = settling_ != 0;
    ui::dialog("devices/settle",
               {.title = "Settle entry " + std::to_string(settling_),
                .sentence = "It leaves this list; its bytes and your words stay with the company.",
                .first_focus = "devices/words"},
               open,
               [this, &desk] {
                 const ui::Typed typed = ui::text_field(
                     "devices/words", "What was done about it", words_,
                     {.error = empty_words_ ? "Whoever looks later needs to know." : "",
                      .required = true});
                 if (typed.changed) empty_words_ = false;
                 if (typed.entered) settle(desk);
               },
               [this, &desk] {
                 if (ui::button("devices/keep", "Keep it in the list")) settling_ = 0;
                 if (ui::button("devices/settled", "Settle", {.look = ui::Look::primary})) {
                   settle(desk);
                 }
               });
    if (!open) settling_ = 0;
  }

  void settle(DeviceDesk& desk) {
    empty_words_ = !desk.settle(settling_, words_);
    if (empty_words_) return;
    words_.clear();
    settling_ = 0;
  }

  void draw_devices(DeviceDesk& desk) {
    const DeviceRows rows(desk);
    const ui::GridOptions options{
        .label = "Devices", .row_height = 56, .empty = [] {
          ui::gap(ui::space::large);
          ui::empty_state("devices/none",
                          {.icon = ui::Icon::sync,
                           .title = "No devices yet",
                           .sentence = "A device is known once somebody has signed in on it."});
        }};
    for (const ui::GridEvent& event : ui::grid("devices", device_columns(), rows, options)) {
      if (event.row < 0 || event.row >= rows.rows()) continue;
      if (event.kind == ui::GridEvent::pressed && event.column == device_end) {
        ending_ = rows.at(event.row).id;
      }
    }
  }

  void draw_end(DeviceDesk& desk) {
    bool open = !ending_.empty();
    ui::dialog("devices/end",
               {.title = "End " + name_of(desk.find(ending_)),
                .sentence = "For a device that is lost or stolen. What it sends from now on is "
                            "set aside, not carried out; what it sent before stays as it is. It "
                            "cannot be taken back: the person signs in anew on another device.",
                .first_focus = "devices/end-no"},
               open, [] {},
               [this, &desk] {
                 if (ui::button("devices/end-no", "Leave it")) ending_.clear();
                 if (ui::button("devices/end-yes", "End this device",
                                {.look = ui::Look::danger})) {
                   desk.revoke(ending_);
                   ending_.clear();
                 }
               });
    if (!open) ending_.clear();
  }

  int tab_ = tab_aside;
  std::int64_t settling_ = 0;
  std::string words_, ending_;
  bool entered_ = true, empty_words_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_devices() { return std::make_unique<DevicesScreen>(); }

}  // namespace tally::app
