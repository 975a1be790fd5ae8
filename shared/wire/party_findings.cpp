#include "shared/wire/party_findings.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "shared/address/ship_to.hpp"
#include "shared/identify/identify.hpp"
#include "shared/identify/vat_rules.hpp"
#include "shared/terms/terms.hpp"

namespace tally::wire {

namespace {

/// The changes of one issue; empty where it has none.
std::vector<MendedField> postal_changes(const address::Finding& finding, std::size_t issue,
                                        const std::string& base) {
  std::vector<MendedField> changes;
  for (const address::Change& change : finding.changes) {
    if (change.issue == issue) changes.push_back({base + change.path, change.from, change.to});
  }
  return changes;
}

class PartyFinder {
 public:
  explicit PartyFinder(PartyFindings& found) : found_(found) {}

  /// `base` ends with a point: "billing.".
  void hold_address(const Address& address, const std::string& base) {
    if (address.country.empty()) return;
    const address::Finding finding = address::check_ship_to(address);
    for (std::size_t i = 0; i < finding.issues.size(); ++i) {
      Issue issue = finding.issues[i];
      issue.path = issue.path.empty() ? base.substr(0, base.size() - 1) : base + issue.path;
      add(std::move(issue), postal_changes(finding, i, base));
    }
  }

  void hold_identifier(const std::string& path, const std::string& text,
                       const identify::Finding& finding) {
    const std::size_t first = found_.issues.size();
    for (Issue issue : finding.issues) {
      // What is wrong with the country is said of the address.
      if (issue.path == "country") continue;
      issue.path = path;
      found_.issues.push_back(std::move(issue));
    }
    if (first == found_.issues.size()) return;
    // What the room proposes mends the value as a whole: it stands with what is wrong, and where
    // nothing is, with what is only noted.
    std::size_t place = first;
    while (place < found_.issues.size() && found_.issues[place].severity != Severity::error) {
      ++place;
    }
    const bool is_noted = place == found_.issues.size();
    if (is_noted) place = first;
    std::vector<std::string> proposed = finding.suggestions;
    if (proposed.empty() && is_noted && finding.normal != text) {
      proposed.push_back(finding.normal);
    }
    for (const std::string& better : proposed) {
      found_.mends.push_back({place, {{path, text, better}}});
    }
  }

  void hold_terms(const std::string& text) {
    if (text.empty()) return;
    const auto read = terms::read_terms(text);
    if (read) return;
    for (Issue issue : read.error()) {
      issue.path = "terms";
      add(std::move(issue), {});
    }
  }

 private:
  void add(Issue issue, std::vector<MendedField> changes) {
    found_.issues.push_back(std::move(issue));
    if (changes.empty()) return;
    found_.mends.push_back({found_.issues.size() - 1, std::move(changes)});
  }

  PartyFindings& found_;
};

/// Where the customer is at home: by that country its numbers are read.
std::string_view home_of(const Customer& customer) {
  if (!customer.billing.country.empty()) return customer.billing.country;
  return customer.ship_tos.empty() ? std::string_view() : customer.ship_tos.front().address.country;
}

/// The tax number by the algorithm of the customer's country; nothing where it has none here.
std::optional<identify::Finding> check_tax_number(const Customer& customer,
                                                  const identify::Context& context) {
  if (customer.vat_id.empty()) return std::nullopt;
  if (context.country == "AU") return identify::check_abn(customer.vat_id, context);
  if (context.country == "IN") return identify::check_gstin(customer.vat_id, context);
  if (identify::find_vat_rule_of_country(context.country) == nullptr) return std::nullopt;
  return identify::check_vat(customer.vat_id, context);
}

}  // namespace

PartyFindings find_in_party(const Customer& customer) {
  PartyFindings found;
  PartyFinder finder(found);
  const identify::Context context{.country = home_of(customer), .as_of = {}};
  finder.hold_terms(customer.terms);
  if (const auto finding = check_tax_number(customer, context)) {
    finder.hold_identifier("vat_id", customer.vat_id, *finding);
  }
  if (!customer.email.empty()) {
    finder.hold_identifier("email", customer.email,
                           identify::check_email(customer.email, context));
  }
  if (!customer.phone.empty()) {
    finder.hold_identifier("phone", customer.phone,
                           identify::check_phone(customer.phone, context));
  }
  finder.hold_address(customer.billing, "billing.");
  for (std::size_t i = 0; i < customer.ship_tos.size(); ++i) {
    finder.hold_address(customer.ship_tos[i].address,
                        "ship_tos[" + std::to_string(i) + "].address.");
  }
  return found;
}

PartyFindings find_in_party(const Warehouse& warehouse) {
  PartyFindings found;
  PartyFinder(found).hold_address(warehouse.address, "address.");
  return found;
}

void append_findings(PartyFindings found, Issues& issues, std::vector<Mend>& mends) {
  for (Mend& mend : found.mends) mend.issue += issues.size();
  std::ranges::move(found.issues, std::back_inserter(issues));
  std::ranges::move(found.mends, std::back_inserter(mends));
}

}  // namespace tally::wire
