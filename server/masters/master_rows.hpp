// Master rows: records of master data read from the catalogue's tables, by page or one by one.
// In go a kind, words and the key that was seen last; out come records in the order of their keys
// and how many there are in all. A page asks for its own rows: nothing else is read into memory.
// A customer lies in several tables that wire/ alone knows: its page is of codes, wire/ reads it.
// It writes nothing: change.hpp does.
//   MasterPage page = list_records(store, MasterKind::prices, {.words = "oak retail"});
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/store/store.hpp"
#include "shared/wire/master_record.hpp"

namespace tally::server::masters {

struct PageWish {
  /// All of them must occur in the record's codes or names, in whatever case (ASCII).
  std::string words = {};
  /// The record after whose key the page begins; nullopt: the first page.
  std::optional<wire::MasterRecord> after = {};
  std::int64_t limit = 50;
};

struct MasterPage {
  std::vector<wire::MasterRecord> records;
  /// Of all pages.
  std::int64_t total = 0;
  bool has_more = false;
};

MasterPage list_records(store::Store& store, wire::MasterKind kind, const PageWish& wish);

/// The record with the key of this one, as it was committed last.
std::optional<wire::MasterRecord> find_record(store::Store& store, const wire::MasterRecord& key);

/// What its key is in the columns of its table, in the order of the page.
using KeyColumn = std::variant<std::string, std::int64_t>;
std::vector<KeyColumn> key_columns(const wire::MasterRecord& record);
/// Binds them from place 1 on; they must live until the query has run.
void bind_key(store::Query& query, const std::vector<KeyColumn>& columns);

}  // namespace tally::server::masters
