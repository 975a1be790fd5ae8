#include "server/identity/roles.hpp"

#include <array>

namespace tally::server::identity {

namespace {
constexpr std::array<std::string_view, 6> names{"rep",     "desk",  "warehouse",
                                                "finance", "rules", "admin"};
}  // namespace

std::string_view role_name(Role role) { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> find_role(std::string_view name) {
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (names[index] == name) return static_cast<Role>(index);
  }
  return std::nullopt;
}

std::string Roles::say() const {
  if (*this == everyone()) return "any role";
  std::string said;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (!contains(static_cast<Role>(index))) continue;
    if (!said.empty()) said += " or ";
    said += names[index];
  }
  return said;
}

}  // namespace tally::server::identity
