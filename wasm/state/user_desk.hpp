#pragma once
// The people of the company as an administrator sees them: who may sign in, and as what.
// In: the server's list, what is typed and pressed. Out: people, the sentences that refuse a
// change at their fields, a link by which somebody chooses a password.
// It holds no password and changes nothing by itself: the server keeps the last administrator.
//
//     desk.refresh();   desk.add({.login = "lou", .name = "Lou Ray", .role = "rep"});
//     desk.link()->path;   desk.change("kim", {.role = "desk"});

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "wasm/state/answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

struct KnownUser {
  std::string login, name, role;
  bool disabled = false;
};

/// What is not named stays.
struct UserChange {
  std::optional<std::string> name = {}, role = {};
  std::optional<bool> disabled = {};
};

struct PasswordLink {
  std::string login, path, valid_until;
};

std::optional<std::vector<KnownUser>> read_users(std::string_view body);
std::optional<PasswordLink> read_password_link(std::string_view body);

class UserDesk {
 public:
  explicit UserDesk(const Edge& edge) : edge_(edge) {}

  void refresh();
  bool has_answer() const { return has_answer_; }
  bool is_asking() const { return waits_ > 0; }
  const std::string& failure() const { return failure_; }
  /// By login.
  const std::vector<KnownUser>& users() const { return users_; }
  const KnownUser* find(std::string_view login) const;

  /// A new person; a link for the password is asked for at once.
  void add(const KnownUser& person);
  void change(const std::string& login, const UserChange& change);
  void ask_link(const std::string& login);

  /// Counts the changes that were taken: a dialog closes when it grows.
  int done() const { return done_; }
  /// Why the last change was refused, at "login", "name", "role" or "disabled"; "" is the rest.
  std::string refused_at(std::string_view field) const { return say_at(refused_, field); }
  void forget_refusal() { refused_.clear(); }

  const std::optional<PasswordLink>& link() const { return link_; }
  void forget_link() { link_.reset(); }
  /// Sentences about what was done or did not go well; cleared by reading.
  struct Told {
    std::string words;
    bool is_good = false;
  };
  std::vector<Told> take_news();

 private:
  using Take = void (UserDesk::*)(const Answer&);
  void ask(Question question, Take take);
  void take_users(const Answer& answer);
  void take_added(const Answer& answer);
  void take_changed(const Answer& answer);
  void take_link(const Answer& answer);
  void refuse(const Answer& answer);

  Edge edge_;
  std::vector<KnownUser> users_;
  std::vector<Reason> refused_;
  std::vector<Told> news_;
  std::string failure_, added_;
  std::optional<PasswordLink> link_;
  bool has_answer_ = false;
  int waits_ = 0, done_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
