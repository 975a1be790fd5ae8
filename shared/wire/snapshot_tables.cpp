#include "shared/wire/snapshot_tables.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <compare>

namespace tally::wire {

namespace {

// meta first: it is read at every opening. What only the server's own file has stays there.
constexpr std::array common_tables{
    PartTable{.name = "meta", .where = "key IN ('company', 'policy', 'rules')"},
    PartTable{.name = "product", .unique_column = 1, .is_searched = true},
    PartTable{.name = "price_list", .unique_column = 1},
    PartTable{.name = "price", .key_columns = 4},
    PartTable{.name = "list_tax"},
    PartTable{.name = "tax_rate", .key_columns = 9},
    PartTable{.name = "tax_place", .key_columns = 4},
    PartTable{.name = "price_list_terms"},
    PartTable{.name = "price_special", .key_columns = 6},
    PartTable{.name = "exchange_rate", .key_columns = 3},
    PartTable{.name = "promotion"},
    PartTable{.name = "rate_card"},
    PartTable{.name = "product_shipping"}};

constexpr std::string_view theirs = "customer IN (SELECT id FROM customer WHERE "
                                    "rep = '' OR lower(rep) = ?1)";
constexpr std::array customer_tables{
    PartTable{.name = "customer", .unique_column = 1, .where_rep = "rep = '' OR lower(rep) = ?1"},
    PartTable{.name = "ship_to", .key_columns = 2, .unique_column = 2, .where_rep = theirs},
    PartTable{.name = "exemption", .key_columns = 2, .where_rep = theirs},
    PartTable{.name = "customer_vat", .where_rep = theirs},
    PartTable{.name = "customer_term", .key_columns = 2, .where_rep = theirs},
    PartTable{.name = "customer_shipping", .where_rep = theirs},
    PartTable{.name = "ship_to_note", .key_columns = 2, .where_rep = theirs}};

// Columns of product that the search index has, in the index's order.
constexpr std::array<int, 4> searched_columns{3, 6, 5, 1};

/// A table's rows in the order of their keys.
class Walk {
 public:
  Walk(const Database& db, const PartTable& table, const PartWanted* wanted) {
    std::string sql = "SELECT * FROM " + std::string(table.name);
    const bool by_rep = wanted != nullptr && wanted->rep && !table.where_rep.empty();
    if (by_rep) sql += " WHERE " + std::string(table.where_rep);
    if (wanted != nullptr && !table.where.empty()) sql += " WHERE " + std::string(table.where);
    sql += " ORDER BY 1";
    for (int key = 2; key <= table.key_columns; ++key) sql += ", " + std::to_string(key);
    select_ = db.prepare(sql);
    if (by_rep && select_) select_.bind(1, std::string_view(*wanted->rep));
    columns_ = select_ ? sqlite3_column_count(select_.handle()) : 0;
    next();
  }

  void next() { last_ = select_.step(); }
  bool has_row() const { return last_ == Step::row; }
  bool failed() const { return last_ == Step::failed; }
  int columns() const { return columns_; }
  std::string column_name(int column) const {
    return sqlite3_column_name(select_.handle(), column);
  }
  sqlite3_value* value(int column) const { return sqlite3_column_value(select_.handle(), column); }
  const Statement& row() const { return select_; }

 private:
  Statement select_;
  int columns_ = 0;
  Step last_ = Step::failed;
};

std::strong_ordering compare_column(const Walk& a, const Walk& b, int column) {
  const bool a_null = a.row().is_null(column), b_null = b.row().is_null(column);
  if (a_null || b_null) return b_null <=> a_null;
  if (sqlite3_column_type(a.row().handle(), column) == SQLITE_INTEGER) {
    return a.row().integer(column) <=> b.row().integer(column);
  }
  return a.row().text(column) <=> b.row().text(column);
}

std::strong_ordering compare_keys(const Walk& a, const Walk& b, const PartTable& table) {
  for (int key = 0; key < table.key_columns; ++key) {
    const auto order = compare_column(a, b, key);
    if (order != std::strong_ordering::equal) return order;
  }
  return std::strong_ordering::equal;
}

bool is_equal(const Walk& a, const Walk& b, int column) {
  return compare_column(a, b, column) == std::strong_ordering::equal;
}

/// Walks both sides at once: `only_a`, `only_b` or `both` is called for each key; false ends it.
template <typename OnlyA, typename OnlyB, typename Both>
bool walk_both(Walk& a, Walk& b, const PartTable& table, OnlyA only_a, OnlyB only_b, Both both) {
  if (a.columns() != b.columns()) return false;
  while (a.has_row() || b.has_row()) {
    auto order = std::strong_ordering::equal;
    if (!b.has_row()) {
      order = std::strong_ordering::less;
    } else if (!a.has_row()) {
      order = std::strong_ordering::greater;
    } else {
      order = compare_keys(a, b, table);
    }
    const bool good = order < 0 ? only_a() : order > 0 ? only_b() : both();
    if (!good) return false;
    if (order <= 0) a.next();
    if (order >= 0) b.next();
  }
  return !a.failed() && !b.failed();
}

/// The statements that change a table of the target, and its part of the search index.
class Target {
 public:
  Target(const Database& db, const PartTable& table, const Walk& names) : table_(&table) {
    const std::string name(table.name);
    std::string values, keys, changes;
    for (int column = 0; column < names.columns(); ++column) {
      const std::string place = "?" + std::to_string(column + 1);
      const bool is_key = column < table.key_columns;
      values += (values.empty() ? "" : ", ") + place;
      std::string& list = is_key ? keys : changes;
      list += (list.empty() ? "" : is_key ? " AND " : ", ") + names.column_name(column) + " = " +
              place;
    }
    insert_ = db.prepare("INSERT INTO " + name + " VALUES (" + values + ")");
    update_ = db.prepare("UPDATE " + name + " SET " + changes + " WHERE " + keys);
    remove_ = db.prepare("DELETE FROM " + name + " WHERE " + keys);
    if (!table.is_searched) return;
    index_ = db.prepare("INSERT INTO product_search (rowid, name, variant, family, sku) "
                        "VALUES (?1, ?2, ?3, ?4, ?5)");
    unindex_ = db.prepare("INSERT INTO product_search (product_search, rowid, name, variant, "
                          "family, sku) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)");
  }

  bool insert(const Walk& row) { return run(insert_, row, row.columns()) && search(index_, row); }
  bool copy(const Walk& row) { return run(insert_, row, row.columns()); }
  bool remove(const Walk& row) {
    return search(unindex_, row) && run(remove_, row, table_->key_columns);
  }
  bool update(const Walk& before, const Walk& after) {
    if (!run(update_, after, after.columns())) return false;
    const bool same_words =
        !table_->is_searched || std::ranges::all_of(searched_columns, [&](int column) {
          return is_equal(before, after, column);
        });
    return same_words || (search(unindex_, before) && search(index_, after));
  }

 private:
  static bool run(Statement& statement, const Walk& row, int columns) {
    if (!statement) return false;
    for (int column = 0; column < columns; ++column) {
      sqlite3_bind_value(statement.handle(), column + 1, row.value(column));
    }
    return statement.run();
  }
  bool search(Statement& statement, const Walk& row) {
    if (!table_->is_searched) return true;
    if (!statement) return false;
    statement.bind(1, row.row().integer(0));
    int place = 2;
    for (const int column : searched_columns) statement.bind(place++, row.row().text(column));
    return statement.run();
  }

  const PartTable* table_;
  Statement insert_, update_, remove_, index_, unindex_;
};

bool changes_unique(const PartTable& table, const Walk& before, const Walk& after) {
  return table.unique_column >= 0 && !is_equal(before, after, table.unique_column);
}

bool is_same_row(const Walk& a, const Walk& b) {
  for (int column = 0; column < a.columns(); ++column) {
    if (!is_equal(a, b, column)) return false;
  }
  return true;
}

}  // namespace

std::span<const PartTable> part_tables(SnapshotPart kind) {
  if (kind == SnapshotPart::common) return common_tables;
  return customer_tables;
}

bool copy_table(const Database& source, const Database& target, const PartTable& table,
                const PartWanted& wanted) {
  Walk rows(source, table, &wanted);
  Target put(target, table, rows);
  for (; rows.has_row(); rows.next()) {
    if (!put.copy(rows)) return false;
  }
  return !rows.failed();
}

Differs take_out(const Database& source, const Database& previous, const Database& target,
                 const PartTable& table, const PartWanted& wanted) {
  Walk before(previous, table, nullptr), after(source, table, &wanted);
  Target change(target, table, before);
  bool differs = false;
  const bool good = walk_both(
      before, after, table,
      [&] {
        differs = true;
        return change.remove(before);
      },
      [&] { return differs = true; },
      [&] {
        if (is_same_row(before, after)) return true;
        differs = true;
        return !changes_unique(table, before, after) || change.remove(before);
      });
  if (!good) return Differs::failed;
  return differs ? Differs::yes : Differs::no;
}

bool put_in(const Database& source, const Database& previous, const Database& target,
            const PartTable& table, const PartWanted& wanted) {
  Walk before(previous, table, nullptr), after(source, table, &wanted);
  Target change(target, table, before);
  return walk_both(
      before, after, table, [] { return true; }, [&] { return change.insert(after); },
      [&] {
        if (is_same_row(before, after)) return true;
        return changes_unique(table, before, after) ? change.insert(after)
                                                    : change.update(before, after);
      });
}

}  // namespace tally::wire
