// Login limit: slows down who guesses passwords.
// In go failed attempts by login and by address; out comes how long to wait before the next one.
// Five failures in a row for a login, or twenty from an address, pause it: 30 seconds, doubled with
// each further failure up to 15 minutes. A success clears the login. All in memory, bounded.
// It cannot tell people behind one address apart, and a restart forgets.
//   if (const auto wait = limit.seconds_to_wait(login, address, now)) return pause(*wait);
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.hpp"

namespace tally::server::identity {

class LoginLimit {
 public:
  std::optional<std::int64_t> seconds_to_wait(std::string_view login, std::string_view address,
                                              Instant now);
  void note_failure(std::string_view login, std::string_view address, Instant now);
  void note_success(std::string_view login);

 private:
  struct Count {
    std::int64_t failures = 0;
    Instant last;
  };
  using Counts = std::map<std::string, Count, std::less<>>;
  static std::int64_t wait(const Counts& counts, std::string_view key, std::int64_t allowed,
                           Instant now);
  static void count(Counts& counts, std::string_view key, Instant now);
  std::mutex mutex_;
  Counts logins_;
  Counts addresses_;
};

}  // namespace tally::server::identity
