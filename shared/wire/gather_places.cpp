#include "shared/wire/gather_places.hpp"

#include <map>

#include "shared/address/ship_to.hpp"
#include "shared/data/lookups.hpp"
#include "shared/wire/product_memory.hpp"

namespace tally::wire {

namespace {

std::shared_ptr<const PlaceFacts> look_at(const ShipTo& ship_to) {
  const address::Finding finding = address::check_ship_to(ship_to.address);
  PlaceFacts place{ship_to, {}, finding.is(address::Fact::po_box)};
  for (const Issue& issue : finding.issues) {
    if (issue.severity != Severity::note) place.issues.push_back(issue);
  }
  return std::make_shared<const PlaceFacts>(std::move(place));
}

}  // namespace

std::optional<Customer> make_customer(const Draft& draft, const Policy& policy) {
  if (!draft.customer || !draft.new_customer || !policy.new_customer) return std::nullopt;
  Customer customer;
  customer.code = *draft.customer;
  customer.name = draft.new_customer->name;
  customer.price_list = policy.new_customer->price_list;
  customer.terms = policy.new_customer->terms;
  customer.vat_id = draft.new_customer->vat_id;
  customer.email = draft.new_customer->email;
  customer.phone = draft.new_customer->phone;
  customer.billing = draft.new_customer->billing;
  return customer;
}

void gather_customer(Snapshot& snapshot, const Draft& draft, Facts& facts) {
  if (!draft.customer) return;
  facts.customer = snapshot.customer(*draft.customer);
  if (!facts.customer) {
    facts.customer = make_customer(draft, facts.policy);
    facts.customer_is_new = facts.customer.has_value();
  }
  if (!facts.customer) return;
  for (const ShipTo& captured : draft.new_ship_tos) {
    if (captured.code.text().empty()) continue;
    if (find_ship_to(facts.customer->ship_tos, captured.code)) continue;
    facts.customer->ship_tos.push_back(captured);
    facts.new_ship_tos.push_back(captured.code);
  }
}

void gather_places(Snapshot& snapshot, const Draft& draft, Facts& facts) {
  std::map<ShipToCode, std::int32_t> known;
  const auto place_of = [&](const ShipTo* ship_to) -> std::int32_t {
    if (ship_to == nullptr) return -1;
    const auto [entry, is_new] =
        known.try_emplace(ship_to->code, static_cast<std::int32_t>(facts.places.size()));
    if (!is_new) return entry->second;
    if (is_new_ship_to(facts, ship_to->code)) {
      facts.places.push_back(look_at(*ship_to));
      return entry->second;
    }
    auto& remembered =
        snapshot.memory().place({facts.customer->code.text(), ship_to->code.text()});
    if (!remembered) remembered = look_at(*ship_to);
    facts.places.push_back(remembered);
    return entry->second;
  };
  const std::int32_t own = place_of(ship_to_of(draft, facts));
  facts.place_of_line.assign(draft.lines.size(), own);
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const auto& named = draft.lines[i].ship_to;
    if (named) facts.place_of_line[i] = place_of(find_ship_to(facts.customer->ship_tos, *named));
  }
}

}  // namespace tally::wire
