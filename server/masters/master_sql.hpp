// Master SQL: how the records of each kind are selected, found, counted and taken away.
// In goes a kind; out come statements that are put together once and live as long as the program.
// Columns: those of the record first, "words" last. The key's columns order the pages.
// Only master_rows.cpp and put_record.cpp include this.
#pragma once

#include <string>

#include "shared/wire/master_record.hpp"

namespace tally::server::masters {

struct MasterSql {
  std::size_t key_columns = 0;
  /// Key columns from ?1 on, then the words as a JSON array, then the limit.
  std::string page;
  /// Key columns from ?1 on.
  std::string find;
  /// The words as a JSON array.
  std::string count;
  /// Without words, which is much faster.
  std::string count_all;
  /// Key columns from ?1 on; empty where it takes more than one table, or never happens.
  std::string remove;
};

const MasterSql& master_sql(wire::MasterKind kind);

}  // namespace tally::server::masters
