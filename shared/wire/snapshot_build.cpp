// Copies the catalogue tables into a fresh file in memory and adds the search index.
// Row by row through bound values: the source may be a read-only connection in a transaction.
#include <sqlite3.h>

#include <array>

#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::wire {

namespace {

struct Copy {
  std::string_view select;
  std::string_view insert;
};

// meta first: it is read at every opening. The order of rows decides the bytes, so each is total.
constexpr std::array<Copy, 8> copies{
    Copy{"SELECT key, value FROM meta WHERE key IN ('company', 'policy') ORDER BY key",
         "INSERT INTO meta VALUES (?, ?)"},
    Copy{"SELECT * FROM product ORDER BY id",
         "INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM price_list ORDER BY id", "INSERT INTO price_list VALUES (?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM price ORDER BY product, list, quantity_from, valid_from",
         "INSERT INTO price VALUES (?, ?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM customer ORDER BY id",
         "INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM ship_to ORDER BY customer, place",
         "INSERT INTO ship_to VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM exemption ORDER BY customer, place",
         "INSERT INTO exemption VALUES (?, ?, ?, ?, ?, ?, ?)"},
    Copy{"SELECT * FROM tax_rate ORDER BY country, admin_area, tax_class, valid_from",
         "INSERT INTO tax_rate VALUES (?, ?, ?, ?, ?, ?)"}};

bool copy_rows(const Database& source, const Database& target, const Copy& copy) {
  Statement select = source.prepare(copy.select);
  Statement insert = target.prepare(copy.insert);
  if (!select || !insert) return false;
  const int columns = sqlite3_column_count(select.handle());
  Step step = select.step();
  for (; step == Step::row; step = select.step()) {
    for (int column = 0; column < columns; ++column) {
      sqlite3_bind_value(insert.handle(), column + 1,
                         sqlite3_column_value(select.handle(), column));
    }
    if (!insert.run()) return false;
  }
  return step == Step::done;
}

bool fill(const Database& source, const Database& target, std::int64_t number) {
  bool good = target.execute("PRAGMA journal_mode = OFF; BEGIN");
  good = good && target.execute(catalogue_tables_sql);
  for (const Copy& copy : copies) good = good && copy_rows(source, target, copy);
  Statement put = target.prepare("INSERT INTO meta VALUES ('number', ?1)");
  const std::string text = std::to_string(number);
  good = good && put && put.bind(1, text).run();
  good = good && target.execute(search_tables_sql);
  const std::string format = "PRAGMA user_version = " + std::to_string(snapshot_format);
  good = good && target.execute(format.c_str());
  const std::string ours = "PRAGMA application_id = " + std::to_string(snapshot_application);
  good = good && target.execute(ours.c_str());
  return good && target.execute("COMMIT");
}

Issues damaged(std::string reason) {
  return {make_issue(IssueCode::snapshot_damaged, "", {{"reason", std::move(reason)}})};
}

}  // namespace

Result<std::string> build_snapshot(const Database& source, std::int64_t number) {
  const Database target = Database::in_memory();
  if (!fill(source, target, number)) {
    const std::string said = target.message();
    const std::string why = said == "not an error" ? source.message() : said;
    return std::unexpected(damaged(why));
  }
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(target.handle(), "main", &size, 0);
  if (bytes == nullptr) return std::unexpected(damaged("out of memory"));
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return out;
}

Result<Digest> verify_snapshot(std::string_view bytes, const Digest& expected) {
  const Digest found = sha256(bytes);
  if (found == expected) return found;
  return std::unexpected(
      Issues{make_issue(IssueCode::snapshot_digest_differs, "",
                        {{"expected", expected.text()}, {"found", found.text()}})});
}

}  // namespace tally::wire
