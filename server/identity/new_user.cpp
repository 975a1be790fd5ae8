#include "server/identity/new_user.hpp"

#include <algorithm>
#include <functional>

#include "server/identity/roles.hpp"
#include "server/identity/secrets.hpp"
#include "server/identity/setup_link.hpp"
#include "shared/base/text.hpp"

namespace tally::server::identity {

namespace {

/// Adds the user in one change with `also`, which may refuse with an issue.
Result<UserRow> add(store::Store& store, const NewUser& typed, Instant now,
                    const std::function<std::optional<Issue>(store::Connection&)>& also) {
  if (Issues issues = check_new_user(typed); !issues.empty()) return std::unexpected(issues);
  UserRow user;
  user.login = *parse_login(typed.login);
  user.name = squeeze(typed.name);
  user.role = *find_role(typed.role);
  user.password_hash = hash_password(typed.password);
  std::optional<Issue> refused;
  const store::Written written = store.write([&](store::Connection& db) {
    refused = also(db);
    if (!refused && find_user(db, user.login)) {
      refused = make_issue(IssueCode::login_taken, "login", {{"login", user.login}});
    }
    if (refused || !put_user(db, user, now)) return store::Keep::no;
    user.id = db.last_row_id();
    return store::Keep::yes;
  });
  if (refused) return std::unexpected(Issues{*refused});
  if (written != store::Written::kept) {
    return std::unexpected(Issues{store::write_issue(written)});
  }
  return user;
}

}  // namespace

Issues check_new_user(const NewUser& typed) {
  Issues issues;
  if (!parse_login(typed.login)) {
    issues.push_back(make_issue(IssueCode::login_malformed, "login", {{"text", typed.login}}));
  }
  if (trim(typed.name).empty()) {
    issues.push_back(make_issue(IssueCode::user_name_missing, "name"));
  }
  if (!find_role(typed.role)) {
    issues.push_back(make_issue(IssueCode::role_unknown, "role", {{"text", typed.role}}));
  }
  std::ranges::move(check_password(typed.password), std::back_inserter(issues));
  return issues;
}

Result<UserRow> add_user(store::Store& store, const NewUser& typed, Instant now) {
  return add(store, typed, now, [](store::Connection&) { return std::optional<Issue>(); });
}

Result<UserRow> add_first_admin(store::Store& store, std::string_view token, NewUser typed,
                                Instant now) {
  typed.role = role_name(Role::admin);
  return add(store, typed, now, [&](store::Connection& db) -> std::optional<Issue> {
    if (use_setup_link(db, token, now)) return std::nullopt;
    return make_issue(IssueCode::setup_link_invalid, "token");
  });
}

}  // namespace tally::server::identity
