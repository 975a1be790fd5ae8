#include "shared/credit/duplicates.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "shared/base/sha256.hpp"
#include "shared/base/text.hpp"

namespace tally::credit {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

std::int64_t distance_ms(Instant left, Instant right) {
  return left.unix_ms < right.unix_ms ? right.unix_ms - left.unix_ms
                                      : left.unix_ms - right.unix_ms;
}

Date day_of(Instant at) {
  const std::int64_t day = at.unix_ms / (24 * hour_ms) - (at.unix_ms % (24 * hour_ms) < 0 ? 1 : 0);
  return Date::from_days(static_cast<std::int32_t>(day));
}

template <typename Fits>
const Candidate* nearest(const OrderKeys& order, const std::vector<Candidate>& candidates,
                         const Fits& fits) {
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates) {
    if (!fits(candidate)) continue;
    if (best != nullptr) {
      const std::int64_t apart = distance_ms(candidate.at, order.at);
      const std::int64_t least = distance_ms(best->at, order.at);
      if (apart > least || (apart == least && candidate.number < best->number)) continue;
    }
    best = &candidate;
  }
  return best;
}

const Override* find_override(const Issue& issue, const std::vector<Override>& overrides) {
  const auto found = std::ranges::find_if(overrides, [&](const Override& given) {
    return given.code == issue.code && (given.path.empty() || given.path == issue.path) &&
           !trim(given.reason).empty();
  });
  return found == overrides.end() ? nullptr : &*found;
}

void warn(Issues& issues, Issue issue, const std::vector<Override>& overrides) {
  const Override* given = find_override(issue, overrides);
  if (given != nullptr) issue.severity = Severity::note;
  const std::string code(code_row(issue.code).name);
  const std::string path = issue.path;
  issues.push_back(std::move(issue));
  if (given == nullptr) return;
  issues.push_back(make_issue(IssueCode::warning_passed_over, path,
                              {{"warning", code}, {"reason", std::string(trim(given->reason))}}));
}

}  // namespace

std::string po_key(std::string_view po_number) {
  std::string key;
  for (const char letter : ascii_upper(squeeze(po_number))) {
    if (letter != ' ') key += letter;
  }
  return key;
}

std::string goods_key(const Outcome& outcome) {
  std::map<std::pair<std::string, std::string>, std::int64_t> goods;
  const std::string ship_to = outcome.ship_to ? outcome.ship_to->text() : std::string();
  for (const LineOutcome& line : outcome.lines) {
    if (!line.sku || !line.quantity || line.quantity->thousandths <= 0) continue;
    goods[{line.ship_to ? line.ship_to->text() : ship_to, line.sku->text()}] +=
        line.quantity->thousandths;
  }
  if (goods.empty()) return {};
  // A line has at most 10^12 thousandths and an order 10^4 lines: the sums fit. Codes hold no
  // control characters, so the separators cannot be forged.
  Sha256 hash;
  for (const auto& [place, units] : goods) {
    hash.add(place.first + "\t" + place.second + "\t" + std::to_string(units) + "\n");
  }
  return hash.finish().text();
}

Issues decide_duplicates(const OrderKeys& order, const std::vector<Candidate>& candidates,
                         std::int64_t window_hours, const std::vector<Override>& overrides) {
  Issues issues;
  const std::string po = po_key(order.po_number);
  const Candidate* same_po = nearest(order, candidates, [&](const Candidate& candidate) {
    return !po.empty() && po_key(candidate.po_number) == po;
  });
  if (same_po != nullptr) {
    warn(issues,
         make_issue(IssueCode::po_number_used, "po_number",
                    {{"customer", order.customer},
                     {"po_number", order.po_number},
                     {"order", same_po->number},
                     {"day", day_of(same_po->at)}}),
         overrides);
  }
  const Candidate* same_goods = nearest(order, candidates, [&](const Candidate& candidate) {
    return !order.goods.empty() && candidate.goods == order.goods &&
           window_hours > 0 && distance_ms(candidate.at, order.at) <= window_hours * hour_ms;
  });
  if (same_goods != nullptr) {
    warn(issues,
         make_issue(IssueCode::goods_ordered_again, "lines",
                    {{"customer", order.customer},
                     {"order", same_goods->number},
                     {"hours", distance_ms(same_goods->at, order.at) / hour_ms}}),
         overrides);
  }
  return issues;
}

}  // namespace tally::credit
