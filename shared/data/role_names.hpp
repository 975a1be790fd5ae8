// The names of the roles, as documents, the database and screens hold them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "shared/data/company.hpp"

namespace tally {

inline constexpr std::array<std::string_view, 6> role_names{"rep",     "desk",  "warehouse",
                                                            "finance", "rules", "admin"};

inline std::string_view role_name(Role role) { return role_names[static_cast<std::size_t>(role)]; }

inline std::optional<Role> parse_role(std::string_view name) {
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    if (role_names[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace tally
