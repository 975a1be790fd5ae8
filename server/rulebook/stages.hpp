// Stages: the rows of the history of a company's rules.
// In go a connection and a stage; out come stages, the book that one of them brought, and which is
// the current one. Rows are only added.
// It decides nothing: live_book.hpp does.
//   append_stage(db, stage, wire::rule_book_record(book));
#pragma once

#include "server/rulebook/live_book.hpp"

namespace tally::server::rulebook {

/// `book`: the whole book from then on; nullopt where nothing became live. Numbers the stage.
bool append_stage(store::Connection& db, Stage& stage, const std::optional<std::string>& book);

/// The last one with a book; 0 where there is none.
std::int64_t current_stage(store::Connection& db);

std::optional<Stage> find_stage(store::Connection& db, std::int64_t number);
std::optional<RuleBookText> book_of_stage(store::Connection& db, std::int64_t number);

/// Every set of a book, under its digest, as it is written there.
bool keep_sets(store::Connection& db, const RuleBookText& book, std::string_view author,
               Instant now);

}  // namespace tally::server::rulebook
