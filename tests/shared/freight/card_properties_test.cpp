// What holds of every rate card: shown on random ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "shared/freight/csv.hpp"
#include "shared/wire/rate_card_text.hpp"
#include "tests/support/freight_cards.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::freight;
using namespace tally::tests;

namespace {

/// Rows one behind the other; each asks no less than the one before where `rises`.
std::vector<RateRow> random_rows(Random& random) {
  std::vector<RateRow> rows;
  std::int64_t reached = 0, asked = 0;
  const std::int64_t count = random.between(1, 6);
  for (std::int64_t i = 0; i < count; ++i) {
    RateRow row;
    row.above = reached;
    reached += random.between(1, 9000);
    row.up_to = reached;
    asked += random.between(0, 900);
    row.amount = asked;
    if (i > 0 && random.happens(250)) {
      row.form = RateForm::further;
      row.per = random.between(1, 3000);
      row.amount = random.between(0, 90);
    }
    rows.push_back(row);
    if (row.form == RateForm::further) asked += 90 * 9000;
  }
  if (random.happens(500)) rows.back().up_to = std::nullopt;
  return rows;
}

PostalRange random_range(Random& random) {
  if (random.happens(100)) return {};
  const bool is_long = random.happens(400);
  const std::int64_t first = random.between(0, is_long ? 99 : 9);
  const std::int64_t last = random.between(first, is_long ? 99 : 9);
  const auto print = [&](std::int64_t number) {
    const std::string digits = std::to_string(number);
    return is_long && digits.size() < 2 ? "0" + digits : digits;
  };
  return {print(first), print(last)};
}

RatePlace random_place(Random& random) {
  constexpr std::array<const char*, 3> countries{"DE", "US", ""};
  constexpr std::array<const char*, 3> areas{"", "", "CA"};
  RatePlace place{.country = random.pick(countries)};
  if (place.country.empty()) return place;
  place.admin_area = random.pick(areas);
  place.postal = random_range(random);
  return place;
}

RateSurcharge random_surcharge(Random& random) {
  RateSurcharge surcharge{.name = "S" + std::to_string(random.below(3))};
  surcharge.kind = static_cast<SurchargeKind>(random.below(4));
  surcharge.value = random.between(0, 90'000);
  if (surcharge.kind == SurchargeKind::per_weight) surcharge.per = random.between(1, 9000);
  surcharge.when = static_cast<SurchargeWhen>(random.below(5));
  if (surcharge.when >= SurchargeWhen::piece_over) surcharge.over = random.between(1, 2000);
  if (surcharge.when == SurchargeWhen::remote) surcharge.places = {random_place(random)};
  if (random.happens(300)) surcharge.valid_until = freight_day.plus_days(3);
  return surcharge;
}

RateCard random_card(Random& random) {
  RateCard card = small_card();
  card.name = "Random, \"quoted\"";
  card.weight_unit = static_cast<WeightUnit>(random.below(2));
  card.pieces = static_cast<PieceCount>(random.below(2));
  if (random.happens(300)) card.origin = RateOrigin{"US", "", "94105"};
  RateTable& table = card.tables[0];
  if (random.happens(500)) table.divisor = random.between(1, 6000);
  table.size_unknown = static_cast<UnknownSize>(random.below(2));
  if (random.happens(500)) table.weight_step = random.between(1, 3000);
  if (random.happens(500)) table.least_weight = random.between(1, 3000);
  table.next_row = static_cast<NextRow>(random.below(2));
  if (random.happens(300)) table.free_from = random.between(0, 20'000);
  table.zones.clear();
  table.places.clear();
  for (const char* name : {"A", "B", "C"}) {
    RateZone zone{.name = name, .rows = random_rows(random)};
    if (random.happens(300)) zone.least = random.between(0, 3000);
    if (random.happens(300)) zone.free_from = random.between(0, 30'000);
    table.zones.push_back(std::move(zone));
    for (std::uint64_t i = 0; i <= random.below(4); ++i) {
      table.places.push_back({name, random_place(random)});
    }
  }
  for (std::uint64_t i = 0; i < random.below(3); ++i) {
    table.surcharges.push_back(random_surcharge(random));
  }
  return card;
}

std::vector<Product> random_products(Random& random) {
  std::vector<Product> products;
  for (int i = 0; i < 6; ++i) {
    Product product = box_of(random.between(0, 3000), random.between(0, 300));
    product.sku = Sku::parse("P-" + std::to_string(i)).value();
    if (random.happens(200)) product.un_number = "UN1263";
    if (random.happens(300)) product.case_pack = units(6);
    products.push_back(std::move(product));
  }
  return products;
}

Consignment random_consignment(Random& random, const std::vector<Product>& products) {
  constexpr std::array<const char*, 3> countries{"DE", "US", "FR"};
  constexpr std::array<const char*, 2> areas{"", "CA"};
  Consignment made = consignment_of({}, std::to_string(random.between(0, 999)));
  made.destination.country = random.pick(countries);
  made.destination.admin_area = random.pick(areas);
  made.goods = usd(random.between(0, 40'000));
  for (const Product& product : products) {
    if (random.happens(500)) made.lines.push_back({&product, Quantity{random.between(1, 9000)}});
  }
  return made;
}

/// Zone by zone and code by code, as somebody with the carrier's leaflet would look it up.
std::map<std::string, int> zones_by_hand(const RateTable& table, const Destination& to) {
  std::map<std::string, int> best;
  int closest = -1;
  for (const ZonePlace& each : table.places) {
    const RatePlace& place = each.place;
    const std::size_t length = place.postal.from.size();
    bool holds = place.country.empty() || place.country == to.country;
    holds = holds && (place.admin_area.empty() || place.admin_area == to.admin_area);
    holds = holds && to.postal_code.size() >= length;
    if (holds && length > 0) {
      const int code = std::stoi(to.postal_code.substr(0, length));
      holds = std::stoi(place.postal.from) <= code && code <= std::stoi(place.postal.until);
    }
    if (!holds) continue;
    const int close = (place.country.empty() ? 0 : 100) + static_cast<int>(length) * 10 +
                      (place.admin_area.empty() ? 0 : 1);
    if (close > closest) best.clear();
    closest = std::max(closest, close);
    if (close == closest) ++best[each.zone];
  }
  return best;
}

bool has(const Charged& charged, IssueCode code) {
  return std::ranges::find(charged.issues, code, &Issue::code) != charged.issues.end();
}

}  // namespace

TEST_CASE("freight: the zone is the one that is found by hand") {
  Random random(17);
  int found = 0, unclear = 0, missing = 0;
  for (int round = 0; round < 4000; ++round) {
    CAPTURE(round);
    RateCard card = random_card(random);
    for (RateZone& zone : card.tables[0].zones) {
      zone.rows = {{RateForm::total, 0, std::nullopt, 0, 100}};
    }
    card.basis = RateBasis::consignment;
    card.tables[0].divisor = 0;
    card.tables[0].surcharges.clear();
    const Product box = box_of(10);
    Consignment consignment = random_consignment(random, {});
    consignment.lines = {{&box, units(1)}};
    const auto charged = charge_freight(card, consignment, freight_day);
    const auto wanted = zones_by_hand(card.tables[0], consignment.destination);
    if (wanted.size() == 1) CHECK((charged.leg && charged.leg->zone == wanted.begin()->first));
    CHECK(has(charged, IssueCode::freight_zone_missing) == wanted.empty());
    CHECK(has(charged, IssueCode::freight_zone_unclear) == (wanted.size() > 1));
    ++(wanted.empty() ? missing : wanted.size() > 1 ? unclear : found);
  }
  CHECK(found > 500);
  CHECK(unclear > 100);
  CHECK(missing > 100);
}

TEST_CASE("freight: more weight never costs less where the rates rise") {
  Random random(3);
  int compared = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    RateCard card = random_card(random);
    card.tables[0].places = {{"A", {}}};
    card.tables[0].surcharges.clear();
    card.tables[0].divisor = 0;
    std::int64_t before = -1;
    for (std::int64_t grams = 1; grams < 40'000; grams += random.between(1, 900)) {
      const Product box = box_of(grams);
      const auto charged =
          charge_freight(card, consignment_of({{&box, units(1)}}), freight_day);
      if (!charged.leg) continue;
      CHECK(charged.leg->base.minor >= before);
      CHECK(charged.leg->charged_weight_g + 5 >= charged.leg->weight_g);
      before = charged.leg->base.minor;
      ++compared;
    }
  }
  CHECK(compared > 2000);
}

TEST_CASE("freight: neither the lines' order nor that of places and rows of a table matters") {
  Random random(29);
  int legs = 0;
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    const RateCard card = random_card(random);
    const auto products = random_products(random);
    Consignment consignment = random_consignment(random, products);
    const auto charged = charge_freight(card, consignment, freight_day);
    RateCard turned = card;
    random.shuffle(turned.tables[0].places);
    std::ranges::reverse(turned.tables[0].zones);
    auto again = charge_freight(turned, consignment, freight_day);
    CHECK((again.leg == charged.leg));
    CHECK((again.issues == charged.issues));
    random.shuffle(consignment.lines);
    again = charge_freight(card, consignment, freight_day);
    CHECK((again.leg == charged.leg));
    CHECK(again.issues.size() == charged.issues.size());
    if (!charged.leg) continue;
    ++legs;
    std::int64_t sum = charged.leg->base.minor;
    for (const FreightSurcharge& each : charged.leg->surcharges) sum += each.amount.minor;
    const bool is_free =
        charged.leg->free_from && consignment.goods.minor >= charged.leg->free_from->minor;
    CHECK(charged.leg->charge == usd(is_free ? 0 : sum));
  }
  CHECK(legs > 200);
}

TEST_CASE("freight: CSV, JSON and the value are one card") {
  Random random(41);
  int held = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const RateCard card = random_card(random);
    const auto issues = check_rate_card(card);
    const auto is_error = [](const Issue& issue) { return issue.severity == Severity::error; };
    const auto from_json = wire::parse_rate_card(wire::rate_card_record(card));
    REQUIRE(from_json.has_value());
    CHECK((*from_json == card));
    const std::string printed = print_rate_card_csv(card);
    const auto from_csv = read_rate_cards_csv(printed);
    CAPTURE(printed);
    REQUIRE(from_csv.has_value());
    CHECK((from_csv->front() == card));
    if (std::ranges::none_of(issues, is_error)) ++held;
  }
  CHECK(held > 50);
}
