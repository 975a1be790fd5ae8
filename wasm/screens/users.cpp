#include <array>
#include <string>
#include <utility>
#include <vector>

#include "wasm/platform_web.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/screens/screens.hpp"
#include "wasm/state/user_desk.hpp"
#include "wasm/state/words.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

namespace {

using ui::Cell;
using ui::CellKind;

constexpr std::array<const char*, 6> user_roles{"rep",     "desk",  "warehouse",
                                                "finance", "rules", "admin"};

enum UserColumn { user_name, user_login, user_role, user_state, user_edit, user_link, user_end };

/// The cards of a narrow window have no titles above their buttons, so these take less room.
std::vector<ui::Column> user_columns() {
  const bool narrow = ui::compact();
  return {
      {.id = "name", .title = "Name", .width = ui::grow(1, 150)},
      {.id = "login", .title = "Login", .width = ui::grow(1, 116), .priority = 1, .card_line = 2},
      {.id = "role", .title = "Role", .width = ui::fixed(128), .card_line = 2},
      {.id = "state", .title = "State", .width = ui::fixed(132), .card_line = 2},
      {.id = "edit", .title = "Change", .width = ui::fixed(narrow ? 44.0F : 76.0F)},
      {.id = "link", .title = "Password", .width = ui::fixed(narrow ? 44.0F : 88.0F)},
      {.id = "end", .title = "Access", .width = ui::fixed(narrow ? 44.0F : 76.0F)},
  };
}

struct UserRows : ui::GridSource {
  const UserDesk& desk;
  explicit UserRows(const UserDesk& shown) : desk(shown) {}
  const KnownUser& at(int row) const { return desk.users()[static_cast<std::size_t>(row)]; }
  int rows() const override { return static_cast<int>(desk.users().size()); }
  std::string row_key(int row) const override { return "user:" + at(row).login; }
  std::string row_name(int row) const override { return at(row).name + " " + at(row).login; }
  Cell cell(int row, int column) const override {
    const KnownUser& user = at(row);
    switch (column) {
      case user_name: return {.text = user.name, .strong = true};
      case user_login: return {.text = user.login};
      case user_role: return {.text = role_words(user.role)};
      case user_state:
        if (user.disabled) {
          return {.text = "Disabled", .ink = ui::Ink::danger, .icon = ui::Icon::lock};
        }
        return {.text = "May sign in", .ink = ui::Ink::success, .icon = ui::Icon::success};
      case user_edit:
        return {.kind = CellKind::button, .text = "Change name or role", .icon = ui::Icon::edit};
      case user_link:
        return {.kind = CellKind::button, .text = "Link to choose a password",
                .icon = ui::Icon::copy, .disabled = user.disabled};
      default:
        return {.kind = CellKind::button,
                .text = user.disabled ? "Enable" : "Disable",
                .icon = user.disabled ? ui::Icon::check : ui::Icon::lock};
    }
  }
};

std::vector<std::string> role_choices() {
  std::vector<std::string> words;
  for (const char* const role : user_roles) words.push_back(role_words(role));
  return words;
}

int place_of_role(const std::string& role) {
  for (std::size_t i = 0; i < user_roles.size(); ++i) {
    if (role == user_roles[i]) return static_cast<int>(i);
  }
  return 0;
}

class UsersScreen : public ui::Screen {
 public:
  std::string title() const override { return "Users"; }
  bool keeps(const ui::Route&) const override { return true; }
  void enter(const ui::Route&) override { entered_ = true; }

  void draw() override {
    if (!ready_or_say()) return;
    if (model().person().role != "admin") return say_not_yours();
    UserDesk& desk = model().users();
    if (std::exchange(entered_, false)) {
      model().close_order();
      desk.refresh();
    }
    if (std::exchange(done_, desk.done()) != desk.done()) form_ = Form::none;
    draw_page(desk);
    draw_form(desk);
    draw_access(desk);
    draw_link(desk);
  }

 private:
  enum class Form { none, add, change };

  static void say_not_yours() {
    ui::page_header({.title = "Users"});
    ui::page_body("users", [] {
      ui::gap(ui::space::vast);
      ui::empty_state("users/closed", {.icon = ui::Icon::lock,
                                       .title = "Not for your role",
                                       .sentence = "Administrators say who may sign in."});
    });
  }

  void draw_page(UserDesk& desk) {
    ui::page_header(
        {.title = "Users", .subtitle = "Who may sign in, and as what", .actions = [&] {
           if (ui::button("users/new", "New user",
                          {.look = ui::Look::primary, .icon = ui::Icon::plus})) {
             begin(desk, Form::add, {.role = "rep"});
           }
         }});
    ui::page_body_fixed("users", [&] {
      if (!desk.failure().empty() &&
          ui::banner("users/failure", ui::Tone::warning, desk.failure(), "Try again")) {
        desk.refresh();
      }
      if (!desk.has_answer()) {
        if (desk.failure().empty()) ui::skeleton("users/loading", 6);
        return;
      }
      draw_rows(desk);
    });
  }

  void draw_rows(UserDesk& desk) {
    const UserRows rows(desk);
    for (const ui::GridEvent& event :
         ui::grid("users", user_columns(), rows, {.label = "Users"})) {
      if (event.kind != ui::GridEvent::pressed || event.row < 0 || event.row >= rows.rows()) {
        continue;
      }
      const KnownUser& user = rows.at(event.row);
      if (event.column == user_edit) begin(desk, Form::change, user);
      if (event.column == user_link) desk.ask_link(user.login);
      if (event.column != user_end) continue;
      desk.forget_refusal();
      if (user.disabled) desk.change(user.login, {.disabled = false});
      else ending_ = user.login;
    }
  }

  void begin(UserDesk& desk, Form form, const KnownUser& with) {
    desk.forget_refusal();
    form_ = form;
    typed_ = with;
  }

  void draw_form(UserDesk& desk) {
    const bool is_new = form_ == Form::add;
    bool open = form_ != Form::none;
    ui::dialog("users/form",
               {.title = is_new ? "New user" : "Change " + typed_.login,
                .sentence = is_new ? "A link lets them choose a password that nobody else knows."
                                   : "It holds from their next step on.",
                .first_focus = is_new ? "users/login" : "users/name"},
               open, [&] { draw_fields(desk, is_new); },
               [&] {
                 if (ui::button("users/leave", "Leave it")) form_ = Form::none;
                 if (ui::button("users/save", is_new ? "Add" : "Save",
                                {.look = ui::Look::primary, .busy = desk.is_asking()})) {
                   send(desk, is_new);
                 }
               });
    if (!open) form_ = Form::none;
  }

  void draw_fields(UserDesk& desk, bool is_new) {
    bool entered = false;
    if (is_new) {
      entered |= ui::text_field("users/login", "Login", typed_.login,
                                {.hint = "Small letters, digits, or an e-mail address.",
                                 .error = desk.refused_at("login"),
                                 .required = true})
                     .entered;
      ui::gap(ui::space::normal);
    }
    entered |= ui::text_field("users/name", "Name", typed_.name,
                              {.hint = "As others see it.",
                               .error = desk.refused_at("name"),
                               .required = true})
                   .entered;
    ui::gap(ui::space::normal);
    int chosen = place_of_role(typed_.role);
    ui::select("users/role", "Role", role_choices(), chosen, {.error = desk.refused_at("role")});
    typed_.role = user_roles[static_cast<std::size_t>(chosen)];
    if (const std::string rest = desk.refused_at(""); !rest.empty()) {
      ui::gap(ui::space::small);
      ui::text(rest, {.type = ui::Type::caption, .ink = ui::Ink::danger});
    }
    if (entered) send(desk, is_new);
  }

  void send(UserDesk& desk, bool is_new) {
    if (desk.is_asking()) return;
    if (is_new) desk.add(typed_);
    else desk.change(typed_.login, {.name = typed_.name, .role = typed_.role});
  }

  void draw_access(UserDesk& desk) {
    bool open = !ending_.empty();
    ui::dialog("users/end",
               {.title = "Disable " + ending_ + "?",
                .sentence = "They are signed out at once and cannot sign in. What they did keeps "
                            "their name, and they can be enabled again.",
                .first_focus = "users/end-no"},
               open, [] {},
               [&] {
                 if (ui::button("users/end-no", "Leave it")) ending_.clear();
                 if (ui::button("users/end-yes", "Disable", {.look = ui::Look::danger})) {
                   desk.change(ending_, {.disabled = true});
                   ending_.clear();
                 }
               });
    if (!open) ending_.clear();
  }

  static void draw_link(UserDesk& desk) {
    if (!desk.link()) return;
    const PasswordLink link = *desk.link();
    bool open = true;
    std::string address = platform::environment("origin") + link.path;
    ui::dialog("users/link",
               {.title = "A password for " + link.login,
                .sentence = "Give them this link: it works once, until " +
                            moment_text(model().edge().clock, read_instant(link.valid_until)) +
                            ". An earlier one is void now.",
                .first_focus = "users/link-copy"},
               open,
               [&] { ui::text_field("users/link-text", "Link", address, {.read_only = true}); },
               [&] {
                 if (ui::button("users/link-copy", "Copy",
                                {.look = ui::Look::primary, .icon = ui::Icon::copy})) {
                   platform::copy_text(address);
                   ui::toast("The link is copied.");
                 }
                 if (ui::button("users/link-done", "Done")) open = false;
               });
    if (!open) desk.forget_link();
  }

  Form form_ = Form::none;
  KnownUser typed_;
  std::string ending_;
  int done_ = 0;
  bool entered_ = true;
};

}  // namespace

std::unique_ptr<ui::Screen> make_users() { return std::make_unique<UsersScreen>(); }

}  // namespace tally::app
