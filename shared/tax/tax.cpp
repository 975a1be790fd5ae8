#include "shared/tax/tax.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "shared/data/lookups.hpp"
#include "shared/tax/exemption.hpp"
#include "shared/tax/group_tax.hpp"
#include "shared/tax/rate_choice.hpp"
#include "shared/tax/supply.hpp"

namespace tally::tax {

namespace {

TaxReason reason_of(TaxTreatment treatment) {
  switch (treatment) {
    case TaxTreatment::standard: return TaxReason::standard;
    case TaxTreatment::reduced: return TaxReason::reduced;
    case TaxTreatment::zero: return TaxReason::zero;
    case TaxTreatment::exempt: return TaxReason::exempt_goods;
    case TaxTreatment::outside: return TaxReason::outside;
  }
  return TaxReason::standard;
}

/// Of two ranges that hold the same code.
bool is_narrower(const PostalRange& one, const PostalRange& other) {
  if (one.from.size() != other.from.size()) return one.from.size() > other.from.size();
  return one != other && one.from >= other.from && one.until <= other.until;
}

/// The rule that an order's channel and its ship-to ask for: the first that matches.
const RoundingRule* choose_rule(const Policy& policy, const TaxRequest& request) {
  for (const RoundingRule& rule : policy.rounding_rules) {
    const Address& place = request.places.front()->address;
    if (rule.channel && *rule.channel != request.channel) continue;
    if (!rule.country.empty() && rule.country != place.country) continue;
    if (!rule.admin_area.empty() && rule.admin_area != place.admin_area) continue;
    return &rule;
  }
  return nullptr;
}

/// One of the places of the order, and whose law holds there.
struct Place {
  const Address* address = nullptr;
  Supply supply;
  const Exemption* exemption = nullptr;
};

class Taxer {
 public:
  Taxer(const Facts& facts, const TaxRequest& request) : facts_(facts), request_(request) {}

  Taxed tax() {
    choose_rounding();
    if (request_.exempting_rule) {
      by_rule_.emplace();
      by_rule_->certificate = "rule " + *request_.exempting_rule;
    }
    for (const ShipTo* ship_to : request_.places) add_place(ship_to->address);
    if (!facts_.price_lists.empty()) price_tax_ = facts_.price_lists.front().price_tax;
    taxed_.lines.resize(request_.lines.size());
    for (std::size_t i = 0; i < request_.lines.size(); ++i) group_line(i);
    for (std::size_t i = 0; i < request_.freight.size(); ++i) {
      if (!groups_.empty()) add_freight(static_cast<std::int32_t>(i), request_.freight[i]);
    }
    for (const auto& [why, members] : groups_) tax_members(why, members);
    return std::move(taxed_);
  }

 private:
  /// An amount of a group: a line, or the part of a place's freight.
  struct Member {
    std::optional<std::size_t> line;
    std::int32_t place = 0;
    Money amount;
  };
  using Members = std::vector<Member>;
  /// What is taxed alike; the class says nothing, since classes may share a group.
  struct ByGroup {
    static auto key(const TaxWhy& why) {
      return std::tie(why.reason, why.country, why.admin_area, why.postal, why.rate,
                      why.certificate, why.law, why.authorities);
    }
    bool operator()(const TaxWhy& a, const TaxWhy& b) const { return key(a) < key(b); }
  };
  /// Why a class is taxed as it is at a place, and the group that its lines go to.
  struct ClassTax {
    std::optional<TaxWhy> why;
    Members* members = nullptr;
  };

  void add_place(const Address& address) {
    Place place{&address, decide_supply(facts_, address), nullptr};
    for (const Issue& issue : place.supply.issues) add_issue(issue);
    if (place.supply.reason == TaxReason::standard) {
      auto chosen = choose_exemption(*facts_.customer, address, request_.as_of);
      place.exemption = chosen.exemption;
      for (const Issue& issue : chosen.issues) add_issue(issue);
      if (place.exemption == nullptr && by_rule_) place.exemption = &*by_rule_;
    }
    places_.push_back(std::move(place));
  }

  /// What two places have in common is said once.
  void add_issue(const Issue& issue) {
    if (std::ranges::find(taxed_.issues, issue) == taxed_.issues.end()) {
      taxed_.issues.push_back(issue);
    }
  }

  void choose_rounding() {
    const Policy& policy = facts_.policy;
    taxed_.rounding = policy.rounding;
    taxed_.level = policy.tax_rounding_level;
    taxed_.authority_rounding = policy.authority_rounding;
    const RoundingRule* rule = choose_rule(policy, request_);
    if (rule == nullptr) return;
    taxed_.rule = *rule;
    taxed_.rounding = rule->mode;
    taxed_.level = rule->level;
    taxed_.authority_rounding = rule->authorities;
  }

  void group_line(std::size_t index) {
    const TaxableLine& line = request_.lines[index];
    if (line.product == nullptr || !line.net || line.place < 0) return;
    const ClassTax& found = tax_of(line.place, line.product->tax_class);
    if (!found.why) return;
    taxed_.lines[index].why = found.why;
    found.members->push_back({index, line.place, *line.net});
  }

  /// Once per place and class: a missing rate is one thing wrong, however many lines it meets.
  const ClassTax& tax_of(std::int32_t place, const TaxClass& tax_class) {
    const auto [known, is_new] = classes_.try_emplace({place, tax_class});
    ClassTax& found = known->second;
    if (!is_new) return found;
    found.why = find_reason(places_[static_cast<std::size_t>(place)], tax_class);
    if (found.why) found.members = &group_of(*found.why);
    return found;
  }

  std::optional<TaxWhy> find_reason(const Place& at, const TaxClass& tax_class) {
    TaxWhy why;
    why.country = at.address->country;
    why.tax_class = tax_class;
    if (at.supply.reason != TaxReason::standard) {
      why.reason = at.supply.reason;
      if (why.reason == TaxReason::reverse_charge) why.vat_id = facts_.customer->vat_id;
      return why;
    }
    if (at.exemption != nullptr) {
      why.reason = TaxReason::exempt;
      why.admin_area = at.exemption->admin_area;
      why.certificate = at.exemption->certificate;
      return why;
    }
    const Address& place = at.supply.rates_at;
    const auto rates =
        choose_rates(facts_.tax_rates, place, tax_class, at.supply.relation, request_.as_of);
    if (rates.empty()) {
      add_issue(make_issue(IssueCode::tax_rate_missing, "ship_to",
                           {{"date", request_.as_of.date},
                            {"place", say_place(place.country, place.admin_area)},
                            {"tax_class", tax_class.text()}}));
      return std::nullopt;
    }
    why.country = place.country;
    return stack(rates, std::move(why));
  }

  std::optional<TaxWhy> stack(const std::vector<const TaxRate*>& rates, TaxWhy why) {
    const bool named = rates.size() > 1 || !rates.front()->authority.empty();
    why.reason = reason_of(rates.front()->treatment);
    for (const TaxRate* rate : rates) {
      if (rate->table == TaxTable::demo) taxed_.table = TaxTable::demo;
      if (!rate->admin_area.empty()) why.admin_area = rate->admin_area;
      if (is_narrower(rate->postal, why.postal)) why.postal = rate->postal;
      if (why.law.empty()) why.law = rate->law;
      // Where one authority charges and another does not, the goods are taxed.
      if (rate->rate > Rate{} && reason_of(rate->treatment) != why.reason) {
        why.reason = TaxReason::standard;
      }
      if (named) why.authorities.push_back({rate->authority, rate->rate, rate->base});
    }
    why.rate = rates.front()->rate;
    if (!named) return why;
    const auto weights = weigh_rates(why);
    why.rate = weights ? stacked_rate(*weights) : Rate{INT64_MAX};
    return why;
  }

  Members& group_of(TaxWhy why) {
    why.tax_class = {};
    return groups_[std::move(why)];
  }

  /// A group has one part of the freight, whichever ship-tos it goes to.
  static void charge(Members& members, std::int32_t place, const Money& freight) {
    for (Member& member : members) {
      const auto sum = member.line ? std::nullopt : add(member.amount, freight);
      if (!sum) continue;
      member.amount = *sum;
      return;
    }
    members.push_back({std::nullopt, place, freight});
  }

  void add_freight(std::int32_t place, const Money& freight) {
    const Place& at = places_[static_cast<std::size_t>(place)];
    if (at.supply.reason == TaxReason::standard && at.exemption == nullptr) {
      if (at.supply.freight == FreightTax::untaxed) {
        TaxWhy why;
        why.reason = TaxReason::outside;
        why.country = at.supply.rates_at.country;
        why.admin_area = at.supply.rates_at.admin_area;
        charge(group_of(std::move(why)), place, freight);
        return;
      }
      if (at.supply.freight == FreightTax::by_class && at.supply.freight_class) {
        const ClassTax& found = tax_of(place, *at.supply.freight_class);
        if (found.why) charge(*found.members, place, freight);
        return;
      }
    }
    share_freight(place, freight);
  }

  /// Taxed as the goods are that go there: each group takes its part, in proportion to their
  /// amounts.
  void share_freight(std::int32_t place, const Money& freight) {
    std::vector<Members*> taking;
    std::vector<std::int64_t> weights;
    for (auto& [why, members] : groups_) {
      std::int64_t sum = 0;
      bool takes = false;
      for (const Member& member : members) {
        if (!member.line || member.place != place) continue;
        takes = true;
        // A sum that does not fit is said by totals/; as a weight its limit is as good.
        sum = checked_add(sum, member.amount.minor).value_or(INT64_MAX);
      }
      if (!takes) continue;
      taking.push_back(&members);
      weights.push_back(sum);
    }
    if (taking.empty()) return;
    auto parts = allocate(freight, weights);
    if (!parts) parts = allocate(freight, std::vector<std::int64_t>(weights.size(), 1));
    for (std::size_t i = 0; i < taking.size(); ++i) {
      charge(*taking[i], place, (*parts)[i]);
    }
  }

  void tax_members(const TaxWhy& why, const Members& members) {
    TaxGroup group;
    group.why = why;
    std::vector<GroupItem> items;
    items.reserve(members.size());
    for (const Member& member : members) {
      GroupItem item;
      item.amount = member.amount;
      if (member.line) item.quantity = request_.lines[*member.line].quantity;
      items.push_back(std::move(item));
    }
    const TaxRounding rounding{taxed_.rounding, taxed_.level, taxed_.authority_rounding};
    const GroupDone done = tax_group(group, items, price_tax_, rounding);
    if (done != GroupDone::yes) {
      // totals/ adds the same nets and says so; what includes tax has no net to add.
      const bool said = done == GroupDone::sum_too_large && price_tax_ == PriceTax::exclusive;
      if (!said) taxed_.issues.push_back(make_issue(IssueCode::total_too_large, ""));
      return;
    }
    for (std::size_t i = 0; i < items.size(); ++i) take_item(why, members[i].line, items[i]);
    taxed_.groups.push_back(std::move(group));
  }

  void take_item(const TaxWhy& why, std::optional<std::size_t> line, GroupItem& item) {
    if (!line) {
      taxed_.freight.push_back({why, item.net, item.tax, std::move(item.shares)});
      return;
    }
    taxed_.lines[*line].tax = item.tax;
    taxed_.lines[*line].net = item.net;
    taxed_.lines[*line].shares = std::move(item.shares);
  }

  const Facts& facts_;
  const TaxRequest& request_;
  std::vector<Place> places_;
  std::optional<Exemption> by_rule_;
  Taxed taxed_;
  PriceTax price_tax_ = PriceTax::exclusive;
  std::map<std::pair<std::int32_t, TaxClass>, ClassTax> classes_;
  std::map<TaxWhy, Members, ByGroup> groups_;
};

}  // namespace

Taxed tax_order(const Facts& facts, const TaxRequest& request) {
  if (request.places.empty() || !facts.customer) {
    Taxed untaxed;
    untaxed.lines.resize(request.lines.size());
    untaxed.rounding = facts.policy.rounding;
    untaxed.level = facts.policy.tax_rounding_level;
    untaxed.authority_rounding = facts.policy.authority_rounding;
    return untaxed;
  }
  return Taxer(facts, request).tax();
}

}  // namespace tally::tax
