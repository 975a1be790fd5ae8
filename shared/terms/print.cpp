// The canonical text of payment terms.
#include "shared/terms/terms.hpp"

namespace tally::terms {

namespace {

std::string print_due(const InstalmentTerms& part) {
  const std::string days = std::to_string(part.days);
  switch (part.due) {
    case DueRule::prepaid: return "prepaid";
    case DueRule::on_receipt: return "due on receipt";
    case DueRule::net_days: return "net " + days;
    case DueRule::net_days_end_of_month: return part.days == 0 ? "net EOM" : "net " + days + " EOM";
    case DueRule::day_of_next_month: return "net EOM + " + days;
    case DueRule::after_discount: return "";
  }
  return "";
}

std::string print_part(const InstalmentTerms& part) {
  std::string out;
  for (const DiscountStep& step : part.discounts) {
    out += (out.empty() ? "" : " ") + print_rate(step.off) + "/" + std::to_string(step.days);
  }
  if (part.discounts_from == CountFrom::end_of_month && !out.empty()) out += " EOM";
  const std::string due = print_due(part);
  if (!out.empty() && !due.empty()) out += " ";
  return out + due;
}

}  // namespace

std::string print_terms(const Terms& terms) {
  std::string out;
  for (const InstalmentTerms& part : terms.instalments) {
    if (!out.empty()) out += ", ";
    if (terms.instalments.size() > 1) out += print_rate(part.share) + "% ";
    out += print_part(part);
  }
  return out;
}

std::string instalment_path(std::size_t index, std::size_t count) {
  return count < 2 ? "terms" : "terms[" + std::to_string(index) + "]";
}

}  // namespace tally::terms
