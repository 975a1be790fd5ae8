// Rule book text: a company's rules as one JSON object, in the company document and in a snapshot
// alike.
// In go a rule book, or an object and its path; out comes the other one, with every issue of form
// at once. The text of a set is an array of its lines, so that two versions can be compared.
// Reading what was written gives the same book. The rules themselves are read by rules/: what does
// not read is refused here, with its line.
//   std::string record = rule_book_record(book);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/data/company.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::wire {

RuleBookText read_rule_book(const Json& json, const std::string& path, Issues& issues);
/// One line of JSON.
std::string rule_book_record(const RuleBookText& book);
/// What rule_book_record made; nullopt for anything else.
std::optional<RuleBookText> parse_rule_book(std::string_view text);

/// The company's own words: those the book names, and behind them what its records use (customer
/// groups, payment terms, countries, warehouses, rate cards as carriers). A word that was there
/// before stays, since a rule may speak of it.
void complete_words(RuleBookText& book, const Company& company);
/// Adds words to a list; those that it has already are passed over.
void add_words(RuleBookText& book, std::string_view list, const std::vector<std::string>& words);

/// What compiling says of the book: issues with paths below `path`.
Issues check_rule_book(const RuleBookText& book, const std::string& path);

}  // namespace tally::wire
