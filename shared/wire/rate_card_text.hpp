// Rate card text: a rate card as one line of JSON, in the company document and in a snapshot alike.
// In goes a card, or an object and its path; out comes the other one, with every issue of form at
// once. Weights, volumes and amounts are decimal texts; the order of tables, zones and surcharges
// stays, rates stand by where they begin.
// Reading what was written gives the same card where freight::check_rate_card finds no error.
// It holds no card against sense: company_rate_cards.cpp does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/data/rate_card.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::wire {

RateCard read_rate_card_fields(const Json& json, const std::string& path, Issues& issues);
/// One line of JSON.
std::string rate_card_record(const RateCard& card);
/// What rate_card_record made; nullopt for anything else.
std::optional<RateCard> parse_rate_card(std::string_view text);
/// The same for a text that a person wrote: document_* issues.
Result<RateCard> read_rate_card_text(std::string_view text);

}  // namespace tally::wire
