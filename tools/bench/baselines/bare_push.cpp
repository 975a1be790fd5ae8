// The rows of pushed orders, read from the server's database and written again by bare SQL.
#include "tools/bench/baselines/bare_push.hpp"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <map>
#include <vector>

#include "server/ops/backup.hpp"
#include "server/store/open_database.hpp"

namespace tally::bench {

namespace store = server::store;
using wire::Database;
using wire::Statement;
using wire::Step;

namespace {

constexpr std::size_t orders_in_a_group = 100;

/// What an order's rows are written to by statements of their own. Balance, hint and feed follow
/// from these by triggers, in both databases.
enum Table : std::uint8_t { order, line, movement, reservation, event, entry, table_count };

struct TableSql {
  const char* name;
  /// First the order that the row belongs to, then the row.
  const char* select;
};
constexpr std::array<TableSql, table_count> tables{{
    {"orders", R"(SELECT "row", * FROM orders WHERE "row" > ?1 ORDER BY "row")"},
    {"order_line", "SELECT order_row, * FROM order_line WHERE order_row > ?1 "
                   "ORDER BY order_row, position"},
    {"stock_ledger", "SELECT order_row, * FROM stock_ledger WHERE order_row > ?1 ORDER BY id"},
    {"reservation", "SELECT order_row, * FROM reservation WHERE order_row > ?1 "
                    "ORDER BY order_row, position, warehouse_id"},
    {"order_event", "SELECT order_row, * FROM order_event WHERE order_row > ?1 ORDER BY id"},
    {"log_entry", "SELECT order_row, * FROM log_entry WHERE order_row > ?1 ORDER BY id"},
}};

/// All that a push may touch: nothing may be in one database that is not in the other. Of the facts
/// it is one: the others are the caretaker's.
constexpr std::array touched{"orders",       "order_line",  "stock_ledger", "reservation",
                             "order_event",  "log_entry",   "device_log",   "stock_balance",
                             "stock_hint",   "feed",        "backorder",    "quarantine",
                             "order_aside",  "notice",      "allotment",    "order_version",
                             "fact WHERE name = 'lsn'"};

struct Value {
  int type = SQLITE_NULL;
  std::int64_t number = 0;
  std::string bytes;
  friend bool operator==(const Value&, const Value&) = default;
};
using Row = std::vector<Value>;
using OrderRows = std::array<std::vector<Row>, table_count>;

Value read_value(const Statement& from, int column) {
  Value value;
  value.type = sqlite3_column_type(from.handle(), column);
  if (value.type == SQLITE_INTEGER) value.number = from.integer(column);
  if (value.type == SQLITE_TEXT) value.bytes = from.text(column);
  if (value.type == SQLITE_BLOB) value.bytes = from.blob(column);
  return value;
}

Row read_row(const Statement& from, int first_column) {
  Row row;
  const int count = sqlite3_column_count(from.handle());
  for (int column = first_column; column < count; ++column) {
    row.push_back(read_value(from, column));
  }
  return row;
}

bool put_row(Statement& put, const Row& row) {
  int place = 0;
  for (const Value& value : row) {
    ++place;
    if (value.type == SQLITE_INTEGER) put.bind(place, value.number);
    else if (value.type == SQLITE_TEXT) put.bind(place, std::string_view(value.bytes));
    else if (value.type == SQLITE_BLOB) put.bind_blob(place, value.bytes);
    else put.bind_null(place);
  }
  return put.run();
}

Statement prepare_insert(const Database& db, const std::string& name) {
  const Statement all = db.prepare("SELECT * FROM " + name);
  std::string places = "?1";
  for (int column = 2; column <= sqlite3_column_count(all.handle()); ++column) {
    places += ", ?" + std::to_string(column);
  }
  return db.prepare("INSERT INTO " + name + " VALUES (" + places + ")");
}

/// In the order of their keys: that is how SQLite walks a table.
bool same_rows(const Database& left, const Database& right, const std::string& name) {
  Statement ours = left.prepare("SELECT * FROM " + name);
  Statement theirs = right.prepare("SELECT * FROM " + name);
  for (;;) {
    const Step step = ours.step();
    if (step != theirs.step() || step == Step::failed) return false;
    if (step == Step::done) return true;
    if (read_row(ours, 0) != read_row(theirs, 0)) return false;
  }
}

}  // namespace

struct BarePush::Parts {
  std::filesystem::path shop;
  Database db;
  std::array<Statement, table_count> inserts;
  Statement begin_log, move_log, raise_lsn;
  std::int64_t last_order = 0;
  /// By the order's row: as the server numbered them, so it wrote them.
  std::map<std::int64_t, OrderRows> orders;
  std::map<std::int64_t, Row> logs;

  bool put_order(const OrderRows& rows);
  bool put_log(const Row& entry);
};

BarePush::BarePush(const std::filesystem::path& shop, const std::filesystem::path& file)
    : parts_(std::make_unique<Parts>()) {
  Parts& parts = *parts_;
  parts.shop = shop;
  if (!server::ops::copy_database(shop, file)) return;
  auto opened = store::open_for_writing(file);
  if (!opened) return;
  parts.db = *std::move(opened);
  for (std::size_t i = 0; i < table_count; ++i) {
    parts.inserts[i] = prepare_insert(parts.db, tables[i].name);
  }
  parts.begin_log = parts.db.prepare(
      "INSERT INTO device_log (id, device, epoch, place, seq, hash) "
      "VALUES (?1, ?2, ?3, ?4, 0, '" + std::string(64, '0') + "')");
  parts.move_log = parts.db.prepare("UPDATE device_log SET seq = ?2, hash = ?3 WHERE id = ?1");
  parts.raise_lsn = parts.db.prepare("UPDATE fact SET value = value + 1 WHERE name = 'lsn'");
}

BarePush::~BarePush() = default;

std::size_t BarePush::take() {
  Parts& parts = *parts_;
  parts.orders.clear();
  const Database shop = store::open_for_reading(parts.shop);
  for (std::size_t i = 0; i < table_count; ++i) {
    Statement select = shop.prepare(tables[i].select);
    select.bind(1, parts.last_order);
    while (select.step() == Step::row) {
      parts.orders[select.integer(0)][i].push_back(read_row(select, 1));
    }
  }
  Statement logs = shop.prepare("SELECT id, id, device, epoch, place FROM device_log");
  while (logs.step() == Step::row) parts.logs[logs.integer(0)] = read_row(logs, 1);
  if (!parts.orders.empty()) parts.last_order = parts.orders.rbegin()->first;
  return parts.orders.size();
}

/// The head moves with each entry, as the server moves it; the log begins with its first.
bool BarePush::Parts::put_log(const Row& entry) {
  const Value& log = entry[1];
  const Value& seq = entry[2];
  if (!raise_lsn.run()) return false;
  if (seq.number == 1 && !put_row(begin_log, logs[log.number])) return false;
  if (!put_row(inserts[Table::entry], entry)) return false;
  return put_row(move_log, {log, seq, entry[3]});
}

bool BarePush::Parts::put_order(const OrderRows& rows) {
  bool good = true;
  const auto put = [&](Table table, const Row& row) {
    good = good && put_row(inserts[table], row);
  };
  for (const Row& row : rows[Table::order]) put(Table::order, row);
  for (const Row& row : rows[Table::line]) put(Table::line, row);
  for (std::size_t i = 0; i < rows[Table::movement].size(); ++i) {
    put(Table::movement, rows[Table::movement][i]);
    if (i < rows[Table::reservation].size()) {
      put(Table::reservation, rows[Table::reservation][i]);
    }
  }
  for (const Row& row : rows[Table::event]) put(Table::event, row);
  for (const Row& row : rows[Table::entry]) good = good && put_log(row);
  return good;
}

std::optional<double> BarePush::put() {
  Parts& parts = *parts_;
  if (!parts.db) return std::nullopt;
  const auto start = std::chrono::steady_clock::now();
  bool good = true;
  std::size_t in_group = 0;
  for (const auto& [row, rows] : parts.orders) {
    if (in_group == 0) good = good && parts.db.execute("BEGIN IMMEDIATE");
    good = good && parts.put_order(rows);
    if (++in_group < orders_in_a_group) continue;
    good = good && parts.db.execute("COMMIT");
    in_group = 0;
  }
  if (in_group > 0) good = good && parts.db.execute("COMMIT");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!good) return std::nullopt;
  return seconds.count();
}

std::string BarePush::find_difference() const {
  const Database shop = store::open_for_reading(parts_->shop);
  for (const char* name : touched) {
    if (!same_rows(shop, parts_->db, name)) return name;
  }
  return {};
}

}  // namespace tally::bench
