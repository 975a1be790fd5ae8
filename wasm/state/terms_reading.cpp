#include "wasm/state/terms_reading.hpp"

#include "shared/terms/due.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// Only the days are said, so that any amount does that can be shared out.
Money any_total() { return Money{1'000'000, Currency::parse("USD").value_or(Currency{})}; }

std::string due_day_words(Date day) { return date_text(day.print()); }

std::string say_instalment(const terms::InstalmentTerms& asked, const terms::Instalment& due,
                           bool is_only) {
  std::string words;
  if (!is_only) words = print_rate(asked.share) + " %: ";
  for (const terms::Discount& discount : due.discounts) {
    words += print_rate(discount.percent) + " % less until " + due_day_words(discount.until) + ", ";
  }
  if (asked.due == terms::DueRule::prepaid) return words + "before delivery";
  return words + (is_only ? "in full by " : "by ") + due_day_words(due.due);
}

}  // namespace

std::string say_terms(const std::string& text, std::string_view day) {
  const auto read = terms::read_terms(text);
  const auto today = Date::parse(day);
  if (!read || !today) return {};
  const Money total = any_total();
  const auto schedule =
      terms::compute_due(*read, total, Money{0, total.currency}, *today, terms::Calendar{});
  if (!schedule) return {};
  const bool is_only = schedule->instalments.size() == 1;
  std::string words;
  for (std::size_t i = 0; i < schedule->instalments.size(); ++i) {
    if (i > 0) words += "; ";
    words += say_instalment(read->instalments[i], schedule->instalments[i], is_only);
  }
  return "Invoiced today: " + words + ".";
}

}  // namespace tally::app
