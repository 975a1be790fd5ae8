// Bare insert: the baseline of the import. Reads the CSV by commas and quotes and puts each line
// with one prepared statement into the same table, with the same schema, indexes and pragmas, in
// one transaction. It checks nothing, finds no doubles and reports nothing.
#include <fstream>

#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"
#include "tools/bench/bench.hpp"

namespace tally::bench {

namespace {

std::vector<std::string> cut(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') cells.back() += line[++i];
      else quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

int run_bare_insert(Words words) {
  namespace store = server::store;
  const std::filesystem::path file = std::filesystem::path(words[1]) / "bare.db";
  auto opened = store::open_for_writing(file);
  if (!opened) return 1;
  store::Connection db(*std::move(opened));
  if (!store::migrate(db, file, store::migration_steps())) return 1;
  wire::Statement put = db.database().prepare(
      "INSERT INTO product (sku, gtin, name, unit, family, variant, tax_class, status, successor, "
      "case_pack, minimum, step, weight_g) VALUES (?1, ?2, ?3, 'each', ?4, ?5, ?6, 0, NULL, NULL, "
      "1000, 1000, ?7)");
  std::ifstream csv(words[0]);
  std::string line;
  std::getline(csv, line);
  bool good = db.execute("BEGIN IMMEDIATE");
  while (good && std::getline(csv, line)) {
    const std::vector<std::string> cells = cut(line);
    if (cells.size() != 7) return 1;
    put.bind(1, cells[0]).bind(3, cells[2]).bind(4, cells[3]).bind(5, cells[4]);
    put.bind(6, cells[5]).bind(7, std::int64_t{std::stol(cells[6])});
    cells[1].empty() ? put.bind_null(2) : put.bind(2, cells[1]);
    good = put.run();
  }
  return good && db.execute("COMMIT") ? 0 : 1;
}

}  // namespace tally::bench
