#include "wasm/screens/masters_list.hpp"

#include <optional>
#include <string>
#include <utility>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/masters_form.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

/// What an address names.
struct Target {
  const MasterKind* kind = nullptr;
  std::string key;
  bool is_new = false;
  std::string find = {};  // of a list: words to begin with
  bool is_list() const { return key.empty() && !is_new; }
  friend bool operator==(const Target&, const Target&) = default;
};

Target target_of(const Masters& masters) {
  const OpenMaster* open = masters.open_record();
  if (open == nullptr) return {.kind = masters.list().kind(), .key = {}};
  return {.kind = &open->kind(), .key = open->shown.key, .is_new = open->is_new()};
}

std::string address_of(const Target& target) {
  if (target.is_new) return new_master_address(*target.kind);
  return target.key.empty() ? master_list_address(*target.kind)
                            : master_address(*target.kind, target.key);
}

class MastersScreen : public ui::Screen {
 public:
  // What was typed stays in the model: whoever comes back finds it as it was.
  ~MastersScreen() override {
    if (!model().has_masters() || !model().masters().has_unsaved()) return;
    ui::toast(model().masters().open_record()->name() +
              " is not saved yet. Your changes wait under Master data.", ui::Tone::warning);
  }
  MastersScreen() = default;
  MastersScreen(const MastersScreen&) = delete;
  MastersScreen& operator=(const MastersScreen&) = delete;

  std::string title() const override {
    const OpenMaster* open =
        model().has_masters() ? std::as_const(model().masters()).open_record() : nullptr;
    return open == nullptr ? "Master data" : open->name();
  }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route& route) override {
    const auto value = [&route](const char* name) {
      const auto found = route.query.find(name);
      return found == route.query.end() ? std::string() : found->second;
    };
    wanted_ = {.kind = find_master_kind(route.parts.size() > 1 ? route.parts[1] : ""),
               .key = value("key"),
               .is_new = !value("new").empty(),
               .find = value("find")};
    if (wanted_.kind != nullptr && !wanted_.kind->overview_of.empty()) wanted_.key.clear();
    entered_ = true;
  }

  bool scanned(std::string_view code) override {
    if (!model().has_masters() || model().masters().list().kind() == nullptr ||
        model().masters().open_record() != nullptr) {
      return false;
    }
    platform::beep(platform::Beep::accepted);
    list_.scan(model().masters(), code);
    return true;
  }

  void draw() override {
    if (!ready_or_say()) return;
    Masters& masters = model().masters();
    if (masters.kinds().empty()) return say_closed();
    if (std::exchange(entered_, false)) go(masters);
    const std::int64_t wait = masters.pump();
    if (wait > 0) ui::redraw_in(static_cast<int>(wait));
    follow(masters);
    if (masters.open_record() != nullptr) {
      obey(masters, form_.draw(masters));
    } else if (const auto address = list_.draw(masters)) {
      platform::navigate(*address);
    }
    draw_unsaved(masters);
    draw_remove(masters);
  }

 private:
  static void say_closed() {
    ui::page_header({.title = "Master data"});
    ui::page_body("masters", [] {
      ui::gap(ui::space::vast);
      ui::empty_state("masters/closed",
                      {.icon = ui::Icon::lock,
                       .title = "Not for your role",
                       .sentence = "The order desk, finance, the owners of the rules and "
                                   "administrators look after products, prices and tax."});
    });
  }

  /// To what the address names; with changes that nobody saved, after a question.
  void go(Masters& masters) {
    model().close_order();
    if (wanted_.kind == nullptr || !may_see(*wanted_.kind, model().person().role)) {
      wanted_ = masters.has_unsaved() ? target_of(masters)
                                      : Target{.kind = masters.last_kind(), .key = {}};
    }
    const bool is_shown = wanted_ == target_of(masters);
    if (is_shown && !wanted_.is_list()) {
      if (std::exchange(fresh_, false)) form_.enter();
      return;
    }
    if (!masters.has_unsaved()) {
      arrive(masters, wanted_);
      wanted_.find.clear();
      return;
    }
    pending_ = wanted_;
    asking_ = true;
  }

  void arrive(Masters& masters, const Target& target) {
    fresh_ = false;
    pending_.reset();
    if (target.is_list()) {
      masters.close();
      masters.list().choose(*target.kind);
      if (!target.find.empty()) return list_.enter_finding(masters, target.find);
      return list_.enter(masters);
    }
    if (target.is_new) masters.begin_new(*target.kind);
    else masters.open(*target.kind, target.key);
    form_.enter();
  }

  /// The address says what is shown: a new record has its key once it is saved, and a removed one
  /// leads back to the list.
  void follow(Masters& masters) {
    if (pending_ && leaving_ && masters.open_record() != nullptr) leave_when_saved(masters);
    if (masters.open_record() == nullptr && !wanted_.is_list()) {
      return arrive_at_list(masters);
    }
    const Target shown = target_of(masters);
    if (shown == wanted_ || shown.kind == nullptr) return;
    wanted_ = shown;
    platform::replace_route(address_of(shown));
  }

  void arrive_at_list(Masters& masters) {
    wanted_ = {.kind = wanted_.kind, .key = {}};
    arrive(masters, wanted_);
    platform::replace_route(address_of(wanted_));
  }

  void leave_when_saved(Masters& masters) {
    if (masters.open_record()->is_saving) return;
    leaving_ = false;
    const Target target = *std::exchange(pending_, std::nullopt);
    if (!masters.has_unsaved()) leave_to(masters, target);
  }

  void leave_to(Masters& masters, const Target& target) {
    arrive(masters, target);
    wanted_ = target;
    platform::navigate(address_of(target));
  }

  void obey(Masters& masters, const FormWish& wish) {
    const OpenMaster* open = masters.open_record();
    if (open == nullptr) return;
    if (wish.back) platform::navigate(master_list_address(open->kind()));
    if (wish.remove) removing_ = true;
    if (!wish.copy) return;
    masters.begin_copy();
    form_.enter();
    ui::toast("A copy, not saved yet: give it a code of its own.");
  }

  void draw_unsaved(Masters& masters) {
    if (!asking_) return;
    const OpenMaster* open = masters.open_record();
    if (open == nullptr) {
      asking_ = false;
      return;
    }
    const bool saves = open->form.differs() && !open->conflict;
    ui::dialog("masters/unsaved",
               {.title = "Save the changes?",
                .sentence = open->name() + " is not saved yet.",
                .first_focus = "masters/keep"},
               asking_, [] {},
               [&] {
                 if (ui::button("masters/keep", "Keep editing")) asking_ = false;
                 if (ui::button("masters/discard", "Throw them away")) {
                   asking_ = false;
                   leaving_ = false;
                   const Target target = *std::exchange(pending_, std::nullopt);
                   leave_to(masters, target);
                 }
                 if (saves && ui::button("masters/save-them", "Save",
                                         {.look = ui::Look::primary})) {
                   asking_ = false;
                   leaving_ = true;
                   masters.save();
                 }
               });
    if (!asking_ && !leaving_) pending_.reset();
  }

  void draw_remove(Masters& masters) {
    const OpenMaster* open = masters.open_record();
    if (open == nullptr || open->is_new()) removing_ = false;
    if (!removing_) return;
    ui::dialog("masters/remove",
               {.title = "Remove " + open->name() + "?",
                .sentence = "From the next prices on it is gone; its history stays. Orders that "
                            "were taken with it keep what they were told.",
                .first_focus = "masters/remove-no"},
               removing_, [] {},
               [&] {
                 if (ui::button("masters/remove-no", "Leave it")) removing_ = false;
                 if (ui::button("masters/remove-yes", "Remove", {.look = ui::Look::danger})) {
                   removing_ = false;
                   masters.remove();
                 }
               });
  }

  MastersList list_;
  MastersForm form_;
  Target wanted_;
  std::optional<Target> pending_;
  bool entered_ = true, fresh_ = true;
  bool asking_ = false, leaving_ = false, removing_ = false;
};

}  // namespace

std::unique_ptr<ui::Screen> make_masters() { return std::make_unique<MastersScreen>(); }

}  // namespace tally::app
