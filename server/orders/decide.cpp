#include "server/orders/decide.hpp"

#include <algorithm>

#include "server/ops/log.hpp"
#include "server/orders/adopt.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/address/ship_to.hpp"
#include "shared/credit/duplicates.hpp"
#include "shared/data/lookups.hpp"
#include "shared/explain/explain.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::server::orders {

namespace {

struct Decision {
  Outcome outcome;
  std::string customer_name;
  Parties parties;
  RuledBy ruled;
};

/// As address/ compares places.
std::string place_of(const Address& known) {
  return address::place_key(address::whole_address(known));
}

Parties parties_of(const Draft& draft, const Facts& facts) {
  Parties parties;
  if (facts.customer) parties.billing_country = facts.customer->billing.country;
  if (const ShipTo* ship_to = ship_to_of(draft, facts)) {
    parties.shipping_country = ship_to->address.country;
    // Addresses without a street would all be one place.
    if (!ship_to->address.street_1.empty()) parties.place = place_of(ship_to->address);
  }
  return parties;
}

Result<Decision> decide_with(wire::Snapshot& snapshot, const Draft& draft, Date as_of) {
  auto facts = wire::gather(snapshot, draft);
  if (!facts) return std::unexpected(std::move(facts.error()));
  Decision decision{pipeline::decide(draft, *facts, AsOf{as_of}), {},
                    parties_of(draft, *facts),
                    {facts->rules, pipeline::ruled_order(draft, *facts)}};
  if (facts->customer) decision.customer_name = facts->customer->name;
  return decision;
}

Result<Decision> decide_with(sync::Snapshots& snapshots, const Digest& digest, const Draft& draft,
                             Date as_of) {
  auto lease = snapshots.open(digest);
  if (!lease) return std::unexpected(lease.error());
  return decide_with(**lease, draft, as_of);
}

Issues check_day(Date as_of, Date today, const Policies& policies) {
  // One day ahead is a tablet in the next time zone.
  const bool likely = as_of <= today.plus_days(1) &&
                      today.plus_days(-policies.order_age_days_max) <= as_of;
  if (likely) return {};
  return {make_issue(IssueCode::order_day_unlikely, "", {{"as_of", as_of}, {"today", today}})};
}

void add(Issues& issues, Issues more) { std::ranges::move(more, std::back_inserter(issues)); }

State state_for(const Outcome& outcome, const Issues& findings) {
  if (outcome.verdict == Verdict::refuse) return State::refused;
  const bool clean = std::ranges::all_of(
      findings, [](const Issue& issue) { return issue.severity == Severity::note; });
  return outcome.verdict == Verdict::accept && clean ? State::accepted : State::waiting;
}

/// The device's data, decided again and compared with what it said; nullopt where they are not
/// here (the finding says so).
std::optional<Decision> decide_as_told(sync::Snapshots& snapshots, const Submission& submission,
                                       const Draft& draft, Date as_of, Issues& findings) {
  auto told = decide_with(snapshots, *submission.snapshot, draft, as_of);
  if (!told) {
    const explain::Said said = explain::say_issue(told.error().front());
    ops::log_event(ops::Level::warning, "order.snapshot_unknown",
                   {{"order", draft.order_id.text()}, {"reason", said.sentence}});
    findings.push_back(make_issue(IssueCode::snapshot_unknown, "",
                                  {{"digest", submission.snapshot->text()}}));
    return std::nullopt;
  }
  add(findings,
      compare_with_device(wire::outcome_bytes(told->outcome), submission.claim));
  return *std::move(told);
}

/// Which of the two decisions stands, with what is to be said about their difference.
Decision choose(Decision told, Decision now, const Policies& policies, Issues& findings) {
  add(findings, compare_with_current(told.outcome, now.outcome, policies.on_deviation));
  const bool only_now_goes =
      told.outcome.verdict == Verdict::refuse && now.outcome.verdict != Verdict::refuse;
  return only_now_goes ? std::move(now) : std::move(told);
}

}  // namespace

Result<Prepared> prepare(sync::Snapshots& snapshots, const Submission& submission,
                         const Draft& draft, Date today, const Policies& policies) {
  const auto current = snapshots.current();
  if (!current) return std::unexpected(Issues{make_issue(IssueCode::company_missing, "")});
  const Date as_of = submission.as_of.value_or(today);
  Prepared prepared;
  prepared.order_id = draft.order_id;
  prepared.order_digest = sha256(submission.order_document);
  prepared.snapshot_number = current->number;
  if (brings_parties(draft)) prepared.captured = draft;
  prepared.findings = check_day(as_of, today, policies);

  std::optional<Decision> told;
  if (submission.snapshot) {
    told = decide_as_told(snapshots, submission, draft, as_of, prepared.findings);
  }
  Decision record;
  if (told && snapshots.is_current(*submission.snapshot)) {
    record = *std::move(told);
  } else {
    auto now = decide_with(snapshots, current->digest, draft, as_of);
    if (!now) return std::unexpected(now.error());
    record = told ? choose(*std::move(told), *std::move(now), policies, prepared.findings)
                  : *std::move(now);
  }
  prepared.outcome = std::move(record.outcome);
  prepared.customer_name = std::move(record.customer_name);
  prepared.parties = std::move(record.parties);
  prepared.ruled = std::move(record.ruled);
  prepared.goods = credit::goods_key(prepared.outcome);
  prepared.overrides = draft.overrides;
  prepared.outcome_bytes = wire::outcome_bytes(prepared.outcome);
  prepared.state = state_for(prepared.outcome, prepared.findings);
  return prepared;
}

Issues reasons_of(const Prepared& prepared) {
  Issues reasons;
  for (const Issue& issue : prepared.outcome.issues) {
    if (issue.severity != Severity::note) reasons.push_back(issue);
  }
  add(reasons, prepared.findings);
  return reasons;
}

}  // namespace tally::server::orders
