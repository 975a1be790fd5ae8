#include "wasm/state/party_form.hpp"

#include <algorithm>
#include <utility>

#include "shared/address/ship_to.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::string_view ship_to_prefix = "ship_tos[0].";

Address trimmed_address(const Address& typed) {
  return {std::string(trim(typed.recipient)),   std::string(trim(typed.street_1)),
          std::string(trim(typed.street_2)),    std::string(trim(typed.locality)),
          std::string(trim(typed.admin_area)),  std::string(trim(typed.postal_code)),
          std::string(trim(typed.country))};
}

/// "Californa → CA"; several fields: "Springfield, IL 62701 → Springfield · 62701 · IL".
std::string mend_label(const std::vector<wire::MendedField>& changes) {
  std::string from, to;
  for (const wire::MendedField& change : changes) {
    if (from.empty()) from = change.from;
    if (!change.to.empty()) to += (to.empty() ? "" : " · ") + change.to;
  }
  if (to.empty()) return "Take out " + from;
  return from.empty() ? "Write " + to : from + " → " + to;
}

}  // namespace

std::string* PartyForm::field(std::string_view path) {
  if (path.starts_with(base())) return address::field_at(address(), path.substr(base().size()));
  if (path == "code") return &code_;
  if (kind_ == PartyKind::ship_to) {
    return path == "delivery_note" ? &ship_to_.delivery_note : nullptr;
  }
  if (path == "name") return &customer_.name;
  if (path == "email") return &customer_.email;
  if (path == "phone") return &customer_.phone;
  return path == "vat_id" ? &customer_.vat_id : nullptr;
}

const std::string& PartyForm::text(std::string_view path) const {
  static const std::string none;
  const std::string* found = const_cast<PartyForm*>(this)->field(path);
  return found == nullptr ? none : *found;
}

std::vector<PartyField> PartyForm::fields() const {
  std::vector<PartyField> fields;
  const bool is_customer = kind_ == PartyKind::customer;
  if (is_customer) fields.push_back({"name", "Name", true});
  std::ranges::move(address_fields(address().country, address(), base()),
                    std::back_inserter(fields));
  if (is_customer) {
    fields.push_back({"vat_id", "VAT or tax number", false, true});
    fields.push_back({"email", "E-mail", false, true});
    fields.push_back({"phone", "Telephone", false, true});
  } else {
    fields.push_back({"delivery_note", "Note for the warehouse"});
  }
  fields.push_back({"code", is_customer ? "Customer number" : "Code of the ship-to", true});
  return fields;
}

void PartyForm::set(std::string_view path, std::string_view text) {
  std::string* found = field(path);
  if (found == nullptr || *found == text) return;
  *found = text;
  if (path == "code") code_typed_ = !text.empty();
  propose_code();
  look();
}

void PartyForm::propose_code() {
  const bool follows = kind_ == PartyKind::ship_to && is_new_ && !code_typed_;
  if (follows) code_ = proposed_code(address().locality, codes_);
}

// --- what is wrong ------------------------------------------------------------------------------

void PartyForm::add(const Issue& issue, std::string path) {
  const explain::Said said = explain::say_issue(issue);
  findings_.push_back({.path = std::move(path),
                       .sentence = said.mend.empty() ? said.sentence
                                                     : said.sentence + " " + said.mend,
                       .severity = issue.severity});
}

void PartyForm::look_at_code() {
  const std::string_view typed = trim(code_);
  const bool is_customer = kind_ == PartyKind::customer;
  const auto read = ShipToCode::parse(typed);
  if (typed.empty()) {
    findings_.push_back({.path = "code", .sentence = "It needs a code of its own."});
  } else if (!read) {
    const IssueCode code = is_customer ? IssueCode::customer_malformed
                                       : IssueCode::ship_to_malformed;
    const Issue issue = make_issue(code, "code", {{"text", std::string(typed)}});
    findings_.push_back({.path = "code", .sentence = explain::say_issue(issue).sentence});
  }
  if (!read) return;
  if (!refused_code_.empty()) {
    findings_.push_back({.path = "code", .sentence = refused_code_});
  } else if (std::ranges::find(codes_, read->text()) != codes_.end()) {
    findings_.push_back({.path = "code",
                         .sentence = "There is a ship-to " + read->text() +
                                     " already. Give the new one another code."});
  }
}

void PartyForm::look() {
  findings_.clear();
  Customer probe;
  if (kind_ == PartyKind::ship_to) {
    probe.ship_tos.push_back({ShipToCode{}, trimmed_address(ship_to_.address)});
  } else {
    probe.billing = trimmed_address(customer_.billing);
    probe.vat_id = trim(customer_.vat_id);
    probe.email = trim(customer_.email);
    probe.phone = trim(customer_.phone);
    if (trim(customer_.name).empty()) {
      add(make_issue(IssueCode::customer_new_nameless, "name"), "name");
    }
  }
  if (trim(address().country).empty()) {
    const std::string path = std::string(base()) + "country";
    add(make_issue(IssueCode::address_country_missing, path), path);
  }
  const auto own_path = [this](std::string path) {
    if (path.starts_with(ship_to_prefix)) path.erase(0, ship_to_prefix.size());
    const std::string_view whole = base().substr(0, base().size() - 1);
    return path == whole ? std::string(base()) + "street_1" : path;
  };
  wire::PartyFindings found = wire::find_in_party(probe);
  const std::size_t first = findings_.size();
  for (Issue& issue : found.issues) {
    // What is doubtful about a number is for a person to look at: as the order will say.
    const bool is_address = issue.path.starts_with("billing") || kind_ == PartyKind::ship_to;
    if (!is_address && issue.severity == Severity::error) issue.severity = Severity::review;
    add(issue, own_path(issue.path));
  }
  for (wire::Mend& mend : found.mends) {
    auto& kept = findings_[first + mend.issue].mend;
    if (kept) continue;  // the first of several ways is the nearest
    for (wire::MendedField& change : mend.changes) change.path = own_path(change.path);
    std::string label = mend_label(mend.changes);
    kept = PartyMend{std::move(label), std::move(mend.changes)};
  }
  look_at_code();
}

bool PartyForm::says(const Finding& finding) const {
  return shows_all_ || left_.contains(finding.path);
}

std::string PartyForm::error(std::string_view path) const {
  std::string said;
  for (const Finding& finding : findings_) {
    if (finding.path != path || finding.severity == Severity::note || !says(finding)) continue;
    said += (said.empty() ? "" : " ") + finding.sentence;
  }
  return said;
}

std::string PartyForm::hint(std::string_view path) const {
  for (const Finding& finding : findings_) {
    const bool is_note = finding.path == path && finding.severity == Severity::note;
    if (is_note && says(finding)) return finding.sentence;
  }
  return {};
}

const PartyMend* PartyForm::mend(std::string_view path) const {
  for (const Finding& finding : findings_) {
    if (finding.path == path && finding.mend) return &*finding.mend;
  }
  return nullptr;
}

std::optional<std::string> PartyForm::next_mend(std::string_view cursor) const {
  // A press takes only what stands on the screen.
  const auto can = [this](std::string_view path) {
    return mend(path) != nullptr && (shows_all_ || left_.contains(path));
  };
  if (can(cursor)) return std::string(cursor);
  for (const PartyField& field : fields()) {
    if (can(field.path)) return field.path;
  }
  return std::nullopt;
}

std::optional<std::string> PartyForm::first_error() const {
  for (const PartyField& field : fields()) {
    for (const Finding& finding : findings_) {
      if (finding.path == field.path && finding.severity == Severity::error) return field.path;
    }
  }
  return std::nullopt;
}

std::size_t PartyForm::errors() const {
  return static_cast<std::size_t>(
      std::ranges::count(findings_, Severity::error, &Finding::severity));
}

// --- mends --------------------------------------------------------------------------------------

bool PartyForm::take_mend(std::string_view path) {
  const PartyMend* found = mend(path);
  if (found == nullptr) return false;
  const PartyMend taken = *found;
  for (const wire::MendedField& change : taken.changes) {
    const std::string* now = field(change.path);
    if (now == nullptr || trim(*now) != change.from) return false;
  }
  for (const wire::MendedField& change : taken.changes) {
    *field(change.path) = change.to;
    left_.insert(change.path);
  }
  taken_.push_back(taken);
  propose_code();
  look();
  return true;
}

bool PartyForm::take_back() {
  if (taken_.empty()) return false;
  const PartyMend last = std::move(taken_.back());
  taken_.pop_back();
  bool changed = false;
  for (const wire::MendedField& change : last.changes) {
    std::string* now = field(change.path);
    if (now == nullptr || *now != change.to) continue;  // somebody typed on
    *now = change.from;
    changed = true;
  }
  propose_code();
  look();
  return changed;
}

void PartyForm::refuse_code(std::string sentence) {
  if (refused_code_ == sentence) return;
  refused_code_ = std::move(sentence);
  look();
}

void PartyForm::use_codes(std::vector<std::string> taken) {
  codes_ = std::move(taken);
  propose_code();
  look();
}

}  // namespace tally::app
