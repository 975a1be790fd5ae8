#include "shared/pipeline/pipeline.hpp"

#include <algorithm>

#include "shared/base/version.hpp"
#include "shared/complete/complete.hpp"
#include "shared/complete/override.hpp"
#include "shared/data/lookups.hpp"
#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/charge_way.hpp"
#include "shared/pipeline/new_parties.hpp"
#include "shared/pipeline/run_rules.hpp"
#include "shared/price/price.hpp"
#include "shared/promote/promote.hpp"
#include "shared/tax/tax.hpp"
#include "shared/totals/totals.hpp"
#include "shared/validate/validate.hpp"

namespace tally::pipeline {

namespace {

/// What the outcome repeats of the order, so that it can be read without it.
Outcome begin_outcome(const Draft& draft, const Facts& facts, AsOf as_of) {
  Outcome outcome;
  outcome.core_version = core_version;
  outcome.snapshot = facts.snapshot;
  outcome.as_of = as_of.date;
  outcome.order_id = draft.order_id;
  outcome.channel = draft.channel;
  outcome.customer = draft.customer;
  outcome.ship_to = draft.ship_to;
  if (const ShipTo* ship_to = ship_to_of(draft, facts)) outcome.ship_to = ship_to->code;
  outcome.po_number = draft.po_number;
  outcome.requested_date = draft.requested_date;
  outcome.ship_from = draft.ship_from;
  outcome.ship_until = draft.ship_until;
  outcome.incoterm = incoterm_of(draft, facts);
  outcome.delivery = delivery_of(draft, facts);
  outcome.currency = facts.currency;
  outcome.issues = draft.issues;
  outcome.lines.reserve(draft.lines.size());
  for (const DraftLine& line : draft.lines) {
    LineOutcome out;
    out.id = line.id;
    out.sku = line.sku;
    out.unit = line.unit;
    out.ordered = line.quantity;
    out.ship_to = line.ship_to;
    out.requested_date = line.requested_date;
    outcome.lines.push_back(std::move(out));
  }
  return outcome;
}

void take_issues(Outcome& outcome, Issues issues) {
  std::ranges::move(issues, std::back_inserter(outcome.issues));
}

void take_prices(Outcome& outcome, price::Priced priced) {
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
    outcome.lines[i].quantity = priced.lines[i].quantity;
    outcome.lines[i].price = priced.lines[i].price;
    outcome.lines[i].net = priced.lines[i].net;
    outcome.lines[i].price_why = std::move(priced.lines[i].why);
  }
  take_issues(outcome, std::move(priced.issues));
}

/// What promotions take off the priced lines and the freight.
void take_promotions(Outcome& outcome, const Draft& draft, const Facts& facts, AsOf as_of,
                     promote::Telling telling) {
  std::vector<promote::PromotableLine> lines(outcome.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineOutcome& line = outcome.lines[i];
    lines[i] = {product_of_line(facts, i), line.quantity, line.net,
                line.price_why ? line.price_why->source : PriceSource::list};
  }
  std::optional<Money> freight;
  if (outcome.freight) freight = outcome.freight->net;
  promote::Promoted promoted = promote::promote_lines(draft, facts, as_of, lines, freight, telling);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (promoted.lines[i].discounts.empty()) continue;
    outcome.lines[i].extended = outcome.lines[i].net;
    outcome.lines[i].net = promoted.lines[i].net;
    outcome.lines[i].discounts = std::move(promoted.lines[i].discounts);
  }
  if (outcome.freight && promoted.freight) {
    FreightOutcome& charged = *outcome.freight;
    charged.discount = subtract(charged.charge, *promoted.freight).value_or(charged.discount);
    charged.net = *promoted.freight;
  }
  outcome.promotions = std::move(promoted.promotions);
  take_issues(outcome, std::move(promoted.issues));
}

void take_freight(Outcome& outcome, totals::ChargedFreight charged) {
  outcome.freight = std::move(charged.freight);
  take_issues(outcome, std::move(charged.issues));
}

/// The freight is taxed where every part of it is.
void take_freight_taxes(Outcome& outcome, std::vector<FreightPart> parts, PriceTax price_tax) {
  if (!outcome.freight) return;
  std::optional<Money> net = Money{0, outcome.freight->net.currency};
  std::optional<Money> tax = net;
  for (const FreightPart& part : parts) {
    if (net) net = add(*net, part.net);
    if (tax) tax = add(*tax, part.tax);
  }
  if (parts.empty() || !net || !tax) return;
  const auto charged = price_tax == PriceTax::inclusive ? add(*net, *tax) : net;
  if (charged != outcome.freight->net) return;
  outcome.freight->net = *net;
  outcome.freight->tax = tax;
  outcome.freight->parts = std::move(parts);
}

std::vector<tax::TaxableLine> taxable_lines(const Outcome& outcome, const Facts& facts) {
  std::vector<tax::TaxableLine> lines(outcome.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ProductFacts* found = product_of_line(facts, i);
    lines[i].product = found == nullptr ? nullptr : &found->product;
    lines[i].net = outcome.lines[i].net;
    lines[i].quantity = outcome.lines[i].quantity;
    lines[i].place = facts.place_of_line.empty() ? -1 : facts.place_of_line[i];
  }
  return lines;
}

void take_taxes(Outcome& outcome, tax::Taxed taxed, PriceTax price_tax) {
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
    LineOutcome& line = outcome.lines[i];
    if (price_tax == PriceTax::inclusive) {
      line.gross = line.net;
      line.net = taxed.lines[i].net;
    }
    line.tax = taxed.lines[i].tax;
    line.tax_why = std::move(taxed.lines[i].why);
    line.tax_shares = std::move(taxed.lines[i].shares);
  }
  outcome.tax_groups = std::move(taxed.groups);
  take_freight_taxes(outcome, std::move(taxed.freight), price_tax);
  outcome.rounding = taxed.rounding;
  outcome.tax_rounding_level = taxed.level;
  outcome.authority_rounding = taxed.authority_rounding;
  outcome.rounding_rule = std::move(taxed.rule);
  outcome.tax_table = taxed.table;
  take_issues(outcome, std::move(taxed.issues));
}

tax::TaxRequest tax_request(const Draft& draft, const Facts& facts, const Outcome& outcome,
                            AsOf as_of) {
  tax::TaxRequest request;
  for (const auto& place : facts.places) request.places.push_back(&place->ship_to);
  request.lines = taxable_lines(outcome, facts);
  if (outcome.freight && !facts.places.empty()) {
    request.freight = freight_to_places(outcome, facts);
  }
  request.channel = draft.channel;
  request.as_of = as_of;
  return request;
}

/// What the rules take off each line that promotions left.
void take_rule_discount(Outcome& outcome, Rate discount) {
  if (discount.parts_per_million == 0) return;
  for (LineOutcome& line : outcome.lines) {
    if (!line.net || line.net->minor <= 0) continue;
    const auto off = take_rate(*line.net, discount, Rounding::half_up);
    const auto left = off ? subtract(*line.net, *off) : std::nullopt;
    if (!left || off->minor == 0) continue;
    if (!line.extended) line.extended = line.net;
    line.rule_discount = off;
    line.net = left;
  }
}

void take_totals(Outcome& outcome, const Policy& policy) {
  std::vector<Money> nets;
  std::vector<Money> taxes;
  auto tax_state = totals::TaxState::complete;
  for (const LineOutcome& line : outcome.lines) {
    if (!line.net) continue;
    nets.push_back(*line.net);
    if (!line.tax) tax_state = totals::TaxState::incomplete;
  }
  for (const TaxGroup& group : outcome.tax_groups) taxes.push_back(group.tax);
  std::optional<Money> freight;
  if (outcome.freight) {
    freight = outcome.freight->net;
    if (!outcome.freight->tax) tax_state = totals::TaxState::incomplete;
  }
  totals::Totals sums = totals::add_up(nets, freight, taxes, tax_state, policy);
  outcome.net = sums.net;
  outcome.tax = sums.tax;
  outcome.total = sums.total;
  outcome.payable = sums.payable;
  outcome.cash_rounding = sums.cash_rounding;
  take_issues(outcome, std::move(sums.issues));
}

/// The strictest issue decides.
Verdict verdict_of(const Issues& issues) {
  Verdict verdict = Verdict::accept;
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::error) return Verdict::refuse;
    if (issue.severity == Severity::review) verdict = Verdict::review;
  }
  return verdict;
}

}  // namespace

Outcome decide(const Draft& draft, const Facts& facts, AsOf as_of) {
  Outcome outcome = begin_outcome(draft, facts, as_of);
  take_issues(outcome, validate::validate_order(draft, facts, as_of));
  take_issues(outcome, check_new_parties(draft, facts));
  take_issues(outcome, complete::check_complete(draft, facts, as_of));
  RulesRun rules(draft, facts, as_of);
  rules.before_price();
  take_prices(outcome, price::price_lines(draft, facts, as_of));
  take_freight(outcome, charge_way(draft, facts, outcome));
  if (!rules.leaves_out_promotions()) {
    take_promotions(outcome, draft, facts, as_of, promote::Telling::worth_saying);
  }
  rules.before_tax(outcome);
  take_rule_discount(outcome, rules.discount());
  const PriceTax price_tax =
      facts.price_lists.empty() ? PriceTax::exclusive : facts.price_lists.front().price_tax;
  tax::TaxRequest request = tax_request(draft, facts, outcome, as_of);
  request.exempting_rule = rules.exempting_rule();
  take_taxes(outcome, tax::tax_order(facts, request), price_tax);
  take_totals(outcome, facts.policy);
  // What cannot go on as it is has totals that are missing; it is asked when it was mended.
  if (verdict_of(outcome.issues) != Verdict::refuse) rules.after_tax(outcome);
  take_issues(outcome, rules.issues());
  outcome.rules = rules.finish();
  outcome.overrides = complete::apply_overrides(draft.overrides, outcome.issues);
  outcome.verdict = verdict_of(outcome.issues);
  return outcome;
}

std::vector<PromotionOutcome> all_promotions(const Draft& draft, const Facts& facts,
                                             AsOf as_of) {
  Outcome outcome = begin_outcome(draft, facts, as_of);
  take_prices(outcome, price::price_lines(draft, facts, as_of));
  take_freight(outcome, charge_way(draft, facts, outcome));
  take_promotions(outcome, draft, facts, as_of, promote::Telling::all);
  return std::move(outcome.promotions);
}

Result<Outcome> decide_order(wire::Snapshot& snapshot, const RawOrder& order, AsOf as_of) {
  const Draft draft = normalise::normalise_order(order);
  auto facts = wire::gather(snapshot, draft);
  if (!facts) return std::unexpected(std::move(facts.error()));
  return decide(draft, *facts, as_of);
}

}  // namespace tally::pipeline
