#include "shared/terms/due.hpp"

#include <algorithm>
#include <optional>

namespace tally::terms {

namespace {

std::int32_t narrow(std::int64_t days) { return static_cast<std::int32_t>(days); }

bool is_in_calendar(Date day) {
  // 0001-01-01 and 9999-12-31, which Date::parse reads.
  return Date::from_days(-719162) <= day && day <= Date::from_days(2932896);
}

/// The day without regard to weekends; `day` counts the discounts' or the net days.
Date discount_day(const InstalmentTerms& part, const DiscountStep& step, Date invoice_date) {
  const bool from_invoice = part.discounts_from == CountFrom::invoice_date;
  return (from_invoice ? invoice_date : invoice_date.end_of_month()).plus_days(narrow(step.days));
}

Date due_day(const InstalmentTerms& part, Date invoice_date) {
  switch (part.due) {
    case DueRule::prepaid:
    case DueRule::on_receipt: return invoice_date;
    case DueRule::net_days: return invoice_date.plus_days(narrow(part.days));
    case DueRule::net_days_end_of_month:
      return invoice_date.plus_days(narrow(part.days)).end_of_month();
    case DueRule::day_of_next_month: {
      const Date month_end = invoice_date.end_of_month();
      const Date next_end = month_end.plus_days(1).end_of_month();
      return std::min(month_end.plus_days(narrow(part.days)), next_end);
    }
    case DueRule::after_discount:
      return discount_day(part, part.discounts.back(), invoice_date)
          .plus_days(narrow(days_after_discount));
  }
  return invoice_date;
}

/// Everything of one invoice that its instalments share.
class Computation {
 public:
  Computation(Date invoice_date, const Calendar& calendar, const DueOptions& options)
      : invoice_date_(invoice_date), calendar_(calendar), options_(options) {}

  void add(const InstalmentTerms& part, const Money& amount, const Money& base,
           const std::string& path) {
    Instalment made;
    made.amount = amount;
    const Date due = due_day(part, invoice_date_);
    for (const DiscountStep& step : part.discounts) {
      const Date until = discount_day(part, step, invoice_date_);
      if (until > due) {
        issues_.push_back(make_issue(IssueCode::terms_discount_after_due, path,
                                     {{"percent", step.off}, {"until", until}, {"due", due}}));
        continue;
      }
      // A rate below the whole of an amount that fits: neither can fail.
      const Money off = *take_rate(base, step.off, Rounding::half_up);
      made.discounts.push_back({moved(part, until, path), step.off, off, *subtract(amount, off)});
    }
    made.due = moved(part, due, path);
    schedule_.instalments.push_back(std::move(made));
  }

  Result<Schedule> take() {
    if (!issues_.empty()) return std::unexpected(std::move(issues_));
    return std::move(schedule_);
  }

 private:
  Date moved(const InstalmentTerms& part, Date day, const std::string& path) {
    const bool stays = options_.day_rule == DayRule::as_it_falls || part.due == DueRule::prepaid;
    const Date to = stays ? day : business_day(day, path);
    if (!is_in_calendar(to)) complain(IssueCode::terms_date_unreachable, path, {});
    return to;
  }

  Date business_day(Date day, const std::string& path) {
    const std::int32_t step = options_.day_rule == DayRule::next_business_day ? 1 : -1;
    for (std::int32_t i = 0; i <= move_days_max; ++i) {
      const Date candidate = day.plus_days(i * step);
      if (candidate < invoice_date_) return invoice_date_;
      if (is_business_day(candidate, calendar_)) return candidate;
    }
    complain(IssueCode::terms_no_business_day, path,
             {{"limit", std::int64_t{move_days_max}}, {"date", day}});
    return day;
  }

  /// Once for an instalment, however many of its days it meets.
  void complain(IssueCode code, const std::string& path, std::vector<Argument> arguments) {
    const bool said = std::ranges::any_of(issues_, [&](const Issue& issue) {
      return issue.code == code && issue.path == path;
    });
    if (!said) issues_.push_back(make_issue(code, path, std::move(arguments)));
  }

  Date invoice_date_;
  const Calendar& calendar_;
  const DueOptions& options_;
  Schedule schedule_;
  Issues issues_;
};

Issues check_amounts(const Money& total, const Money& tax) {
  Issues issues;
  if (total.minor < 0) {
    issues.push_back(make_issue(IssueCode::terms_amount_negative, "total", {{"amount", total}}));
  } else if (tax.currency != total.currency || tax.minor < 0 || tax.minor > total.minor) {
    issues.push_back(
        make_issue(IssueCode::terms_tax_not_within, "tax", {{"tax", tax}, {"total", total}}));
  }
  return issues;
}

/// The parts of `whole_minor`; nothing at all has no proportions, and is nothing for each.
std::vector<std::int64_t> share_minor(std::int64_t whole_minor,
                                      const std::vector<std::int64_t>& weights) {
  const auto parts = allocate_minor(whole_minor, weights);
  return parts ? *parts : std::vector<std::int64_t>(weights.size(), 0);
}

}  // namespace

bool is_business_day(Date day, const Calendar& calendar) {
  return !calendar.weekend.contains(day.weekday()) &&
         std::ranges::find(calendar.holidays, day) == calendar.holidays.end();
}

Result<Schedule> compute_due(const Terms& terms, const Money& total, const Money& tax,
                             Date invoice_date, const Calendar& calendar,
                             const DueOptions& options) {
  Issues issues = check_terms(terms);
  for (Issue& issue : check_amounts(total, tax)) issues.push_back(std::move(issue));
  if (!is_in_calendar(invoice_date)) {
    issues.push_back(make_issue(IssueCode::terms_date_unreachable, "date"));
  }
  if (!issues.empty()) return std::unexpected(std::move(issues));
  std::vector<std::int64_t> shares;
  for (const InstalmentTerms& part : terms.instalments) {
    shares.push_back(part.share.parts_per_million);
  }
  const std::vector<std::int64_t> amounts = share_minor(total.minor, shares);
  const bool with_tax = options.discount_base == DiscountBase::amount_with_tax;
  const std::vector<std::int64_t> bases =
      with_tax ? amounts : share_minor(total.minor - tax.minor, amounts);
  Computation computation(invoice_date, calendar, options);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    computation.add(terms.instalments[i], {amounts[i], total.currency},
                    {bases[i], total.currency}, instalment_path(i, amounts.size()));
  }
  return computation.take();
}

}  // namespace tally::terms
