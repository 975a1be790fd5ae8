#include "server/rulebook/rule_sets.hpp"

#include "shared/rules/print.hpp"

namespace tally::server::rulebook {

using store::Connection;
using store::Query;
using wire::Step;

bool keep_set(Connection& db, const KeptSet& set) {
  Query put = db.query("INSERT OR IGNORE INTO rule_set (digest, text, name, author, at_ms, note) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  put.bind(1, set.digest).bind(2, set.text).bind(3, set.name).bind(4, set.author);
  return put.bind(5, set.at.unix_ms).bind(6, set.note).run();
}

bool keep_set(Connection& db, const rules::Book& book, const rules::CompiledSet& set,
              Instant now) {
  const std::string digest = set.digest.text();
  {
    Query known = db.query("SELECT 1 FROM rule_set WHERE digest = ?1");
    if (known.bind(1, digest).step() == Step::row) return true;
  }
  return keep_set(db, {digest, rules::print_rules(book.words().vocabulary, set.rules), set.name,
                       "", now, ""});
}

std::optional<KeptSet> find_set(Connection& db, std::string_view digest) {
  Query find = db.query("SELECT digest, text, name, author, at_ms, note FROM rule_set "
                        "WHERE digest = ?1");
  if (find.bind(1, digest).step() != Step::row) return std::nullopt;
  return KeptSet{find.text(0), find.text(1), find.text(2), find.text(3), Instant{find.integer(4)},
                 find.text(5)};
}

std::vector<KeptSet> list_sets(Connection& db, std::int64_t limit) {
  std::vector<KeptSet> sets;
  Query select = db.query("SELECT digest, name, author, at_ms, note FROM rule_set "
                          "ORDER BY at_ms DESC, digest LIMIT ?1");
  select.bind(1, limit);
  while (select.step() == Step::row) {
    sets.push_back({select.text(0), "", select.text(1), select.text(2),
                    Instant{select.integer(3)}, select.text(4)});
  }
  return sets;
}

}  // namespace tally::server::rulebook
