// Rule sets: the texts of rules, each kept for ever under its digest.
// In go a text that reads, with its name and author; out comes the set as it was first kept. The
// digest is that of the canonical text, so spaces and line ends make no other set.
// A set that decided an order is kept by the change that stores the order.
// It says nothing of what is live: live_book.hpp does.
//   keep_set(db, book, set, now);   const auto set = find_set(db, digest);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/rules/book.hpp"

namespace tally::server::rulebook {

struct KeptSet {
  std::string digest;
  std::string text;
  std::string name;
  /// Empty where the set came with a company document.
  std::string author;
  Instant at;
  std::string note;
};

/// One that is there stays as it is.
bool keep_set(store::Connection& db, const KeptSet& set);
/// One that decided an order, in its canonical text.
bool keep_set(store::Connection& db, const rules::Book& book, const rules::CompiledSet& set,
              Instant now);

std::optional<KeptSet> find_set(store::Connection& db, std::string_view digest);

/// The newest first, without their texts.
std::vector<KeptSet> list_sets(store::Connection& db, std::int64_t limit);

}  // namespace tally::server::rulebook
