#include "server/store/facts.hpp"

#include <array>

#include "shared/base/rate.hpp"
#include "shared/credit/fraud.hpp"
#include "shared/data/credit.hpp"

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
    SettingRow{"credit_action", "route",
               "an order beyond its customer's credit: route (finance may release it with a "
               "reason) or hold (nobody may, until the account is in order)"},
    SettingRow{"credit_tolerance_percent", "0",
               "so much of a credit limit may be passed: a percentage"},
    SettingRow{"credit_open_order_days", "365",
               "accepted orders count as used credit for so many days, until they are invoiced: 0 "
               "to 3650; 0: they never do"},
    SettingRow{"overdue_days_max", "",
               "an order of a customer with an invoice overdue for longer goes to finance: 0 to "
               "3650 days, or nothing"},
    SettingRow{"duplicate_window_hours", "24",
               "the same goods for the same place within so many hours go to a person: 0 to 8760; "
               "0: nobody looks"},
    SettingRow{"fraud_review", "",
               "what a person looks at, with commas between: first_order=1000.00 EUR, "
               "countries_differ, orders_in_hour=5, others_at_ship_to=2; nothing: facts only"},
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

namespace {

bool is_whole(std::string_view value, std::int64_t highest) {
  const auto number = parse_decimal(value, 0);
  return number && *number >= 0 && *number <= highest;
}

bool is_percentage(std::string_view value) {
  const auto rate = parse_rate(value);
  return rate && *rate >= Rate{} && *rate <= Rate{1'000'000};
}

/// What is expected of a setting of credit, where the value is not that.
std::optional<std::string_view> refuse_credit(std::string_view name, std::string_view value) {
  if (name == "credit_action" && !parse_credit_action(value)) return "route or hold";
  if (name == "credit_tolerance_percent" && !is_percentage(value)) {
    return "a percentage from 0 to 100 with at most four decimals";
  }
  if (name == "credit_open_order_days" && !is_whole(value, 3650)) {
    return "a whole number from 0 to 3650";
  }
  if (name == "overdue_days_max" && !value.empty() && !is_whole(value, 3650)) {
    return "a whole number from 0 to 3650, or nothing";
  }
  if (name == "duplicate_window_hours" && !is_whole(value, 8760)) {
    return "a whole number from 0 to 8760";
  }
  if (name == "fraud_review" && !credit::read_fraud_review(value)) {
    return "first_order=1000.00 EUR, countries_differ, orders_in_hour=5 or others_at_ship_to=2, "
           "with commas between, or nothing";
  }
  return std::nullopt;
}

}  // namespace

std::optional<Issue> check_setting(std::string_view name, std::string_view value) {
  if (find_setting(name) == nullptr) {
    return refuse("name", name, "the name of a setting, as tallystick setting shows them");
  }
  if (name == "on_deviation" && value != "exception" && value != "honour") {
    return refuse(name, value, "exception or honour");
  }
  if (name == "order_age_days_max" && !is_whole(value, 3650)) {
    return refuse(name, value, "a whole number from 0 to 3650");
  }
  if (name == "margin_floor_percent" && !value.empty() && !is_percentage(value)) {
    return refuse(name, value, "a percentage from 0 to 100 with at most four decimals, or nothing");
  }
  if (const auto expected = refuse_credit(name, value)) return refuse(name, value, *expected);
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
