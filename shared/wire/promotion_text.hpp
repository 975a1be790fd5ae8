// Promotion text: a promotion as one line of JSON, in the company document and in a snapshot alike.
// In goes a promotion, or an object and its path; out comes the other one, with every issue of form
// at once: a value that is none, a kind without what it needs.
// Reading what was written gives the same promotion.
// It holds no promotion against products or prices: company_promotions.cpp does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/data/promotion.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::wire {

Promotion read_promotion_fields(const Json& json, const std::string& path, Issues& issues);
/// One line of JSON.
std::string promotion_record(const Promotion& promotion);
/// What promotion_record made; nullopt for anything else.
std::optional<Promotion> parse_promotion(std::string_view text);

}  // namespace tally::wire
