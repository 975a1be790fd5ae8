#include "shared/refund/refund.hpp"

#include <algorithm>
#include <map>

namespace tally::refund {

namespace {

/// whole * taken / all, rounded half up: what is due of an amount so far. Exact at the end, and
/// never falling while more is taken, so each part is at least zero (largest at 128 bits).
std::int64_t due(std::int64_t whole, std::int64_t taken, std::int64_t all) {
  if (taken >= all || all <= 0) return whole;
  // Below whole in amount, so it fits.
  return round_div(int128{whole} * taken, all, Rounding::half_up).value_or(whole);
}

/// What is due between `before` and `now` of `all`.
std::int64_t due_between(std::int64_t whole, std::int64_t before, std::int64_t now,
                         std::int64_t all) {
  return due(whole, now, all) - due(whole, before, all);
}

bool is_same_group(const TaxWhy& line, const TaxWhy& group) {
  TaxWhy as_group = line;
  as_group.tax_class = {};
  return as_group == group;
}

class Taker {
 public:
  Taker(const Outcome& receipt, const std::vector<Part>& earlier, const PartRequest& request)
      : receipt_(receipt), earlier_(earlier), request_(request) {}

  Result<Part> take() {
    if (!receipt_.total || !receipt_.net || !receipt_.tax || !receipt_.currency) {
      report(IssueCode::share_receipt_incomplete, "", {});
      return std::unexpected(std::move(issues_));
    }
    part_.net = part_.tax = part_.total = zero();
    for (std::size_t i = 0; i < receipt_.lines.size(); ++i) places_[receipt_.lines[i].id] = i;
    for (const Part& part : earlier_) {
      for (const PartAmount& line : part.lines) taken_[line.id] += line.quantity.thousandths;
    }
    before_ = taken_;
    for (std::size_t i = 0; i < request_.lines.size(); ++i) take_line(request_.lines[i], i);
    if (issues_.empty()) amount_lines();
    if (issues_.empty()) take_freight();
    if (!issues_.empty()) return std::unexpected(std::move(issues_));
    add_up();
    return std::move(part_);
  }

 private:
  Money zero() const { return Money{0, *receipt_.currency}; }

  void report(IssueCode code, std::string path, std::vector<Argument> arguments) {
    issues_.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  void take_line(const PartLine& asked, std::size_t index) {
    const std::string path = line_path(index, "quantity");
    const auto place = places_.find(asked.id);
    if (place == places_.end() || !receipt_.lines[place->second].quantity) {
      report(IssueCode::share_line_unknown, line_path(index, "id"), {{"line", asked.id}});
      return;
    }
    if (asked.quantity.thousandths <= 0) {
      report(IssueCode::share_quantity_not_positive, path,
             {{"line", asked.id}, {"quantity", asked.quantity}});
      return;
    }
    std::int64_t& taken = taken_[asked.id];
    const std::int64_t left =
        receipt_.lines[place->second].quantity->thousandths - taken;
    if (asked.quantity.thousandths > left) {
      report(IssueCode::share_quantity_too_large, path,
             {{"left", Quantity{left}}, {"line", asked.id}, {"quantity", asked.quantity}});
      return;
    }
    taken += asked.quantity.thousandths;
    const auto [known, is_new] = in_part_.try_emplace(asked.id, part_.lines.size());
    if (is_new) part_.lines.push_back({asked.id, Quantity{}, zero(), zero()});
    part_.lines[known->second].quantity.thousandths += asked.quantity.thousandths;
  }

  void amount_lines() {
    for (PartAmount& line : part_.lines) {
      const LineOutcome& charged = receipt_.lines[places_.at(line.id)];
      const Span span{before_[line.id], taken_[line.id], charged.quantity->thousandths};
      amount(line, {*charged.tax_why, *charged.net, *charged.tax, charged.tax_shares}, span);
    }
  }

  /// From how much to how much of how much.
  struct Span {
    std::int64_t before, now, all;
  };

  /// One authority's tax after the other, so that each of them sums to its own whole.
  void amount(PartAmount& into, const FreightPart& charged, const Span& span) {
    const auto between = [&](std::int64_t whole) {
      return due_between(whole, span.before, span.now, span.all);
    };
    const std::int64_t net = between(charged.net.minor);
    std::vector<std::int64_t> shares;
    for (const std::int64_t share : charged.shares) shares.push_back(between(share));
    std::int64_t tax = 0;
    if (shares.empty()) tax = between(charged.tax.minor);
    for (const std::int64_t share : shares) tax += share;
    into.net.minor += net;
    into.tax.minor += tax;
    add_to_group(charged.why, net, tax, shares);
  }

  void add_to_group(const TaxWhy& why, std::int64_t net, std::int64_t tax,
                    const std::vector<std::int64_t>& shares) {
    auto group = std::ranges::find_if(
        part_.groups, [&](const TaxGroup& known) { return is_same_group(why, known.why); });
    if (group == part_.groups.end()) {
      part_.groups.push_back({why, zero(), zero(), std::vector<std::int64_t>(shares.size(), 0)});
      group = std::prev(part_.groups.end());
      group->why.tax_class = {};
    }
    group->taxable.minor += net;
    group->tax.minor += tax;
    for (std::size_t i = 0; i < shares.size(); ++i) group->shares[i] += shares[i];
  }

  std::int64_t freight_taken() const {
    std::int64_t taken = 0;
    for (const Part& part : earlier_) {
      if (part.freight) taken += part.freight->net.minor;
    }
    return taken;
  }

  /// The nets of all lines up to this part: the freight follows them.
  std::int64_t net_due(std::map<std::string, std::int64_t>& taken) {
    std::int64_t sum = 0;
    for (const LineOutcome& line : receipt_.lines) {
      const auto found = taken.find(line.id);
      if (found == taken.end()) continue;
      sum += due(line.net->minor, found->second, line.quantity->thousandths);
    }
    return sum;
  }

  void take_freight() {
    if (!receipt_.freight) {
      if (request_.freight_share == FreightShare::amount && request_.freight_minor > 0) {
        refuse_freight(0);
      }
      return;
    }
    const std::int64_t whole = receipt_.freight->net.minor;
    const std::int64_t before = freight_taken();
    std::int64_t now = whole;
    if (request_.freight_share == FreightShare::amount) {
      if (request_.freight_minor < 0 || request_.freight_minor > whole - before) {
        refuse_freight(whole - before);
        return;
      }
      now = before + request_.freight_minor;
    } else if (request_.freight_share == FreightShare::goods) {
      // Free goods weigh nothing: their freight goes with the part that is the last.
      const std::int64_t goods = is_complete() ? receipt_.net->minor : net_due(taken_);
      now = std::max(before, is_complete() ? whole : due(whole, goods, receipt_.net->minor));
      if (receipt_.net->minor == 0 && !is_complete()) now = before;
    }
    if (now == before) return;
    part_.freight = PartAmount{"", Quantity{}, zero(), zero()};
    share_freight(before, now, whole);
  }

  void refuse_freight(std::int64_t left) {
    report(IssueCode::share_freight_too_large, "freight",
           {{"amount", Money{request_.freight_minor, *receipt_.currency}},
            {"left", Money{left, *receipt_.currency}}});
  }

  /// Each rate takes what is due of it and those before it, less what is due of those before it:
  /// the nets sum to the amount asked for, and none exceeds its own.
  void share_freight(std::int64_t before, std::int64_t now, std::int64_t whole) {
    std::int64_t sum = 0;
    std::int64_t sum_due = 0;
    for (const FreightPart& charged : receipt_.freight->parts) {
      sum += charged.net.minor;
      const std::int64_t with = due_between(sum, before, now, whole);
      FreightPart part = charged;
      part.net.minor = 0;
      amount(*part_.freight, part, {before, now, whole});
      part_.freight->net.minor += with - sum_due;
      add_to_group(part.why, with - sum_due, 0, std::vector<std::int64_t>(part.shares.size(), 0));
      sum_due = with;
    }
  }

  bool is_complete() {
    return std::ranges::all_of(receipt_.lines, [&](const LineOutcome& line) {
      const auto found = taken_.find(line.id);
      return !line.quantity ||
             (found != taken_.end() && found->second == line.quantity->thousandths);
    });
  }

  void add_up() {
    for (const PartAmount& line : part_.lines) add_amount(line);
    std::int64_t freight_now = freight_taken();
    if (part_.freight) {
      add_amount(*part_.freight);
      freight_now += part_.freight->net.minor;
    }
    part_.total.minor = part_.net.minor + part_.tax.minor;
    const bool all_freight = !receipt_.freight || receipt_.freight->net.minor == freight_now;
    const bool given = std::ranges::any_of(
        earlier_, [](const Part& part) { return part.cash_rounding.has_value(); });
    if (receipt_.cash_rounding && is_complete() && all_freight && !given) {
      part_.cash_rounding = receipt_.cash_rounding;
      part_.total.minor += receipt_.cash_rounding->minor;
    }
  }

  // The receipt's total fits, and a part is no more than the whole.
  void add_amount(const PartAmount& line) {
    part_.net.minor += line.net.minor;
    part_.tax.minor += line.tax.minor;
  }

  const Outcome& receipt_;
  const std::vector<Part>& earlier_;
  const PartRequest& request_;
  Issues issues_;
  Part part_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, std::size_t> in_part_;
  /// Thousandths by line, before this part and with it.
  std::map<std::string, std::int64_t> before_, taken_;
};

}  // namespace

Result<Part> take_part(const Outcome& receipt, const std::vector<Part>& earlier,
                       const PartRequest& request) {
  return Taker(receipt, earlier, request).take();
}

}  // namespace tally::refund
