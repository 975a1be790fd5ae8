// What a rate card charges: measures, zones, rows, surcharges, and what it cannot charge.
#include <doctest/doctest.h>

#include <limits>

#include "tests/support/freight_cards.hpp"

using namespace tally;
using namespace tally::freight;
using namespace tally::tests;

namespace {

std::int64_t base_of(const RateCard& card, std::int64_t grams) {
  const Product product = box_of(grams);
  const auto charged = charge_freight(card, consignment_of({{&product, units(1)}}), freight_day);
  return charged.leg ? charged.leg->base.minor : -1;
}

std::vector<IssueCode> codes_of(const Charged& charged) {
  std::vector<IssueCode> codes;
  for (const Issue& issue : charged.issues) {
    CHECK(issue.severity == Severity::review);
    CHECK(issue.path == "freight");
    codes.push_back(issue.code);
  }
  CHECK(charged.leg.has_value() == codes.empty());
  return codes;
}

using Codes = std::vector<IssueCode>;

}  // namespace

TEST_CASE("freight: a row holds up to and with its end") {
  const RateCard card = small_card();
  CHECK(base_of(card, 1) == 500);
  CHECK(base_of(card, 1000) == 500);
  CHECK(base_of(card, 1001) == 800);
  CHECK(base_of(card, 5000) == 800);
  CHECK(base_of(card, 5001) == 900);
  CHECK(base_of(card, 6000) == 900);
  CHECK(base_of(card, 6001) == 1000);
  CHECK(base_of(card, 30'000) == 3300);
  CHECK(base_of(card, 30'001) == -1);
}

TEST_CASE("freight: a further row stands on a further row") {
  RateCard card = small_card();
  card.tables[0].zones[0].rows.push_back({RateForm::further, 30'000, std::nullopt, 10'000, 400});
  CHECK(base_of(card, 30'001) == 3700);
  CHECK(base_of(card, 55'000) == 3300 + 3 * 400);
}

TEST_CASE("freight: where a heavier row is cheaper nobody pays the dearer one") {
  RateCard card = small_card();
  auto& rows = card.tables[0].zones[0].rows;
  rows = {{RateForm::each, 0, 500'000, 100'000, 2000},
          {RateForm::each, 500'000, std::nullopt, 100'000, 1400}};
  CHECK(base_of(card, 420'000) == 10'000);
  CHECK(base_of(card, 500'001) == 6 * 1400);
  card.tables[0].next_row = NextRow::if_cheaper;
  CHECK(base_of(card, 300'000) == 6000);
  CHECK(base_of(card, 301'000) == 7000);
  CHECK(base_of(card, 420'000) == 7000);
}

TEST_CASE("freight: the dimensional weight counts where it is larger") {
  RateCard card = small_card();
  card.tables[0].divisor = 5000;
  const Product light = box_of(200, 300);  // 27,000 cm3 are 5.4 kg
  const auto charged = charge_freight(card, consignment_of({{&light, units(2)}}), freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->weight_g == 400);
  CHECK(charged.leg->volume_cm3 == 54'000);
  CHECK(charged.leg->charged_weight_g == 10'800);
  CHECK(charged.leg->base == usd(800 + 6 * 100));
}

TEST_CASE("freight: pounds are taken to the hundredth, and their volume in cubic inches") {
  RateCard card = small_card();
  card.weight_unit = WeightUnit::pound;
  card.tables[0].weight_step = 1000;
  CHECK(base_of(card, 454) == 500);    // 1.0009 lb is one pound on a scale
  CHECK(base_of(card, 457) == 800);    // 1.0075 lb is 1.01
  CHECK(base_of(card, 2268) == 800);   // 5.0002 lb
  CHECK(base_of(card, 2300) == 900);   // 5.07 lb is charged as six
  card.tables[0].divisor = 139;
  const Product cube = box_of(100, 254);  // ten inches each way: 1000 in3 / 139 = 7.19...
  const auto charged = charge_freight(card, consignment_of({{&cube, units(1)}}), freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->charged_weight_g == 3629);  // eight pounds
  CHECK(charged.leg->base == usd(800 + 3 * 100));
}

TEST_CASE("freight: least weight and step are of the charged weight") {
  RateCard card = small_card();
  card.tables[0].least_weight = 4000;
  card.tables[0].weight_step = 2500;
  const Product small = box_of(100);
  auto charged = charge_freight(card, consignment_of({{&small, units(1)}}), freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->charged_weight_g == 5000);
  CHECK(charged.leg->weight_g == 100);
  charged = charge_freight(card, consignment_of({{&small, units(51)}}), freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->charged_weight_g == 7500);
}

TEST_CASE("freight: a fraction of a unit weighs its fraction, rounded up once") {
  const RateCard card = small_card();
  const Product cloth = box_of(333);
  const auto charged = charge_freight(
      card, consignment_of({{&cloth, Quantity{500}}, {&cloth, Quantity{500}}}), freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->weight_g == 333);
  CHECK(charged.leg->pieces == 2);
}

TEST_CASE("freight: pieces are units, or cases where the card says so") {
  RateCard card = small_card();
  card.basis = RateBasis::pieces;
  card.tables[0].zones[0].rows = {{RateForm::each, 0, std::nullopt, 1, 700}};
  Product bottle = box_of(1000);
  bottle.case_pack = units(12);
  const auto ask = [&] {
    return charge_freight(card, consignment_of({{&bottle, units(25)}}), freight_day).leg->base;
  };
  CHECK(ask() == usd(25 * 700));
  card.pieces = PieceCount::cases;
  CHECK(ask() == usd(3 * 700));
}

TEST_CASE("freight: surcharges come behind the base, each by its kind and condition") {
  RateCard card = small_card();
  RateTable& table = card.tables[0];
  table.surcharges = {
      {.name = "Fuel", .kind = SurchargeKind::percent, .value = 125'000},
      {.name = "Late fuel", .kind = SurchargeKind::percent, .value = 125'000,
       .valid_from = freight_day.plus_days(1)},
      {.name = "Danger", .value = 3000, .when = SurchargeWhen::hazardous},
      {.name = "Danger each", .kind = SurchargeKind::per_piece, .value = 50,
       .when = SurchargeWhen::hazardous},
      {.name = "Island", .value = 900, .when = SurchargeWhen::remote,
       .places = {{.country = "DE", .postal = {"27498", "27498"}}}},
      {.name = "Heavy", .kind = SurchargeKind::per_piece, .value = 250,
       .when = SurchargeWhen::piece_over, .over = 2000},
      {.name = "Long", .value = 400, .when = SurchargeWhen::side_over, .over = 1200},
      {.name = "Handling", .kind = SurchargeKind::per_weight, .value = 30, .per = 2000},
  };
  Product lacquer = box_of(500);
  lacquer.un_number = "UN1263";
  const Product heavy = box_of(2500);
  Product rod = box_of(100);
  rod.length_mm = 1201;
  const auto charged = charge_freight(
      card, consignment_of({{&lacquer, units(3)}, {&heavy, units(2)}, {&rod, units(1)}}, "27498"),
      freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->weight_g == 6600);
  CHECK(charged.leg->base == usd(1000));
  const std::vector<FreightSurcharge> wanted{
      {"Fuel", usd(125)},   {"Danger", usd(3000)}, {"Danger each", usd(150)}, {"Island", usd(900)},
      {"Heavy", usd(500)}, {"Long", usd(400)},   {"Handling", usd(120)}};
  CHECK((charged.leg->surcharges == wanted));
  CHECK(charged.leg->charge == usd(1000 + 125 + 3000 + 150 + 900 + 500 + 400 + 120));
}

TEST_CASE("freight: from its amount on the way is free, surcharges and all") {
  RateCard card = small_card();
  RateTable& table = card.tables[0];
  table.free_from = 10'000;
  table.surcharges = {{.name = "Fuel", .value = 77}};
  const Product box = box_of(800);
  auto consignment = consignment_of({{&box, units(1)}});
  auto charged = charge_freight(card, consignment, freight_day);
  REQUIRE(charged.leg);
  CHECK(charged.leg->charge == usd(0));
  CHECK(charged.leg->base == usd(500));
  CHECK((charged.leg->free_from == usd(10'000)));
  consignment.goods = usd(9'999);
  CHECK(charge_freight(card, consignment, freight_day).leg->charge == usd(577));
  table.zones[0].free_from = 20'000;
  consignment.goods = usd(15'000);
  CHECK(charge_freight(card, consignment, freight_day).leg->charge == usd(577));
}

TEST_CASE("freight: the base is never below the zone's least") {
  RateCard card = small_card();
  card.tables[0].zones[0].least = 750;
  CHECK(base_of(card, 10) == 750);
  CHECK(base_of(card, 1001) == 800);
}

TEST_CASE("freight: the closest place decides, and two that are as close decide nothing") {
  RateCard card = small_card();
  RateTable& table = card.tables[0];
  const auto zone = [&](const char* name, std::int64_t cents) {
    table.zones.push_back({.name = name, .rows = {{RateForm::total, 0, {}, 0, cents}}});
  };
  zone("WORLD", 9000);
  zone("CITY", 100);
  zone("STATE", 200);
  table.places.push_back({"WORLD", {}});
  table.places.push_back({"CITY", {.country = "DE", .postal = {"101", "105"}}});
  table.places.push_back({"STATE", {.country = "DE", .admin_area = "BY"}});
  const Product box = box_of(800);
  auto consignment = consignment_of({{&box, units(1)}}, "10599");
  const auto zone_now = [&] { return charge_freight(card, consignment, freight_day).leg->zone; };
  CHECK(zone_now() == "CITY");
  consignment.destination.postal_code = "10699";
  CHECK(zone_now() == "A");
  consignment.destination.admin_area = "BY";
  CHECK(zone_now() == "STATE");
  consignment.destination.postal_code = "10 1-15";
  CHECK(zone_now() == "CITY");
  consignment.destination.country = "FR";
  CHECK(zone_now() == "WORLD");
  consignment.destination.country = "DE";
  table.places.push_back({"A", {.country = "DE", .postal = {"100", "101"}}});
  CHECK((codes_of(charge_freight(card, consignment, freight_day)) ==
         Codes{IssueCode::freight_zone_unclear}));
}

TEST_CASE("freight: everything that stands in the way is said at once") {
  RateCard card = small_card();
  RateTable& table = card.tables[0];
  table.hazardous = table.po_boxes = Taken::no;
  table.divisor = 5000;
  Product lacquer = box_of(0);
  lacquer.un_number = "UN1263";
  auto consignment = consignment_of({{&lacquer, units(1)}, {&lacquer, units(2)}});
  consignment.destination.country = "FR";
  consignment.destination.point = DeliveryPoint::po_box;
  consignment.goods.currency = Currency::parse("EUR").value();
  CHECK((codes_of(charge_freight(card, consignment, freight_day)) ==
         Codes{IssueCode::freight_currency_differs, IssueCode::freight_hazardous_not_taken,
               IssueCode::freight_po_box_not_taken, IssueCode::freight_zone_missing,
               IssueCode::freight_weight_unknown, IssueCode::freight_size_unknown}));
}

TEST_CASE("freight: what a card does not ask for may be unknown") {
  RateCard card = small_card();
  const Product unknown = box_of(0);
  const auto consignment = consignment_of({{&unknown, units(1)}});
  card.basis = RateBasis::consignment;
  card.tables[0].zones[0].rows = {{RateForm::total, 0, {}, 0, 1900}};
  CHECK(charge_freight(card, consignment, freight_day).leg->charge == usd(1900));
  card.tables[0].surcharges = {
      {.name = "Handling", .kind = SurchargeKind::per_weight, .value = 5, .per = 1000}};
  CHECK((codes_of(charge_freight(card, consignment, freight_day)) ==
         Codes{IssueCode::freight_weight_unknown}));
}

TEST_CASE("freight: sizes that nobody entered may count by weight") {
  RateCard card = small_card();
  card.tables[0].divisor = 5000;
  const Product flat = box_of(900);
  const auto consignment = consignment_of({{&flat, units(1)}});
  CHECK((codes_of(charge_freight(card, consignment, freight_day)) ==
         Codes{IssueCode::freight_size_unknown}));
  card.tables[0].size_unknown = UnknownSize::by_weight;
  CHECK(charge_freight(card, consignment, freight_day).leg->base == usd(500));
}

TEST_CASE("freight: a card holds on its days, and its later table stands before the earlier") {
  RateCard card = small_card();
  card.tables.push_back(card.tables[0]);
  card.tables[0].valid_until = freight_day.plus_days(-1);
  card.tables[1].valid_from = freight_day;
  card.tables[1].zones[0].rows[0].amount = 555;
  const Product box = box_of(800);
  const auto consignment = consignment_of({{&box, units(1)}});
  CHECK(charge_freight(card, consignment, freight_day).leg->base == usd(555));
  CHECK(charge_freight(card, consignment, freight_day.plus_days(-1)).leg->base == usd(500));
  card.tables[1].valid_until = freight_day;
  CHECK((codes_of(charge_freight(card, consignment, freight_day.plus_days(1))) ==
         Codes{IssueCode::freight_card_not_valid}));
}

TEST_CASE("freight: what does not fit is said and never wraps") {
  RateCard card = small_card();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  card.tables[0].zones[0].rows = {{RateForm::each, 0, {}, 1, most}};
  const Codes wanted{IssueCode::freight_uncountable};
  const Product box = box_of(2);
  CHECK((codes_of(charge_freight(card, consignment_of({{&box, units(1)}}), freight_day)) ==
         wanted));
  card = small_card();
  const Product heavy = box_of(most), crate = box_of(2000);
  CHECK((codes_of(charge_freight(card, consignment_of({{&heavy, units(2)}}), freight_day)) ==
         wanted));
  CHECK((codes_of(charge_freight(
             card, consignment_of({{&crate, Quantity{most}}, {&crate, Quantity{most}}}),
             freight_day)) == wanted));
  Product huge = box_of(5, side_mm_max);
  CHECK((codes_of(charge_freight(card, consignment_of({{&huge, Quantity{most}}}), freight_day)) ==
         wanted));
  huge.width_mm = side_mm_max + 1;
  CHECK((codes_of(charge_freight(card, consignment_of({{&huge, units(1)}}), freight_day)) ==
         wanted));
  card.tables[0].surcharges = {{.name = "All", .value = most}};
  CHECK((codes_of(charge_freight(card, consignment_of({{&box, units(1)}}), freight_day)) ==
         wanted));
}

TEST_CASE("freight: where nothing goes, nothing is charged") {
  const auto charged = charge_freight(small_card(), consignment_of({}), freight_day);
  CHECK_FALSE(charged.leg);
  CHECK(charged.issues.empty());
}

TEST_CASE("freight: the buyer arranges the way of EXW, FCA, FAS and FOB") {
  for (const char* term : {"EXW", "FCA", "FAS", "FOB"}) CHECK_FALSE(charges_way(term));
  for (const char* term : {"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "", "DAT"}) {
    CHECK(charges_way(term));
  }
}
