// Reads the rate cards of a company, and holds each against sense and what refers to them against
// what is there: a card with a gap is an issue when it is loaded, not when somebody orders.
#include "shared/freight/freight.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/rate_card_text.hpp"

namespace tally::wire {

RateCard read_rate_card(CompanyReader& reader, const Json& json, const std::string& path) {
  return read_rate_card_fields(json, path, reader.issues);
}

void enter(CompanyReader& reader, RateCard card, const std::string& path) {
  reader.note_code(reader.rate_cards, card.code.text(), "rate card", path + ".code");
  reader.company.rate_cards.push_back(std::move(card));
}

void expect_rate_cards(CompanyReader& reader) {
  const auto expect = [&](const std::optional<RateCardCode>& card, const std::string& path) {
    if (card) reader.expect(reader.rate_cards, card->text(), "rate card", path + ".rate_card");
  };
  expect(reader.company.policy.rate_card, "policy");
  for (std::size_t i = 0; i < reader.company.customers.size(); ++i) {
    expect(reader.company.customers[i].rate_card, "customers[" + std::to_string(i) + "]");
  }
}

void check_rate_cards(CompanyReader& reader) {
  for (std::size_t i = 0; i < reader.company.rate_cards.size(); ++i) {
    const std::string path = "rate_cards[" + std::to_string(i) + "]";
    for (Issue& issue : freight::check_rate_card(reader.company.rate_cards[i])) {
      // What only looks like a slip is said by `tallystick freight check`.
      if (issue.severity != Severity::error) continue;
      if (reader.issues.size() >= reader.issue_count_max) return;
      issue.path = issue.path.empty() ? path : path + "." + issue.path;
      reader.issues.push_back(std::move(issue));
    }
  }
}

}  // namespace tally::wire
