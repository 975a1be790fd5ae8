// Roles: what a person is here, and sets of them for saying who may do something.
// In go names ("desk"); out come Role values and back.
// A set without roles lets nobody in; Roles::everyone() is anyone who is signed in.
// It knows no persons: users.hpp does.
//   constexpr Roles deciders{Role::desk, Role::admin};  if (deciders.contains(user.role)) …
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "shared/data/company.hpp"

namespace tally::server::identity {

std::string_view role_name(Role role);
std::optional<Role> find_role(std::string_view name);

class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) bits_ |= bit(role);
  }
  static constexpr Roles everyone() {
    return {Role::rep, Role::desk, Role::warehouse, Role::finance, Role::rules, Role::admin};
  }
  constexpr bool contains(Role role) const { return (bits_ & bit(role)) != 0; }
  constexpr bool is_empty() const { return bits_ == 0; }
  /// "desk or admin"; "any role" for everyone.
  std::string say() const;
  friend constexpr bool operator==(const Roles&, const Roles&) = default;

 private:
  static constexpr std::uint8_t bit(Role role) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(role));
  }
  std::uint8_t bits_ = 0;
};

}  // namespace tally::server::identity
