// Snapshot tables: copies catalogue tables into a part, or carries over what differs.
// In go a source with catalogue tables and a target part; rows are walked in the order of their
// keys on both sides at once, so a table is compared in one pass and nothing is held in memory.
// Products take their entries of the search index along.
// It makes no files and decides nothing about them: snapshot_build.cpp does.
#pragma once

#include <span>

#include "shared/wire/snapshot_build.hpp"

namespace tally::wire {

/// One table of a part. Its key columns come first.
struct PartTable {
  std::string_view name;
  int key_columns = 1;
  /// A column that is unique by itself or within the key's first column; -1: none. Where it
  /// changes, the row is taken out before others are put in: two rows may swap it.
  int unique_column = -1;
  /// What of the source is wanted.
  std::string_view where = {};
  /// Added where only one rep's customers are wanted; ?1 is the login.
  std::string_view where_rep = {};
  bool is_searched = false;
};

/// The tables of a part in the order in which they lie in its file.
std::span<const PartTable> part_tables(SnapshotPart kind);

/// All wanted rows into an empty table.
bool copy_table(const Database& source, const Database& target, const PartTable& table,
                const PartWanted& wanted);

/// First everything that goes (whether anything differs comes back), then everything that comes.
enum class Differs : std::uint8_t { no, yes, failed };
Differs take_out(const Database& source, const Database& previous, const Database& target,
                 const PartTable& table, const PartWanted& wanted);
bool put_in(const Database& source, const Database& previous, const Database& target,
            const PartTable& table, const PartWanted& wanted);

}  // namespace tally::wire
