#include "server/identity/user_change.hpp"

#include <algorithm>

#include "server/identity/roles.hpp"
#include "shared/base/text.hpp"

namespace tally::server::identity {

namespace {

using store::Connection;

bool administers(const UserRow& user) { return user.role == Role::admin && !user.disabled; }

bool others_administer(Connection& db, const std::string& login) {
  return std::ranges::any_of(list_users(db), [&](const UserRow& user) {
    return user.login != login && administers(user);
  });
}

/// What of the wish can be read into the row; the rest comes back as issues.
Issues put_into(UserRow& user, const UserWish& wish) {
  Issues issues;
  if (wish.name) user.name = squeeze(*wish.name);
  if (wish.disabled) user.disabled = *wish.disabled;
  if (!wish.role) return issues;
  if (const auto role = find_role(*wish.role)) user.role = *role;
  else issues.push_back(make_issue(IssueCode::role_unknown, "role", {{"text", *wish.role}}));
  return issues;
}

/// Inside the transaction: reads, judges, writes. Empty issues and no user: the database refused.
struct Changed {
  std::optional<UserRow> user;
  Issues issues;
};
Changed change_in(Connection& db, const UserWish& wish, Instant at) {
  const auto before = find_user(db, wish.login);
  if (!before) {
    return {std::nullopt, {make_issue(IssueCode::user_unknown, "", {{"login", wish.login}})}};
  }
  UserRow now = *before;
  Issues issues = put_into(now, wish);
  std::ranges::move(
      check_user_change(*before, now, wish.by, others_administer(db, before->login)),
      std::back_inserter(issues));
  if (!issues.empty()) return {std::nullopt, std::move(issues)};
  const bool access = now.disabled == before->disabled ||
                      set_disabled(db, now.login, now.disabled);
  if (!access || !put_user(db, now, at)) return {};
  return {now, {}};
}

}  // namespace

Issues check_user_change(const UserRow& before, const UserRow& now, std::string_view by,
                         bool others_administer) {
  Issues issues;
  if (trim(now.name).empty()) {
    issues.push_back(make_issue(IssueCode::user_name_missing, "name"));
  }
  if (now.disabled && !before.disabled && now.login == by) {
    issues.push_back(make_issue(IssueCode::own_access_stays, "disabled"));
  } else if (administers(before) && !administers(now) && !others_administer) {
    issues.push_back(make_issue(IssueCode::last_admin_stays, now.disabled ? "disabled" : "role",
                                {{"login", now.login}}));
  }
  return issues;
}

Result<UserRow> change_user(store::Store& store, const UserWish& wish, Instant at) {
  Changed changed;
  const store::Written written = store.write([&](Connection& db) {
    changed = change_in(db, wish, at);
    return changed.user ? store::Keep::yes : store::Keep::no;
  });
  if (!changed.issues.empty()) return std::unexpected(std::move(changed.issues));
  if (written != store::Written::kept) return std::unexpected(Issues{store::write_issue(written)});
  return *changed.user;
}

}  // namespace tally::server::identity
