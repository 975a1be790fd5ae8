#include "shared/complete/complete.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/data/lookups.hpp"

namespace tally::complete {

namespace {

bool fits_character(char wanted, char found) {
  switch (wanted) {
    case '#': return is_digit(found);
    case '@': return is_capital(found) || (found >= 'a' && found <= 'z');
    default: return ascii_lower({&wanted, 1}) == ascii_lower({&found, 1});
  }
}

/// The path of a ship-to's cell: the order's own, or that of the first line which names it.
std::string place_path(const Draft& draft, const Facts& facts, std::size_t place) {
  const ShipTo* own = ship_to_of(draft, facts);
  if (own != nullptr && own->code == facts.places[place]->ship_to.code) return "ship_to";
  const auto line = first_line_to(facts, place);
  return line ? line_path(*line, "ship_to") : "ship_to";
}

class Checker {
 public:
  Checker(const Draft& draft, const Facts& facts, AsOf as_of)
      : draft_(draft), facts_(facts), as_of_(as_of) {}

  Issues check() {
    check_new_customer();
    check_po_pattern();
    check_window();
    check_days();
    check_new_ship_tos();
    for (std::size_t i = 0; i < facts_.places.size(); ++i) check_place(i);
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) check_line(i);
    return std::move(issues_);
  }

 private:
  void report(IssueCode code, std::string path, std::vector<Argument> arguments = {}) {
    issues_.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  void check_new_customer() {
    if (!draft_.new_customer) return;
    if (facts_.customer_is_new) {
      if (draft_.new_customer->name.empty()) {
        report(IssueCode::customer_new_nameless, "new_customer.name");
      }
      report(IssueCode::customer_new, "customer", {{"customer", facts_.customer->name}});
    } else if (facts_.customer) {
      check_code_taken(*draft_.new_customer, *facts_.customer);
    } else if (draft_.customer && !facts_.policy.new_customer) {
      report(IssueCode::customer_new_not_taken, "new_customer");
    }
  }

  /// The company has a customer of this number: the captured one by now, or another.
  void check_code_taken(const RawCustomer& captured, const Customer& known) {
    if (captured.name == known.name || captured.billing == known.billing) return;
    report(IssueCode::customer_code_taken, "customer",
           {{"code", known.code.text()}, {"customer", known.name}, {"name", captured.name}});
  }

  void check_po_pattern() {
    if (!facts_.customer || facts_.customer->po_pattern.empty()) return;
    if (draft_.po_number.empty()) return;
    const std::string& pattern = facts_.customer->po_pattern;
    if (fits_po_pattern(draft_.po_number, pattern)) return;
    report(IssueCode::po_number_pattern, "po_number",
           {{"customer", facts_.customer->name},
            {"pattern", pattern},
            {"po_number", draft_.po_number}});
  }

  void check_window() {
    const auto& from = draft_.ship_from;
    const auto& until = draft_.ship_until;
    if (from && until && *until < *from) {
      report(IssueCode::ship_window_reversed, "ship_until", {{"from", *from}, {"until", *until}});
    }
    if (until && *until < as_of_.date) {
      report(IssueCode::ship_window_past, "ship_until",
             {{"today", as_of_.date}, {"until", *until}});
    }
  }

  void check_requested(const Date& requested, const std::string& path) {
    const Date from = draft_.ship_from.value_or(as_of_.date);
    const Date until = draft_.ship_until.value_or(requested);
    if (requested >= from && requested <= until) return;
    report(IssueCode::requested_outside_window, path,
           {{"from", from}, {"requested", requested}, {"until", until}});
  }

  /// Against the window, and one with the other where nothing may leave before everything can.
  void check_days() {
    std::optional<Date> earliest, latest;
    const bool has_window = draft_.ship_from || draft_.ship_until;
    if (draft_.requested_date && has_window) {
      check_requested(*draft_.requested_date, "requested_date");
    }
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) {
      const auto& own = draft_.lines[i].requested_date;
      const auto day = own ? own : draft_.requested_date;
      if (day && (!earliest || *day < *earliest)) earliest = day;
      if (day && (!latest || *day > *latest)) latest = day;
      if (own && *own < as_of_.date) {
        report(IssueCode::requested_date_past, line_path(i, "requested_date"),
               {{"requested", *own}, {"today", as_of_.date}});
      } else if (own && has_window) {
        check_requested(*own, line_path(i, "requested_date"));
      }
    }
    const bool at_once = delivery_of(draft_, facts_) == DeliveryRule::complete;
    if (at_once && earliest != latest) {
      report(IssueCode::complete_on_other_days, "delivery", {{"date", *latest}});
    }
  }

  void check_new_ship_tos() {
    if (!facts_.customer) return;
    for (std::size_t i = 0; i < draft_.new_ship_tos.size(); ++i) {
      const ShipTo& captured = draft_.new_ship_tos[i];
      if (captured.code.text().empty()) continue;
      const std::string path = "new_ship_tos[" + std::to_string(i) + "]";
      const ShipTo* known = find_ship_to(facts_.customer->ship_tos, captured.code);
      if (known != nullptr && known->address != captured.address) {
        report(IssueCode::ship_to_code_taken, path + ".code",
               {{"customer", facts_.customer->name}, {"ship_to", captured.code.text()}});
        continue;
      }
      if (!gets_goods(captured.code)) {
        report(IssueCode::ship_to_new_unused, path + ".code",
               {{"ship_to", captured.code.text()}});
        continue;
      }
      const bool is_known = !is_new_ship_to(facts_, captured.code) || facts_.customer_is_new;
      if (is_known || facts_.policy.new_ship_to == NewParty::accept) continue;
      report(IssueCode::ship_to_new, path + ".code",
             {{"customer", facts_.customer->name}, {"ship_to", captured.code.text()}});
    }
  }

  bool gets_goods(const ShipToCode& code) const {
    return std::ranges::any_of(
        facts_.places, [&](const auto& place) { return place->ship_to.code == code; });
  }

  std::string captured_path(const ShipToCode& code) const {
    const ShipTo* captured = find_ship_to(draft_.new_ship_tos, code);
    return "new_ship_tos[" + std::to_string(captured - draft_.new_ship_tos.data()) + "]";
  }

  /// Captured with the order: every slip can be mended here. Stored: as the company wants it.
  void check_address(std::size_t index) {
    const PlaceFacts& place = *facts_.places[index];
    const bool is_captured = is_new_ship_to(facts_, place.ship_to.code);
    const StoredAddresses rule = facts_.policy.stored_addresses;
    if (!is_captured && rule == StoredAddresses::unchecked) return;
    const std::string prefix = is_captured ? captured_path(place.ship_to.code) + ".address."
                                           : place_path(draft_, facts_, index);
    for (const Issue& found : place.issues) {
      Issue issue = found;
      issue.path = is_captured ? prefix + found.path : prefix;
      if (!is_captured) {
        issue.severity = rule == StoredAddresses::note ? Severity::note : Severity::review;
      }
      issues_.push_back(std::move(issue));
    }
  }

  void check_place(std::size_t index) {
    const PlaceFacts& place = *facts_.places[index];
    check_address(index);
    const std::string& country = place.ship_to.address.country;
    if (std::ranges::find(facts_.policy.blocked_countries, country) !=
        facts_.policy.blocked_countries.end()) {
      report(IssueCode::country_blocked, place_path(draft_, facts_, index),
             {{"country", country}});
    }
    if (place.ship_to.delivery_note.empty()) return;
    report(IssueCode::delivery_note_waits, place_path(draft_, facts_, index),
           {{"note", place.ship_to.delivery_note}, {"ship_to", place.ship_to.code.text()}});
  }

  void check_line(std::size_t index) {
    const ProductFacts* found = product_of_line(facts_, index);
    const PlaceFacts* place = place_of_line(facts_, index);
    if (found == nullptr || place == nullptr) return;
    const Product& product = found->product;
    const std::string& country = place->ship_to.address.country;
    if (std::ranges::find(product.blocked_countries, country) !=
        product.blocked_countries.end()) {
      report(IssueCode::product_blocked_in_country, line_path(index, "sku"),
             {{"country", country}, {"sku", product.sku.text()}});
    }
    if (!product.un_number.empty()) check_hazardous(product, *place, index);
  }

  void check_hazardous(const Product& product, const PlaceFacts& place, std::size_t index) {
    std::vector<Argument> arguments{{"sku", product.sku.text()},
                                    {"un_number", product.un_number}};
    const std::string& country = place.ship_to.address.country;
    const auto& origin = facts_.policy.tax_origin;
    IssueCode code = IssueCode::hazardous_goods;
    if (place.po_box) {
      code = IssueCode::hazardous_to_po_box;
    } else if (origin && origin->country != country) {
      code = IssueCode::hazardous_abroad;
      arguments.insert(arguments.begin(), {"country", country});
    }
    report(code, line_path(index, "sku"), std::move(arguments));
  }

  const Draft& draft_;
  const Facts& facts_;
  AsOf as_of_;
  Issues issues_;
};

}  // namespace

bool fits_po_pattern(std::string_view po_number, std::string_view pattern) {
  // Where a star stood last, and how much of the number it has taken so far.
  std::size_t star = std::string_view::npos, taken = 0;
  std::size_t at = 0, want = 0;
  while (at < po_number.size()) {
    if (want < pattern.size() && pattern[want] == '*') {
      star = want++;
      taken = at;
    } else if (want < pattern.size() && fits_character(pattern[want], po_number[at])) {
      ++want;
      ++at;
    } else if (star != std::string_view::npos) {
      want = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  while (want < pattern.size() && pattern[want] == '*') ++want;
  return want == pattern.size();
}

Issues check_complete(const Draft& draft, const Facts& facts, AsOf as_of) {
  return Checker(draft, facts, as_of).check();
}

}  // namespace tally::complete
