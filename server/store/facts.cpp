#include "server/store/facts.hpp"

#include <array>

#include "shared/base/rate.hpp"

namespace tally::server::store {

namespace {

constexpr std::array settings{
    SettingRow{"on_deviation", "exception",
               "when prices changed since an order was taken: exception (a person decides) or "
               "honour (the price told)"},
    SettingRow{"order_age_days_max", "7",
               "an order dated further back, or in the future, goes to a person: 0 to 3650"},
    SettingRow{"margin_floor_percent", "",
               "an order that earns less than this of its net goes to a person: a percentage, or "
               "nothing"},
};

const SettingRow* find_setting(std::string_view name) {
  for (const SettingRow& row : settings) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Issue refuse(std::string_view name, std::string_view value, std::string_view expected) {
  return make_issue(IssueCode::parameter_refused, "",
                    {{"name", std::string(name)},
                     {"value", std::string(value)},
                     {"expected", std::string(expected)}});
}

constexpr std::string_view fact_name(Fact fact) {
  switch (fact) {
    case Fact::catalogue_revision:
      return "catalogue_revision";
    case Fact::current_snapshot:
      return "current_snapshot";
    case Fact::lsn:
      return "lsn";
    case Fact::is_copy:
      return "is_copy";
    case Fact::told_snapshot:
      return "told_snapshot";
  }
  return {};
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

std::span<const SettingRow> setting_rows() { return settings; }

std::optional<Issue> check_setting(std::string_view name, std::string_view value) {
  if (find_setting(name) == nullptr) {
    return refuse("name", name, "the name of a setting, as tallystick setting shows them");
  }
  if (name == "on_deviation" && value != "exception" && value != "honour") {
    return refuse(name, value, "exception or honour");
  }
  const auto days = parse_decimal(value, 0);
  if (name == "order_age_days_max" && (!days || *days < 0 || *days > 3650)) {
    return refuse(name, value, "a whole number from 0 to 3650");
  }
  const auto floor = parse_rate(value);
  const bool in_range = floor && *floor >= Rate{} && *floor <= Rate{1'000'000};
  if (name == "margin_floor_percent" && !value.empty() && !in_range) {
    return refuse(name, value, "a percentage from 0 to 100 with at most four decimals, or nothing");
  }
  return std::nullopt;
}

std::string read_setting(Connection& db, std::string_view name) {
  Query find = db.query("SELECT value FROM setting WHERE name = ?1");
  find.bind(1, name);
  if (find.step() == wire::Step::row) return find.text(0);
  const SettingRow* row = find_setting(name);
  return row == nullptr ? std::string() : std::string(row->otherwise);
}

bool write_setting(Connection& db, std::string_view name, std::string_view value) {
  Query put = db.query("INSERT INTO setting (name, value) VALUES (?1, ?2) "
                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  return put.bind(1, name).bind(2, value).run();
}

}  // namespace tally::server::store
