#include "server/store/facts.hpp"

#include <array>
#include <utility>

namespace tally::server::store {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> setting_defaults{{
    {"on_deviation", "exception"},
    {"order_age_days_max", "7"},
}};

constexpr std::string_view fact_name(Fact fact) {
  return fact == Fact::catalogue_revision ? "catalogue_revision" : "current_snapshot";
}

}  // namespace

std::int64_t read_fact(Connection& db, Fact fact) {
  Query find = db.query("SELECT value FROM fact WHERE name = ?1");
  find.bind(1, fact_name(fact));
  return find.step() == wire::Step::row ? find.integer(0) : 0;
}

bool write_fact(Connection& db, Fact fact, std::int64_t value) {
  Query put = db.query("INSERT INTO fact (name, value) VALUES (?1, ?2) "
                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  return put.bind(1, fact_name(fact)).bind(2, value).run();
}

bool catalogue_changed(Connection& db) {
  return write_fact(db, Fact::catalogue_revision, read_fact(db, Fact::catalogue_revision) + 1);
}

std::string read_setting(Connection& db, std::string_view name) {
  Query find = db.query("SELECT value FROM setting WHERE name = ?1");
  find.bind(1, name);
  if (find.step() == wire::Step::row) return find.text(0);
  for (const auto& [known, value] : setting_defaults) {
    if (known == name) return std::string(value);
  }
  return {};
}

bool write_setting(Connection& db, std::string_view name, std::string_view value) {
  Query put = db.query("INSERT INTO setting (name, value) VALUES (?1, ?2) "
                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  return put.bind(1, name).bind(2, value).run();
}

}  // namespace tally::server::store
