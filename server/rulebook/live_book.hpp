// Live book: which rule sets decide orders, and every stage on the way there and back.
// In go wishes of the person who owns the rules; out comes a stage: the catalogue has another rule
// book from then on, and the next snapshot takes it to the devices. A set with errors does not go
// live. One step back restores what was live before, also of that again.
// The company's own words are completed from its records whenever the book is written, so that a
// new warehouse can be spoken of; a word that was there before stays.
// It publishes no snapshot: whoever calls says so.
//   auto stage = publish(room, {.digest = digest, .share = 10, .by = "rita"});
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/masters/company_memory.hpp"
#include "server/rulebook/rule_sets.hpp"
#include "server/store/store.hpp"
#include "shared/data/rule_book.hpp"

namespace tally::server::rulebook {

struct BookRoom {
  store::Store& store;
  masters::CompanyMemory& memory;
  Instant now;
  Date today;
};

struct Stage {
  std::int64_t number = 0;
  Instant at;
  std::string by;
  /// draft, live, taken back, automation, words, loaded.
  std::string what;
  /// Of the set that it is about; empty where it is about none.
  std::string digest;
  std::string name;
  std::vector<Channel> channels = {};
  std::int32_t share = 100;
  std::string note = {};
  /// The stage to which a step back from here returns; 0: none.
  std::int64_t before = 0;
  bool has_book = false;
};

/// The book as the catalogue has it, with the words of today, and the stage that it came with.
struct LiveBook {
  RuleBookText text;
  std::int64_t stage = 0;
};

/// Of a company without rules an empty book in the currency of its first price list.
/// Issues: company_missing, snapshot_damaged.
Result<LiveBook> read_live(const BookRoom& room);
/// The words of that book. Issues: vocabulary_*.
Result<rules::OrderWords> words_of(const LiveBook& live);

struct DraftWish {
  std::string name;
  std::string text;
  std::string note;
  std::string by;
};
/// Issues: those of reading, with the place in the text.
Result<KeptSet> save_draft(const BookRoom& room, const DraftWish& wish);

/// Whoever changes the book may say which stage they saw.
struct BookWish {
  std::string by;
  std::string note = {};
  std::optional<std::int64_t> seen = {};
};

struct PublishWish {
  std::string digest;
  std::vector<Channel> channels = {};
  std::int32_t share = 100;
};
/// Issues: rule_set_unknown, rule_set_blocked with what its check found, rules_changed_meanwhile.
Result<Stage> publish(const BookRoom& room, const PublishWish& wish, const BookWish& by);
/// Issues: rules_nothing_before, rules_changed_meanwhile.
Result<Stage> step_back(const BookRoom& room, const BookWish& by);
Result<Stage> set_automation(const BookRoom& room, std::vector<AutomationRow> rows,
                             const BookWish& by);
/// Adds words of the company's own to a list (teams, tasks, tags …).
Result<Stage> add_book_words(const BookRoom& room, const RuleWords& words, const BookWish& by);

/// What a load put into the catalogue becomes a stage, and its sets are kept. True where there is
/// nothing new.
bool note_loaded(store::Connection& db, std::string_view by, Instant now);

/// The newest first; of one set where one is named.
std::vector<Stage> list_stages(store::Connection& db, std::string_view digest,
                               std::int64_t limit);

/// The sets of a book after one more: what stands behind it and would never be asked is left out.
std::vector<RuleSetText> put_first(std::vector<RuleSetText> sets, RuleSetText set);

}  // namespace tally::server::rulebook
