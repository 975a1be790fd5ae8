#include "shared/tax/tax.hpp"

#include <map>
#include <tuple>

#include "shared/data/lookups.hpp"

namespace tally::tax {

namespace {

/// The rate of a class in a place on a day: the state's before the country's, the later first.
const TaxRate* choose_rate(const std::vector<TaxRate>& rates, const Address& place,
                           const TaxClass& tax_class, AsOf as_of) {
  const TaxRate* best = nullptr;
  for (const TaxRate& rate : rates) {
    if (rate.country != place.country || rate.tax_class != tax_class) continue;
    if (!rate.admin_area.empty() && rate.admin_area != place.admin_area) continue;
    if (!is_valid_on(as_of.date, rate.valid_from, rate.valid_until)) continue;
    const bool same_place = best != nullptr && rate.admin_area == best->admin_area;
    const bool closer = best == nullptr || (best->admin_area.empty() && !rate.admin_area.empty());
    const bool later = same_place && rate.valid_from &&
                       (!best->valid_from || *rate.valid_from > *best->valid_from);
    if (closer || later) best = &rate;
  }
  return best;
}

bool holds_in(const Exemption& exemption, const Address& place) {
  if (exemption.country != place.country) return false;
  return exemption.admin_area.empty() || exemption.admin_area == place.admin_area;
}

class Taxer {
 public:
  Taxer(const Facts& facts, const ShipTo& ship_to, AsOf as_of)
      : facts_(facts), place_(ship_to.address), as_of_(as_of) {}

  Taxed tax(std::vector<TaxableLine> lines, const std::optional<Money>& freight) {
    taxed_.lines.resize(lines.size());
    choose_exemption();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].product == nullptr || !lines[i].net) continue;
      taxed_.lines[i].why = reason_for(lines[i].product->tax_class);
      if (taxed_.lines[i].why) group_of(*taxed_.lines[i].why).push_back(i);
    }
    const std::size_t goods = lines.size();
    if (freight && !groups_.empty()) add_freight(*freight, lines);
    for (const auto& [key, members] : groups_) tax_group(lines, members);
    take_freight(lines, goods);
    return std::move(taxed_);
  }

 private:
  void choose_exemption() {
    const Exemption* lapsed = nullptr;
    for (const Exemption& exemption : facts_.customer->exemptions) {
      if (!holds_in(exemption, place_)) continue;
      if (is_valid_on(as_of_.date, exemption.valid_from, exemption.valid_until)) {
        exemption_ = &exemption;
        return;
      }
      if (exemption.valid_until && *exemption.valid_until < as_of_.date) lapsed = &exemption;
    }
    if (lapsed == nullptr) return;
    taxed_.issues.push_back(
        make_issue(IssueCode::exemption_lapsed, "ship_to",
                   {{"certificate", lapsed->certificate},
                    {"date", *lapsed->valid_until},
                    {"place", say_place(lapsed->country, lapsed->admin_area)}}));
  }

  /// Once per class: a missing rate is one thing wrong, however many lines it meets.
  std::optional<TaxWhy> reason_for(const TaxClass& tax_class) {
    const auto known = reasons_.find(tax_class);
    if (known != reasons_.end()) return known->second;
    auto why = find_reason(tax_class);
    reasons_.emplace(tax_class, why);
    return why;
  }

  std::optional<TaxWhy> find_reason(const TaxClass& tax_class) {
    TaxWhy why;
    why.country = place_.country;
    why.tax_class = tax_class;
    if (exemption_ != nullptr) {
      why.reason = TaxReason::exempt;
      why.admin_area = exemption_->admin_area;
      why.certificate = exemption_->certificate;
      return why;
    }
    const TaxRate* rate = choose_rate(facts_.tax_rates, place_, tax_class, as_of_);
    if (rate == nullptr) {
      taxed_.issues.push_back(
          make_issue(IssueCode::tax_rate_missing, "ship_to",
                     {{"date", as_of_.date},
                      {"place", say_place(place_.country, place_.admin_area)},
                      {"tax_class", tax_class.text()}}));
      return std::nullopt;
    }
    why.admin_area = rate->admin_area;
    why.rate = rate->rate;
    return why;
  }

  using GroupKey = std::tuple<TaxReason, std::string, std::string, Rate, std::string>;

  std::vector<std::size_t>& group_of(const TaxWhy& why) {
    return groups_[{why.reason, why.country, why.admin_area, why.rate, why.certificate}];
  }

  /// The freight is taxed as the goods are: each group takes its part, in proportion to its nets.
  void add_freight(const Money& freight, std::vector<TaxableLine>& lines) {
    std::vector<std::int64_t> weights;
    for (const auto& [key, members] : groups_) {
      std::int64_t sum = 0;
      for (const std::size_t i : members) {
        // A sum that does not fit is said by totals/; as a weight its limit is as good.
        sum = checked_add(sum, lines[i].net->minor).value_or(INT64_MAX);
      }
      weights.push_back(sum);
    }
    auto parts = allocate(freight, weights);
    if (!parts) parts = allocate(freight, std::vector<std::int64_t>(weights.size(), 1));
    std::size_t place = 0;
    for (auto& [key, members] : groups_) {
      taxed_.lines.push_back({std::nullopt, taxed_.lines[members.front()].why});
      taxed_.lines.back().why->tax_class = {};
      members.push_back(lines.size());
      lines.push_back({nullptr, (*parts)[place++]});
    }
  }

  /// The freight's parts stand behind the lines while they are taxed; they are no lines.
  void take_freight(const std::vector<TaxableLine>& lines, std::size_t goods) {
    for (std::size_t i = goods; i < lines.size(); ++i) {
      if (!taxed_.lines[i].tax) continue;
      taxed_.freight.push_back({*taxed_.lines[i].why, *lines[i].net, *taxed_.lines[i].tax});
    }
    taxed_.lines.resize(goods);
  }

  void tax_group(const std::vector<TaxableLine>& lines, const std::vector<std::size_t>& members) {
    TaxGroup group;
    group.why = *taxed_.lines[members.front()].why;
    group.why.tax_class = {};
    group.taxable = Money{0, lines[members.front()].net->currency};
    group.tax = group.taxable;
    for (const std::size_t i : members) {
      const auto sum = add(group.taxable, *lines[i].net);
      if (!sum) return;  // totals/ says total_too_large: it adds the same nets
      group.taxable = *sum;
    }
    const bool done = facts_.policy.tax_rounding_level == TaxRoundingLevel::line
                          ? tax_each_line(lines, members, group)
                          : tax_once(lines, members, group);
    if (done) {
      taxed_.groups.push_back(std::move(group));
    } else {
      taxed_.issues.push_back(make_issue(IssueCode::total_too_large, ""));
    }
  }

  bool tax_each_line(const std::vector<TaxableLine>& lines,
                     const std::vector<std::size_t>& members, TaxGroup& group) {
    for (const std::size_t i : members) {
      const auto tax = take_rate(*lines[i].net, group.why.rate, facts_.policy.rounding);
      const auto sum = tax ? add(group.tax, *tax) : std::nullopt;
      if (!sum) return false;
      taxed_.lines[i].tax = *tax;
      group.tax = *sum;
    }
    return true;
  }

  bool tax_once(const std::vector<TaxableLine>& lines, const std::vector<std::size_t>& members,
                TaxGroup& group) {
    const auto tax = take_rate(group.taxable, group.why.rate, facts_.policy.rounding);
    if (!tax) return false;
    group.tax = *tax;
    std::vector<std::int64_t> weights;
    for (const std::size_t i : members) weights.push_back(lines[i].net->minor);
    const auto shares = allocate(*tax, weights);
    for (std::size_t n = 0; n < members.size(); ++n) {
      // Without weights (all nets zero) the tax is zero as well.
      taxed_.lines[members[n]].tax = shares ? (*shares)[n] : Money{0, tax->currency};
    }
    return true;
  }

  const Facts& facts_;
  const Address& place_;
  AsOf as_of_;
  Taxed taxed_;
  const Exemption* exemption_ = nullptr;
  std::map<TaxClass, std::optional<TaxWhy>> reasons_;
  std::map<GroupKey, std::vector<std::size_t>> groups_;
};

}  // namespace

Taxed tax_lines(const Facts& facts, const ShipTo* ship_to, std::vector<TaxableLine> lines,
                const std::optional<Money>& freight, AsOf as_of) {
  if (ship_to == nullptr || !facts.customer) {
    Taxed untaxed;
    untaxed.lines.resize(lines.size());
    return untaxed;
  }
  return Taxer(facts, *ship_to, as_of).tax(std::move(lines), freight);
}

}  // namespace tally::tax
