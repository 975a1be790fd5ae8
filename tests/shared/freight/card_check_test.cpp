// What is found in a rate card that cannot be so, or looks like a slip.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/freight_cards.hpp"

using namespace tally;
using namespace tally::freight;
using namespace tally::tests;

namespace {

using Finding = std::pair<IssueCode, std::string>;

std::vector<Finding> found_in(const RateCard& card) {
  std::vector<Finding> found;
  for (const Issue& issue : check_rate_card(card)) found.emplace_back(issue.code, issue.path);
  return found;
}

/// The small card after a change of its table.
template <typename Change>
std::vector<Finding> found_after(const Change& change) {
  RateCard card = small_card();
  change(card.tables[0]);
  return found_in(card);
}

}  // namespace

TEST_CASE("freight check: a card that holds has no findings") {
  CHECK(found_in(small_card()).empty());
}

TEST_CASE("freight check: gaps and overlaps of rows are found where they are") {
  const auto rows = [](std::vector<RateRow> rows) {
    return found_after([&](RateTable& table) { table.zones[0].rows = rows; });
  };
  const std::string path = "tables[0].zones[0].rates[";
  CHECK(rows({total_row(0, 1000, 500), total_row(2000, 5000, 800)}) ==
        std::vector<Finding>{{IssueCode::freight_gap, path + "1]"}});
  CHECK(rows({total_row(100, 1000, 500)}) ==
        std::vector<Finding>{{IssueCode::freight_gap, path + "0]"}});
  CHECK(rows({total_row(0, 1000, 500), total_row(900, 5000, 800)}) ==
        std::vector<Finding>{{IssueCode::freight_overlap, path + "1]"}});
  CHECK(rows({total_row(0, 1000, 500), total_row(0, 1000, 500)}) ==
        std::vector<Finding>{{IssueCode::freight_overlap, path + "1]"}});
  CHECK(rows({{RateForm::total, 0, {}, 0, 1}, total_row(900, 5000, 800)}) ==
        std::vector<Finding>{{IssueCode::freight_overlap, path + "1]"}});
  CHECK(rows({total_row(0, 1000, 500), {RateForm::not_served, 1000, 2000},
              total_row(2000, 5000, 800)})
            .empty());
}

TEST_CASE("freight check: rows that nobody could apply are unclear") {
  const auto row = [](RateRow row) {
    const auto found = found_after([&](RateTable& table) { table.zones[0].rows = {row}; });
    return !found.empty() && std::ranges::all_of(found, [](const Finding& each) {
      return each.first == IssueCode::freight_card_unclear;
    });
  };
  CHECK(row({RateForm::each, 0, 1000, 0, 5}));
  CHECK(row({RateForm::each, 0, 1000, -1, 5}));
  CHECK(row({RateForm::further, 0, 1000, 1000, 5}));
  CHECK(row({RateForm::total, 0, 0, 0, 5}));
  CHECK(row({RateForm::total, 0, 1000, 500, 5}));
  CHECK(row({RateForm::not_served, 0, 1000, 0, 5}));
  CHECK_FALSE(row({RateForm::each, 0, 1000, 10, 5}));
}

TEST_CASE("freight check: a price that falls is noted, unless the cheaper row holds") {
  const auto fall = [](NextRow next) {
    return found_after([&](RateTable& table) {
      table.zones[0].rows[1].amount = 450;
      table.next_row = next;
    });
  };
  CHECK(fall(NextRow::as_it_stands) ==
        std::vector<Finding>{{IssueCode::freight_price_falls, "tables[0].zones[0].rates[1]"}});
  CHECK(fall(NextRow::if_cheaper).empty());
}

TEST_CASE("freight check: places in two zones, twice in one, and in none") {
  const auto places = [](std::vector<ZonePlace> places) {
    return found_after([&](RateTable& table) {
      table.zones.push_back(table.zones[0]);
      table.zones[1].name = "B";
      table.places = places;
    });
  };
  const auto range = [](const char* from, const char* until) {
    return RatePlace{.country = "DE", .postal = {from, until}};
  };
  CHECK(places({{"A", range("10", "30")}, {"B", range("30", "40")}}) ==
        std::vector<Finding>{{IssueCode::freight_place_in_two_zones, "tables[0].places"}});
  CHECK(places({{"A", range("10", "90")}, {"B", range("95", "99")}, {"A", range("20", "21")},
                {"B", range("80", "81")}}) ==
        std::vector<Finding>{{IssueCode::freight_place_twice, "tables[0].places"},
                             {IssueCode::freight_place_in_two_zones, "tables[0].places"}});
  CHECK(places({{"A", range("10", "30")}, {"B", range("101", "102")}}).empty());
  CHECK(places({{"A", {.country = "DE"}}, {"B", {.country = "DE", .admin_area = "BY"}}}).empty());
  CHECK(places({{"A", {.country = "DE"}}, {"B", {.country = "DE"}}}) ==
        std::vector<Finding>{{IssueCode::freight_place_in_two_zones, "tables[0].places"}});
  CHECK(places({{"A", {}}}) ==
        std::vector<Finding>{{IssueCode::freight_zone_without_places, "tables[0].zones[1]"}});
  CHECK(places({{"A", {}}, {"B", {.country = "AT"}}, {"C", {.country = "CH"}},
                {"C", {.country = "LI"}}}) ==
        std::vector<Finding>{{IssueCode::freight_zone_without_rates, "tables[0].places[2]"}});
}

TEST_CASE("freight check: postal codes, countries and names that a file would lose") {
  const auto place = [](RatePlace place) {
    const auto found = found_after([&](RateTable& table) { table.places[0].place = place; });
    return found.empty() ? IssueCode{} : found[0].first;
  };
  CHECK(place({.country = "DE", .postal = {"20", "100"}}) == IssueCode::freight_postal_range);
  CHECK(place({.country = "DE", .postal = {"20", "10"}}) == IssueCode::freight_postal_range);
  CHECK(place({.country = "GB", .postal = {"bt1", "bt9"}}) == IssueCode::freight_postal_range);
  CHECK(place({.country = "GB", .postal = {"BT1", "BT9"}}) == IssueCode{});
  CHECK(place({.country = "Germany"}) == IssueCode::freight_country_unreadable);
  CHECK(place({.admin_area = "CA"}) == IssueCode::freight_card_unclear);
  CHECK(place({.country = "US", .admin_area = " CA"}) == IssueCode::freight_card_unclear);
  CHECK(found_after([](RateTable& table) { table.zones[0].name = table.places[0].zone = "A\nB"; })
            .front()
            .first == IssueCode::freight_card_unclear);
}

TEST_CASE("freight check: tables that overlap, and days that none holds") {
  const auto day = [](std::int32_t days) { return freight_day.plus_days(days); };
  const auto found = [&](std::optional<Date> until, std::optional<Date> from) {
    RateCard card = small_card();
    card.tables.push_back(card.tables[0]);
    card.tables[0].valid_until = until;
    card.tables[1].valid_from = from;
    std::ranges::reverse(card.tables);
    return found_in(card);
  };
  CHECK(found(day(3), day(4)).empty());
  CHECK(found(day(3), day(3)) ==
        std::vector<Finding>{{IssueCode::freight_tables_overlap, "tables"}});
  CHECK(found(std::nullopt, day(3)) ==
        std::vector<Finding>{{IssueCode::freight_tables_overlap, "tables"}});
  CHECK(found(day(3), day(6)) ==
        std::vector<Finding>{{IssueCode::freight_days_missing, "tables"}});
}

TEST_CASE("freight check: surcharges that nobody pays, or that cannot be") {
  const auto surcharge = [](RateSurcharge surcharge) {
    surcharge.name = "Extra";
    const auto found = found_after([&](RateTable& table) {
      table.hazardous = Taken::no;
      table.valid_from = freight_day;
      table.surcharges = {surcharge};
    });
    return found.empty() ? IssueCode{} : found[0].first;
  };
  CHECK(surcharge({.value = 5}) == IssueCode{});
  CHECK(surcharge({.value = -5}) == IssueCode::freight_card_unclear);
  CHECK(surcharge({.kind = SurchargeKind::percent, .value = 1'000'001}) ==
        IssueCode::freight_percent_over);
  CHECK(surcharge({.kind = SurchargeKind::percent, .value = 1'000'000}) == IssueCode{});
  CHECK(surcharge({.kind = SurchargeKind::per_weight, .value = 5}) ==
        IssueCode::freight_card_unclear);
  CHECK(surcharge({.when = SurchargeWhen::side_over}) == IssueCode::freight_card_unclear);
  CHECK(surcharge({.over = 5}) == IssueCode::freight_card_unclear);
  CHECK(surcharge({.when = SurchargeWhen::hazardous}) == IssueCode::freight_surcharge_never);
  CHECK(surcharge({.when = SurchargeWhen::remote}) == IssueCode::freight_surcharge_never);
  CHECK(surcharge({.valid_until = freight_day.plus_days(-1)}) ==
        IssueCode::freight_surcharge_never);
}

TEST_CASE("freight check: empty cards, amounts below zero, settings that do not fit") {
  RateCard card = small_card();
  card.tables.clear();
  CHECK(found_in(card) == std::vector<Finding>{{IssueCode::freight_card_empty, ""}});
  CHECK(found_after([](RateTable& table) {
          table.zones.clear();
          table.places.clear();
        }) == std::vector<Finding>{{IssueCode::freight_card_empty, "tables[0]"}});
  CHECK(found_after([](RateTable& table) { table.zones[0].least = -1; }).front().first ==
        IssueCode::freight_card_unclear);
  CHECK(found_after([](RateTable& table) { table.divisor = -1; }).front().first ==
        IssueCode::freight_card_unclear);
  card = small_card();
  card.basis = RateBasis::pieces;
  card.tables[0].divisor = 5000;
  CHECK(found_in(card).front().first == IssueCode::freight_card_unclear);
}
