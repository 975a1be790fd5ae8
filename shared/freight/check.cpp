// Holds a rate card against sense: what nobody could charge by, and what looks like a slip. The
// places and rates of a table are check_table.cpp.
#include "shared/freight/check.hpp"

#include <algorithm>
#include <limits>

namespace tally::freight {

namespace {

std::int64_t first_day(const RateTable& table) {
  return table.valid_from ? table.valid_from->days() : std::numeric_limits<std::int32_t>::min();
}

std::int64_t last_day(const RateTable& table) {
  return table.valid_until ? table.valid_until->days() : std::numeric_limits<std::int32_t>::max();
}

/// Days on which two tables hold, and days between two on which none does.
void check_days(CardCheck& check) {
  std::vector<const RateTable*> tables;
  for (const RateTable& table : check.card.tables) tables.push_back(&table);
  std::ranges::stable_sort(tables, {}, [](const RateTable* table) { return first_day(*table); });
  std::int64_t reached = std::numeric_limits<std::int64_t>::min();
  for (const RateTable* table : tables) {
    const bool is_first = table == tables.front();
    if (!is_first && first_day(*table) <= reached) {
      const Date day = table->valid_from.value_or(Date{});
      check.report(IssueCode::freight_tables_overlap, "tables", {{"date", day}});
    } else if (!is_first && first_day(*table) > reached + 1) {
      const auto after = Date::from_days(static_cast<std::int32_t>(reached + 1));
      check.report(IssueCode::freight_days_missing, "tables",
                   {{"from", after}, {"until", table->valid_from->plus_days(-1)}});
    }
    reached = std::max(reached, last_day(*table));
  }
}

void check_settings(CardCheck& check, const RateTable& table, const std::string& path) {
  const bool by_weight = check.card.basis == RateBasis::weight;
  if (table.valid_from && table.valid_until && *table.valid_until < *table.valid_from) {
    check.unclear(path, "a table ends before it begins");
  }
  if (table.divisor < 0 || table.least_weight < 0 || table.weight_step < 0) {
    check.unclear(path, "a divisor, a least weight or a step is below zero");
  }
  if (!by_weight && table.divisor > 0) {
    check.unclear(path, "only weight has a divisor, and the card counts something else");
  }
  if (table.free_from) check.amount(path, *table.free_from);
}

/// Why the surcharge is never charged; empty where it is.
std::string why_never(const RateTable& table, const RateSurcharge& surcharge) {
  const bool ends_before = surcharge.valid_until && table.valid_from &&
                           *surcharge.valid_until < *table.valid_from;
  const bool begins_behind = surcharge.valid_from && table.valid_until &&
                             *surcharge.valid_from > *table.valid_until;
  if (ends_before || begins_behind) return "its days lie outside those of its table";
  if (surcharge.when == SurchargeWhen::hazardous && table.hazardous == Taken::no) {
    return "the table takes no dangerous goods";
  }
  if (surcharge.when == SurchargeWhen::remote && surcharge.places.empty()) {
    return "it has no places";
  }
  return {};
}

void check_surcharge(CardCheck& check, const RateTable& table, const RateSurcharge& surcharge,
                     const std::string& path) {
  if (surcharge.name.empty()) check.unclear(path, "a surcharge has no name");
  check_name(check, surcharge.name, path);
  if (surcharge.kind != SurchargeKind::percent) {
    check.amount(path, surcharge.value);
  } else if (surcharge.value < 0 || surcharge.value > 1'000'000) {
    check.report(IssueCode::freight_percent_over, path,
                 {{"surcharge", surcharge.name}, {"percent", Rate{surcharge.value}}});
  }
  const bool has_step = surcharge.kind == SurchargeKind::per_weight;
  if (has_step && surcharge.per <= 0) {
    check.unclear(path, "the surcharge " + surcharge.name + " does not say for how much weight");
  }
  const bool has_over = surcharge.when == SurchargeWhen::piece_over ||
                        surcharge.when == SurchargeWhen::side_over;
  const bool has_places = surcharge.when == SurchargeWhen::remote;
  if ((!has_step && surcharge.per != 0) || (!has_over && surcharge.over != 0) ||
      (!has_places && !surcharge.places.empty())) {
    check.unclear(path, "the surcharge " + surcharge.name + " says what its kind does not know");
  }
  if (has_over && surcharge.over <= 0) {
    check.unclear(path, "the surcharge " + surcharge.name + " does not say above what");
  }
  if (surcharge.valid_from && surcharge.valid_until &&
      *surcharge.valid_until < *surcharge.valid_from) {
    check.unclear(path, "the surcharge " + surcharge.name + " ends before it begins");
  }
  for (const RatePlace& place : surcharge.places) check_place(check, place, path);
  if (auto why = why_never(table, surcharge); !why.empty()) {
    check.report(IssueCode::freight_surcharge_never, path,
                 {{"surcharge", surcharge.name}, {"why", std::move(why)}});
  }
}

}  // namespace

void CardCheck::report(IssueCode code, std::string path, std::vector<Argument> arguments) {
  arguments.insert(arguments.begin(), {"card", card.code.text()});
  issues.push_back(make_issue(code, std::move(path), std::move(arguments)));
}

void CardCheck::unclear(const std::string& path, std::string why) {
  report(IssueCode::freight_card_unclear, path, {{"why", std::move(why)}});
}

void CardCheck::amount(const std::string& path, std::int64_t minor) {
  if (minor < 0) unclear(path, say_money(Money{minor, card.currency}) + " is below zero");
}

Issues check_rate_card(const RateCard& card) {
  CardCheck check{card, {}};
  if (card.code.text().empty()) check.unclear("code", "it has no code");
  check_name(check, card.name, "name");
  if (card.origin) {
    for (const std::string* part :
         {&card.origin->country, &card.origin->admin_area, &card.origin->postal_code}) {
      check_name(check, *part, "origin");
    }
  }
  if (card.tables.empty()) check.report(IssueCode::freight_card_empty, "", {});
  check_days(check);
  for (std::size_t i = 0; i < card.tables.size(); ++i) {
    const RateTable& table = card.tables[i];
    const std::string path = "tables[" + std::to_string(i) + "]";
    if (table.zones.empty()) check.report(IssueCode::freight_card_empty, path, {});
    check_settings(check, table, path);
    check_zones(check, table, path);
    check_places(check, table, path);
    for (std::size_t j = 0; j < table.surcharges.size(); ++j) {
      check_surcharge(check, table, table.surcharges[j],
                      path + ".surcharges[" + std::to_string(j) + "]");
    }
  }
  return std::move(check.issues);
}

}  // namespace tally::freight
