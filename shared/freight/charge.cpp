#include <algorithm>

#include "shared/base/rounding.hpp"
#include "shared/freight/freight.hpp"
#include "shared/freight/rows.hpp"
#include "shared/freight/weight.hpp"
#include "shared/freight/zone.hpp"

namespace tally::freight {

namespace {

/// So many SKUs are named in a sentence; the rest is counted.
constexpr std::size_t skus_said_max = 5;

std::string list_skus(const std::vector<Sku>& skus) {
  std::string said;
  for (std::size_t i = 0; i < std::min(skus.size(), skus_said_max); ++i) {
    said += (i == 0 ? "" : ", ") + skus[i].text();
  }
  if (skus.size() > skus_said_max) {
    said += " and " + std::to_string(skus.size() - skus_said_max) + " more";
  }
  return said;
}

std::string say_destination(const Destination& destination) {
  std::string said = destination.country;
  for (const std::string* part : {&destination.admin_area, &destination.postal_code}) {
    if (!part->empty()) said += (said.empty() ? "" : " ") + *part;
  }
  return said;
}

/// One consignment on its way through one table; collects every issue and the leg.
class Charging {
 public:
  Charging(const RateCard& card, const Destination& destination, const Money& goods,
           const Measures& measures, Date day)
      : card_(card), destination_(destination), goods_(goods), measures_(measures), day_(day) {}

  Charged charge() {
    choose_table();
    if (table_ != nullptr) {
      check_taken();
      choose_zone();
      weigh();
    }
    if (issues_.empty()) take_base();
    if (issues_.empty()) add_surcharges();
    if (issues_.empty()) add_up();
    if (!issues_.empty()) return {std::nullopt, std::move(issues_)};
    return {std::move(leg_), {}};
  }

 private:
  void report(IssueCode code, std::vector<Argument> arguments) {
    arguments.insert(arguments.begin(), {"card", card_.code.text()});
    issues_.push_back(make_issue(code, "freight", std::move(arguments)));
  }
  void report_uncountable() {
    if (issues_.empty()) report(IssueCode::freight_uncountable, {});
  }
  Money money(std::int64_t minor) const { return {minor, card_.currency}; }

  void choose_table() {
    if (goods_.currency != card_.currency) {
      report(IssueCode::freight_currency_differs,
             {{"currency", std::string(card_.currency.code())},
              {"goods", std::string(goods_.currency.code())}});
    }
    for (const RateTable& table : card_.tables) {
      if (!is_valid_on(day_, table.valid_from, table.valid_until)) continue;
      // No card that was checked has two; the later one is what somebody changed last.
      if (table_ == nullptr || table.valid_from > table_->valid_from) table_ = &table;
    }
    if (table_ == nullptr) report(IssueCode::freight_card_not_valid, {{"date", day_}});
  }

  void check_taken() {
    if (table_->hazardous == Taken::no) {
      std::vector<Sku> said;
      for (const Product* product : measures_.hazardous) {
        if (std::ranges::find(said, product->sku) != said.end()) continue;
        said.push_back(product->sku);
        report(IssueCode::freight_hazardous_not_taken,
               {{"sku", product->sku.text()}, {"un_number", product->un_number}});
      }
    }
    if (table_->po_boxes == Taken::no && destination_.point == DeliveryPoint::po_box) {
      report(IssueCode::freight_po_box_not_taken, {{"ship_to", say_ship_to()}});
    }
  }

  std::string say_ship_to() const {
    const std::string& code = destination_.ship_to.text();
    return code.empty() ? say_destination(destination_) : code;
  }

  void choose_zone() {
    const ZoneFound found = find_zone(*table_, destination_);
    if (found.zone == nullptr) {
      report(IssueCode::freight_zone_missing, {{"place", say_destination(destination_)}});
      return;
    }
    if (found.rival != nullptr) {
      report(IssueCode::freight_zone_unclear, {{"place", say_destination(destination_)},
                                               {"zone", *found.zone},
                                               {"other", *found.rival}});
      return;
    }
    leg_.zone = *found.zone;
    zone_ = zone_named(*table_, leg_.zone);
  }

  bool asks_weight() const {
    if (card_.basis == RateBasis::weight) return true;
    return std::ranges::any_of(table_->surcharges, [&](const RateSurcharge& each) {
      return is_valid_on(day_, each.valid_from, each.valid_until) &&
             (each.kind == SurchargeKind::per_weight || each.when == SurchargeWhen::piece_over);
    });
  }

  bool asks_size() const {
    if (card_.basis == RateBasis::volume) return true;
    return table_->divisor > 0 && table_->size_unknown == UnknownSize::review;
  }

  void weigh() {
    if (asks_weight() && !measures_.weight_unknown.empty()) {
      report(IssueCode::freight_weight_unknown, {{"skus", list_skus(measures_.weight_unknown)}});
    }
    if (asks_size() && !measures_.size_unknown.empty()) {
      report(IssueCode::freight_size_unknown, {{"skus", list_skus(measures_.size_unknown)}});
    }
    const auto charged = charged_weight(card_, *table_, measures_);
    const auto grams = charged ? to_grams(card_.weight_unit, *charged) : std::nullopt;
    if (measures_.too_large || !grams) {
      report_uncountable();
      return;
    }
    charged_weight_ = *charged;
    leg_.ship_to = destination_.ship_to;
    leg_.card = card_.code;
    leg_.weight_g = measures_.weight_g;
    leg_.charged_weight_g = *grams;
    leg_.volume_cm3 = measures_.volume_cm3;
    leg_.pieces = measures_.pieces;
  }

  std::int64_t measure() const {
    std::int64_t counted = 1;
    if (card_.basis == RateBasis::weight) counted = charged_weight_;
    if (card_.basis == RateBasis::volume) counted = measures_.volume_cm3;
    if (card_.basis == RateBasis::pieces) counted = measures_.pieces;
    // A row begins above its lower bound, so nothing at all is charged as the least there is.
    return std::max(counted, std::int64_t{1});
  }

  void report_no_row(std::int64_t measure) {
    const bool has_rows = zone_ != nullptr && !zone_->rows.empty();
    const auto last = has_rows ? zone_->rows.back().up_to : std::nullopt;
    std::vector<Argument> said{{"zone", leg_.zone}, {"measure", say_measure(card_, measure)}};
    const bool is_above = last && measure > *last;
    if (is_above) said.insert(said.begin(), {"last", say_measure(card_, *last)});
    report(is_above ? IssueCode::freight_above_last : IssueCode::freight_rate_missing,
           std::move(said));
  }

  void take_base() {
    const std::int64_t counted = measure();
    const auto row = zone_ == nullptr ? std::nullopt : find_row(*zone_, counted);
    if (!row || zone_->rows[*row].form == RateForm::not_served) {
      report_no_row(counted);
      return;
    }
    auto amount = rate_amount(*zone_, *row, counted);
    if (!amount) {
      report_uncountable();
      return;
    }
    if (table_->next_row == NextRow::if_cheaper) {
      if (const auto later = least_of_later(*zone_, *row)) amount = std::min(*amount, *later);
    }
    leg_.base = money(std::max(*amount, zone_->least.value_or(0)));
  }

  bool is_of(const PieceGroup& group, const RateSurcharge& surcharge) const {
    switch (surcharge.when) {
      case SurchargeWhen::always:
      case SurchargeWhen::remote: return true;
      case SurchargeWhen::hazardous: return group.hazardous;
      case SurchargeWhen::piece_over: {
        const auto weight = to_thousandths(card_.weight_unit, group.weight_g);
        return !weight || *weight > surcharge.over;
      }
      case SurchargeWhen::side_over: return group.longest_mm > surcharge.over;
    }
    return false;
  }

  bool is_remote(const RateSurcharge& surcharge) const {
    const std::string postal = normal_postal(destination_.postal_code);
    return std::ranges::any_of(surcharge.places, [&](const RatePlace& place) {
      return holds_place(place, destination_, postal);
    });
  }

  /// The pieces that the surcharge is for; 0 where it is not charged.
  std::int64_t pieces_of(const RateSurcharge& surcharge) const {
    if (surcharge.when == SurchargeWhen::remote && !is_remote(surcharge)) return 0;
    std::int64_t pieces = 0;
    for (const PieceGroup& group : measures_.groups) {
      if (is_of(group, surcharge)) pieces += group.pieces;
    }
    return pieces;
  }

  std::optional<Money> amount_of(const RateSurcharge& surcharge, std::int64_t pieces) const {
    const auto times = [&](std::int64_t count) -> std::optional<Money> {
      const auto minor = round_div(int128{surcharge.value} * count, 1, Rounding::down);
      if (!minor) return std::nullopt;
      return money(*minor);
    };
    switch (surcharge.kind) {
      case SurchargeKind::fixed: return money(surcharge.value);
      case SurchargeKind::percent:
        return take_rate(leg_.base, Rate{surcharge.value}, Rounding::half_up);
      case SurchargeKind::per_piece: return times(pieces);
      case SurchargeKind::per_weight: break;
    }
    if (surcharge.per <= 0) return std::nullopt;
    const auto steps = round_div(charged_weight_, surcharge.per, Rounding::up);
    return steps ? times(*steps) : std::nullopt;
  }

  void add_surcharges() {
    for (const RateSurcharge& surcharge : table_->surcharges) {
      if (!is_valid_on(day_, surcharge.valid_from, surcharge.valid_until)) continue;
      const std::int64_t pieces = pieces_of(surcharge);
      if (pieces == 0) continue;
      const auto amount = amount_of(surcharge, pieces);
      if (!amount) {
        report_uncountable();
        return;
      }
      leg_.surcharges.push_back({surcharge.name, *amount});
    }
  }

  void add_up() {
    std::optional<Money> sum = leg_.base;
    for (const FreightSurcharge& each : leg_.surcharges) sum = sum ? add(*sum, each.amount) : sum;
    if (!sum) {
      report_uncountable();
      return;
    }
    const auto free_from = zone_->free_from ? zone_->free_from : table_->free_from;
    if (free_from) leg_.free_from = money(*free_from);
    const bool is_free = free_from && goods_.minor >= *free_from;
    leg_.charge = is_free ? money(0) : *sum;
  }

  const RateCard& card_;
  const Destination& destination_;
  const Money& goods_;
  const Measures& measures_;
  Date day_;
  const RateTable* table_ = nullptr;
  const RateZone* zone_ = nullptr;
  /// Thousandths of the card's weight unit.
  std::int64_t charged_weight_ = 0;
  FreightLeg leg_;
  Issues issues_;
};

}  // namespace

Charged charge_measures(const RateCard& card, const Destination& destination, const Money& goods,
                        const Measures& measures, Date day) {
  return Charging(card, destination, goods, measures, day).charge();
}

Charged charge_freight(const RateCard& card, const Consignment& consignment, Date day) {
  if (consignment.lines.empty()) return {};
  const Measures measures = measure_goods(consignment.lines, card.pieces);
  return charge_measures(card, consignment.destination, consignment.goods, measures, day);
}

bool charges_way(std::string_view incoterm) {
  return incoterm != "EXW" && incoterm != "FCA" && incoterm != "FAS" && incoterm != "FOB";
}

}  // namespace tally::freight
