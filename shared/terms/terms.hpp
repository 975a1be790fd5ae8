// Terms: payment terms as the trade writes them, read, held against sense, and printed.
// In goes text such as "2/10 net 30" or "30% net 0, 70% 2/10 net 60"; out come instalments, each
// with its share, its discounts and the rule of its due day, or every issue at once.
// What is printed is the one canonical form, and reads back as the same terms.
// It knows no amounts and no calendar: due.hpp does; and it never guesses a missing day.
//   auto terms = terms::read_terms("2% 10, n/30");   terms::print_terms(*terms) == "2/10 net 30"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/base/rate.hpp"

namespace tally::terms {

/// Ten years and two or three days; no trade credit runs longer.
inline constexpr std::int64_t days_max = 3650;
inline constexpr std::size_t instalments_max = 24;
inline constexpr std::size_t terms_bytes_max = 1000;
inline constexpr Rate whole{1'000'000};

/// "2/10": this much off for who pays within so many days.
struct DiscountStep {
  Rate off;
  std::int64_t days = 0;
  friend bool operator==(const DiscountStep&, const DiscountStep&) = default;
};

/// Where the days of the discounts count from: "2/10" or "2/10 EOM".
enum class CountFrom : std::uint8_t { invoice_date, end_of_month };

/// prepaid: before delivery, on the day of the invoice. on_receipt: on the day of the invoice.
/// net_days: so many days after it. net_days_end_of_month: then the end of that month ("net EOM"
/// with 0). day_of_next_month: that day of the month after the invoice's; a shorter month's last.
/// after_discount: twenty days after the last discount that counts from the end of the month, the
/// trade's rule where "1/10 EOM" says no more (end-of-month dating in business mathematics).
enum class DueRule : std::uint8_t {
  prepaid, on_receipt, net_days, net_days_end_of_month, day_of_next_month, after_discount
};

inline constexpr std::int64_t days_after_discount = 20;

struct InstalmentTerms {
  /// Of the total.
  Rate share = whole;
  /// From the earliest day to the latest, each smaller than the one before.
  std::vector<DiscountStep> discounts;
  CountFrom discounts_from = CountFrom::invoice_date;
  DueRule due = DueRule::net_days;
  /// Days, or the day of the month; 0 where the rule has none.
  std::int64_t days = 0;
  friend bool operator==(const InstalmentTerms&, const InstalmentTerms&) = default;
};

struct Terms {
  /// In the order as written; their shares sum to the whole.
  std::vector<InstalmentTerms> instalments;
  friend bool operator==(const Terms&, const Terms&) = default;
};

/// Issues: terms_* of 1601 to 1619, at "terms", or at "terms[1]" for the second of several.
Result<Terms> read_terms(std::string_view text);
/// What cannot be so in terms that a program made: terms_* of 1604 to 1619. Empty: they hold.
Issues check_terms(const Terms& terms);
/// The canonical form; read_terms gives the same terms back where check_terms finds nothing.
std::string print_terms(const Terms& terms);

/// "terms", or "terms[1]" for the second of several instalments.
std::string instalment_path(std::size_t index, std::size_t count);

}  // namespace tally::terms
