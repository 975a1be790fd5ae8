#include "wasm/state/user_desk.hpp"

#include <algorithm>
#include <utility>

#include "wasm/state/json_answer.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using answer::is_true;
using answer::Json;
using answer::read_list;
using answer::read_object;
using answer::text;

std::string path_of_user(const std::string& login) {
  return "/v1/users/" + percent_encoded(login);
}

}  // namespace

std::optional<std::vector<KnownUser>> read_users(std::string_view body) {
  return read_list(read_object(body), "users", [](const Json& each) {
    return KnownUser{text(each, "login"), text(each, "name"), text(each, "role"),
                     is_true(each, "disabled")};
  });
}

std::optional<PasswordLink> read_password_link(std::string_view body) {
  const Json json = read_object(body);
  if (text(json, "path").empty()) return std::nullopt;
  return PasswordLink{text(json, "login"), text(json, "path"), text(json, "valid_until")};
}

void UserDesk::ask(Question question, Take take) {
  ++waits_;
  edge_.ask(std::move(question),
            [this, take, alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (alive.expired()) return;
              --waits_;
              (this->*take)(answer);
            });
}

void UserDesk::refresh() {
  ask({.method = "GET", .path = "/v1/users"}, &UserDesk::take_users);
}

void UserDesk::take_users(const Answer& answer) {
  auto users = answer.ok() ? read_users(answer.body) : std::nullopt;
  if (!users) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  users_ = *std::move(users);
  has_answer_ = true;
}

const KnownUser* UserDesk::find(std::string_view login) const {
  const auto found = std::ranges::find(users_, login, &KnownUser::login);
  return found == users_.end() ? nullptr : &*found;
}

void UserDesk::add(const KnownUser& person) {
  refused_.clear();
  added_ = person.login;
  const Json body{{"login", person.login}, {"name", person.name}, {"role", person.role}};
  ask({.method = "POST", .path = "/v1/users", .body = answer::dump(body)}, &UserDesk::take_added);
}

void UserDesk::take_added(const Answer& answer) {
  if (!answer.ok()) return refuse(answer);
  // The server writes logins in small letters.
  const std::string login = text(read_object(answer.body), "login");
  ++done_;
  news_.push_back({(login.empty() ? added_ : login) + " may sign in once a password is chosen.",
                   true});
  ask_link(login.empty() ? added_ : login);
  refresh();
}

void UserDesk::change(const std::string& login, const UserChange& change) {
  refused_.clear();
  Json body = Json::object();
  if (change.name) body["name"] = *change.name;
  if (change.role) body["role"] = *change.role;
  if (change.disabled) body["disabled"] = *change.disabled;
  ask({.method = "POST", .path = path_of_user(login), .body = answer::dump(body)},
      &UserDesk::take_changed);
}

void UserDesk::take_changed(const Answer& answer) {
  if (!answer.ok()) return refuse(answer);
  ++done_;
  const Json user = read_object(answer.body);
  const std::string words = is_true(user, "disabled") ? " may not sign in any more."
                                                      : " is changed; it holds at once.";
  news_.push_back({text(user, "login") + words, true});
  refresh();
}

void UserDesk::refuse(const Answer& answer) {
  refused_ = read_refusal(answer);
  news_.push_back({"That was not done. " + say_reason(refused_.front()), false});
}

void UserDesk::ask_link(const std::string& login) {
  ask({.method = "POST", .path = path_of_user(login) + "/password-link"}, &UserDesk::take_link);
}

void UserDesk::take_link(const Answer& answer) {
  link_ = answer.ok() ? read_password_link(answer.body) : std::nullopt;
  if (!link_) news_.push_back({"No link was made. " + say_failure(answer), false});
}

std::vector<UserDesk::Told> UserDesk::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
