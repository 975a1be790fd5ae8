#include "shared/pipeline/pipeline.hpp"

#include <algorithm>

#include "shared/base/version.hpp"
#include "shared/data/lookups.hpp"
#include "shared/normalise/normalise.hpp"
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
  outcome.currency = facts.currency;
  outcome.rounding = facts.policy.rounding;
  outcome.tax_rounding_level = facts.policy.tax_rounding_level;
  outcome.issues = draft.issues;
  outcome.lines.reserve(draft.lines.size());
  for (const DraftLine& line : draft.lines) {
    LineOutcome out;
    out.id = line.id;
    out.sku = line.sku;
    out.unit = line.unit;
    out.ordered = line.quantity;
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

/// What promotions take off the priced lines. The freight charge is not priced here yet.
void take_promotions(Outcome& outcome, const Draft& draft, const Facts& facts, AsOf as_of) {
  std::vector<promote::PromotableLine> lines(outcome.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineOutcome& line = outcome.lines[i];
    lines[i] = {product_of_line(facts, i), line.quantity, line.net,
                line.price_why ? line.price_why->source : PriceSource::list};
  }
  promote::Promoted promoted = promote::promote_lines(draft, facts, as_of, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (promoted.lines[i].discounts.empty()) continue;
    outcome.lines[i].gross = outcome.lines[i].net;
    outcome.lines[i].net = promoted.lines[i].net;
    outcome.lines[i].discounts = std::move(promoted.lines[i].discounts);
  }
  outcome.promotions = std::move(promoted.promotions);
  take_issues(outcome, std::move(promoted.issues));
}

std::vector<tax::TaxableLine> taxable_lines(const Outcome& outcome, const Facts& facts) {
  std::vector<tax::TaxableLine> lines(outcome.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ProductFacts* found = product_of_line(facts, i);
    lines[i].product = found == nullptr ? nullptr : &found->product;
    lines[i].net = outcome.lines[i].net;
  }
  return lines;
}

void take_taxes(Outcome& outcome, tax::Taxed taxed) {
  for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
    outcome.lines[i].tax = taxed.lines[i].tax;
    outcome.lines[i].tax_why = std::move(taxed.lines[i].why);
  }
  outcome.tax_groups = std::move(taxed.groups);
  take_issues(outcome, std::move(taxed.issues));
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
  totals::Totals sums = totals::add_up(nets, taxes, tax_state, policy);
  outcome.net = sums.net;
  outcome.tax = sums.tax;
  outcome.total = sums.total;
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
  take_prices(outcome, price::price_lines(draft, facts, as_of));
  take_promotions(outcome, draft, facts, as_of);
  const ShipTo* ship_to = ship_to_of(draft, facts);
  take_taxes(outcome, tax::tax_lines(facts, ship_to, taxable_lines(outcome, facts), as_of));
  take_totals(outcome, facts.policy);
  outcome.verdict = verdict_of(outcome.issues);
  return outcome;
}

Result<Outcome> decide_order(wire::Snapshot& snapshot, const RawOrder& order, AsOf as_of) {
  const Draft draft = normalise::normalise_order(order);
  auto facts = wire::gather(snapshot, draft);
  if (!facts) return std::unexpected(std::move(facts.error()));
  return decide(draft, *facts, as_of);
}

}  // namespace tally::pipeline
