#pragma once
// Writes figures, moments and counts the way every screen shows them.
// In: values of the core and instants of the server. Out: short English text.
// Sentences about issues and prices are not here: explain/ has that voice.
//
//     say_since(clock, waiting_since) == "since 09:12";   count_of(1, "line") == "1 line"

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/money.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

/// "1,204.00": for columns whose heading or total names the currency.
std::string amount_text(const Money& money);
std::string amount_text(const UnitPrice& price);
/// "$1,204.00", "€1,204.00", "CHF 1,204.00".
std::string money_text(const Money& money);
std::string money_text(const UnitPrice& price);

/// Milliseconds since 1970 of "2026-11-21T09:12:00.000Z" (or without the fraction); 0: unreadable.
std::int64_t read_instant(std::string_view text);
/// "09:12" on the same day, "Tuesday 08:10" within the week, then the day alone: "13 November".
std::string moment_text(const Clock& clock, std::int64_t instant_ms);
/// "12.4"
std::string megabytes_text(std::int64_t bytes);
/// "since 09:12", "since Tuesday 08:10".
std::string since_text(const Clock& clock, std::int64_t instant_ms);
/// "3 min", "2 h", "4 days": how long something has waited.
std::string age_text(const Clock& clock, std::int64_t instant_ms);
/// "Tue 31 March 2026" of "2026-03-31"; the text itself where it is no date.
std::string date_text(std::string_view iso_date);

/// "1 line", "2 lines", "1,204 lines".
std::string count_of(std::int64_t count, std::string_view singular, std::string_view plural = {});
/// "a1b2c3d4…": the beginning of a digest.
std::string short_digest(std::string_view digest);
/// The sentence without the full stop: for buttons and badges.
std::string without_stop(std::string_view sentence);

/// "Net price" of "net price": the first letter, where it is an ASCII one.
std::string capital(std::string text);

/// A text as an address takes it (RFC 3986, unreserved characters).
std::string percent_encoded(std::string_view text);

}  // namespace tally::app
