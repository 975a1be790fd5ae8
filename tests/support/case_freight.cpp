// The lines of a case that is a rate card and what goes by it, and what comes of them.
#include <algorithm>

#include "shared/freight/csv.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/case_values.hpp"

namespace tally::tests {

namespace {

std::int64_t read_whole(Words& words) {
  const std::string word = words.next();
  const auto number = parse_decimal(word, 0);
  if (!number) complain(words.line(), "a whole number");
  return *number;
}

/// "300 x 200 x 100 mm"
void read_sides(Words& words, Product& into) {
  into.length_mm = read_whole(words);
  words.expect("x");
  into.width_mm = read_whole(words);
  words.expect("x");
  into.height_mm = read_whole(words);
  words.expect("mm");
}

/// "3 of BOX-1, weighs 500 g, sides 300 x 200 x 100 mm, dangerous UN1263, cases of 12"
void read_freight_goods(Words& words, CaseFreight& into) {
  CaseGoods goods;
  goods.quantity = read_quantity(words);
  words.expect("of");
  goods.product.sku = read_code<Sku>(words, "a SKU");
  while (words.take(",")) {
    if (words.take("dangerous")) {
      goods.product.un_number = words.next();
    } else if (words.take("cases of")) {
      goods.product.case_pack = read_quantity(words);
    } else if (words.take("sides")) {
      read_sides(words, goods.product);
    } else {
      words.expect("weighs");
      goods.product.weight_g = read_whole(words);
      words.expect("g");
    }
  }
  into.goods.push_back(std::move(goods));
}

/// The card that is charged: the first of the file.
void charge_goods(const CaseFreight& wanted, const RateCard& card, CaseResult& result) {
  if (wanted.goods.empty()) return;
  freight::Consignment consignment{wanted.to, wanted.worth, {}};
  for (const CaseGoods& goods : wanted.goods) {
    consignment.lines.push_back({&goods.product, goods.quantity});
  }
  auto charged = freight::charge_freight(card, consignment, wanted.day);
  result.freight->leg = std::move(charged.leg);
  std::ranges::move(charged.issues, std::back_inserter(result.issues));
}

}  // namespace

bool open_freight(const std::string& line, Case& into) {
  if (line != "rate card file") return false;
  into.input = CaseInput::freight;
  return true;
}

/// A file's comments and blank lines are the case's: lines are counted without them.
void read_freight_line(const CaseLine& line, CaseFreight& into) {
  Words words(line);
  if (into.is_consigned) {
    if (words.take("goods worth")) into.worth = read_money(words);
    else if (words.take("to a post office box")) into.to.point = freight::DeliveryPoint::po_box;
    else read_freight_goods(words, into);
    if (!words.at_end()) complain(line, "nothing more");
    return;
  }
  if (!words.take("consignment to")) {
    into.file += line.text + "\n";
    return;
  }
  // "consignment to US CA 94105 on 2026-03-02"; "-" for a country without states.
  into.is_consigned = true;
  into.to.country = words.next();
  into.to.admin_area = words.next();
  if (into.to.admin_area == "-") into.to.admin_area.clear();
  into.to.postal_code = words.next();
  words.expect("on");
  const auto day = Date::parse(words.next());
  if (!day) complain(line, "a day, such as 2026-03-02");
  into.day = *day;
  into.worth.currency = Currency::parse("USD").value();
}

CaseResult run_freight(const Case& wanted) {
  CaseResult result;
  result.freight.emplace();
  const auto cards = freight::read_rate_cards_csv(wanted.freight.file);
  if (!cards) {
    result.issues = cards.error();
    return result;
  }
  for (const RateCard& card : *cards) {
    std::ranges::move(freight::check_rate_card(card), std::back_inserter(result.issues));
  }
  charge_goods(wanted.freight, cards->front(), result);
  return result;
}

std::string verdict_of_freight(const Issues& issues) {
  const auto has = [&](Severity severity) {
    return std::ranges::find(issues, severity, &Issue::severity) != issues.end();
  };
  if (has(Severity::error)) return "refuse";
  return has(Severity::review) ? "review" : "accept";
}

std::map<std::string, std::string> figures_of(const FreightCase& outcome) {
  std::map<std::string, std::string> figures;
  if (!outcome.leg) return figures;
  const FreightLeg& leg = *outcome.leg;
  figures = {{"zone", leg.zone},
             {"weight", std::to_string(leg.weight_g)},
             {"charged-weight", std::to_string(leg.charged_weight_g)},
             {"volume", std::to_string(leg.volume_cm3)},
             {"pieces", std::to_string(leg.pieces)},
             {"base", print_amount(leg.base)},
             {"charge", print_amount(leg.charge)}};
  if (leg.free_from) figures["free-from"] = print_amount(*leg.free_from);
  for (std::size_t i = 0; i < leg.surcharges.size(); ++i) {
    figures["surcharge-" + std::to_string(i + 1)] =
        leg.surcharges[i].name + " " + print_amount(leg.surcharges[i].amount);
  }
  return figures;
}

}  // namespace tally::tests
