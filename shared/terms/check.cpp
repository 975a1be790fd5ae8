// What cannot be so in payment terms, whoever wrote them.
#include <algorithm>

#include "shared/terms/terms.hpp"

namespace tally::terms {

namespace {

class PartCheck {
 public:
  PartCheck(const InstalmentTerms& part, std::string path, Issues& issues)
      : part_(part), path_(std::move(path)), issues_(issues) {}

  void run() {
    if (part_.share.parts_per_million <= 0) {
      add(IssueCode::terms_share_not_positive, {{"percent", part_.share}});
    }
    for (std::size_t i = 0; i < part_.discounts.size(); ++i) check_step(i);
    check_due();
  }

 private:
  void add(IssueCode code, std::vector<Argument> arguments) {
    issues_.push_back(make_issue(code, path_, std::move(arguments)));
  }

  void check_days(std::int64_t days) {
    if (days < 0) add(IssueCode::terms_days_negative, {{"days", days}});
    if (days > days_max) {
      add(IssueCode::terms_days_too_many, {{"days", days}, {"limit", days_max}});
    }
  }

  void check_step(std::size_t index) {
    const DiscountStep& step = part_.discounts[index];
    if (step.off <= Rate{0}) {
      add(IssueCode::terms_discount_not_positive, {{"percent", step.off}});
    }
    if (step.off >= whole) add(IssueCode::terms_discount_whole, {{"percent", step.off}});
    check_days(step.days);
    if (index == 0) return;
    const DiscountStep& earlier = part_.discounts[index - 1];
    if (step.days <= earlier.days) {
      add(IssueCode::terms_discount_not_later, {{"days", step.days}, {"earlier", earlier.days}});
    } else if (step.off >= earlier.off) {
      add(IssueCode::terms_discount_not_falling,
          {{"percent", step.off}, {"days", step.days}, {"earlier", earlier.off}});
    }
  }

  void check_due() {
    const bool from_invoice = part_.discounts_from == CountFrom::invoice_date;
    switch (part_.due) {
      case DueRule::prepaid:
      case DueRule::on_receipt: check_discounts_within(0); break;
      case DueRule::net_days:
        check_days(part_.days);
        if (part_.days >= 0) check_discounts_within(part_.days);
        break;
      case DueRule::net_days_end_of_month: check_days(part_.days); break;
      case DueRule::day_of_next_month:
        if (part_.days < 1 || part_.days > 31) {
          add(IssueCode::terms_day_of_month, {{"day", part_.days}});
        }
        break;
      case DueRule::after_discount:
        if (part_.discounts.empty() || from_invoice) add(IssueCode::terms_due_missing, {});
        break;
    }
  }

  // Days from the end of a month are held against the due day when the invoice is known.
  void check_discounts_within(std::int64_t net) {
    if (part_.discounts.empty() || part_.discounts_from != CountFrom::invoice_date) return;
    const std::int64_t days = part_.discounts.back().days;
    if (days > net) add(IssueCode::terms_discount_beyond_net, {{"days", days}, {"net", net}});
  }

  const InstalmentTerms& part_;
  std::string path_;
  Issues& issues_;
};

}  // namespace

Issues check_terms(const Terms& terms) {
  Issues issues;
  const std::size_t count = terms.instalments.size();
  if (count == 0) issues.push_back(make_issue(IssueCode::terms_missing, "terms"));
  if (count > instalments_max) {
    issues.push_back(make_issue(IssueCode::terms_instalments_too_many, "terms",
                                {{"count", static_cast<std::int64_t>(count)},
                                 {"limit", static_cast<std::int64_t>(instalments_max)}}));
    return issues;
  }
  // A share that fits a sum of 24 only; none that is right is larger than the whole.
  constexpr std::int64_t share_max = INT64_MAX / 32;
  Rate sum{0};
  for (std::size_t i = 0; i < count; ++i) {
    const InstalmentTerms& part = terms.instalments[i];
    PartCheck(part, instalment_path(i, count), issues).run();
    sum.parts_per_million += std::clamp(part.share.parts_per_million, -share_max, share_max);
  }
  if (count > 0 && sum != whole) {
    issues.push_back(make_issue(IssueCode::terms_shares_sum, "terms", {{"sum", sum}}));
  }
  return issues;
}

}  // namespace tally::terms
