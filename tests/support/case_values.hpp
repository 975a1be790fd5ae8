// Case values: dates, codes, amounts and days of validity in a line of a case.
// In go the words of a line; out come typed values.
// What cannot be read throws a CaseMistake that says what was expected.
// It knows no company: case_company, case_prices and case_promotions put the values into one.
//   const Validity validity = read_validity(words);
#pragma once

#include <algorithm>
#include <optional>

#include "tests/support/case_file.hpp"

namespace tally::tests {

template <typename Code>
Code read_code(Words& words, const char* what) {
  const auto code = Code::parse(words.next());
  if (!code) complain(words.line(), what);
  return *code;
}

Date read_date(Words& words);
Currency read_currency(Words& words);
Quantity read_quantity(Words& words);
Money read_money(Words& words);
/// "8.25 %"; the sign may be left out.
Rate read_rate(Words& words);

struct Validity {
  std::optional<Date> from;
  std::optional<Date> until;
};

/// ", since 2026-01-01, until 2026-06-30", each where it stands; nothing may follow.
Validity read_validity(Words& words);

/// The element of the list with this key: the one that is there, or a new one.
template <typename List, typename Same>
auto& find_or_add(List& list, Same same) {
  const auto found = std::ranges::find_if(list, same);
  return found == list.end() ? list.emplace_back() : *found;
}

/// "promotion SPRING 10 % off, on family OAK, from 50": docs/developer-cases.md has all of it.
void read_promotion(Words& words, CaseCompany& into);
Channel read_channel(Words& words);

/// The lines about prices; called by read_company_line.
void read_list(Words& words, CaseCompany& into);
void read_price(Words& words, CaseCompany& into);
void read_special_price(Words& words, CaseCompany& into);
void read_exchange(Words& words, CaseCompany& into);
void read_cost(Words& words, CaseCompany& into);

}  // namespace tally::tests
