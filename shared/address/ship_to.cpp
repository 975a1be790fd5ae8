#include "shared/address/ship_to.hpp"

#include <algorithm>
#include <array>

namespace tally::address {

namespace {

/// Which field of the shorter address each of its filled street lines stands in.
struct StreetFields {
  explicit StreetFields(const tally::Address& shorter) {
    if (!shorter.street_1.empty()) fields.push_back("street_1");
    if (!shorter.street_2.empty()) fields.push_back("street_2");
    // A line that is missing, or one more, goes where there is room.
    if (fields.empty()) fields.push_back("street_1");
    if (fields.size() == 1 && fields.front() == "street_1") fields.push_back("street_2");
  }
  std::vector<std::string_view> fields;
};

/// The shorter address' field for a path of the whole one; empty where it has no such field.
std::string field_of(std::string_view path, const StreetFields& street) {
  if (path == "street") return std::string(street.fields.front());
  for (std::size_t i = 0; i < street.fields.size(); ++i) {
    if (path == "street[" + std::to_string(i) + "]") return std::string(street.fields[i]);
  }
  constexpr std::array<std::string_view, 5> same{"recipient", "locality", "admin_area",
                                                 "postal_code", "country"};
  return std::ranges::find(same, path) != same.end() ? std::string(path) : std::string();
}

/// Takes away the mends of an issue of which one is for a field that the shorter address has not.
void rename_changes(std::vector<Change>& changes, const StreetFields& street) {
  std::vector<std::uint32_t> lost;
  for (Change& change : changes) {
    change.path = field_of(change.path, street);
    if (change.path.empty()) lost.push_back(change.issue);
  }
  std::erase_if(changes, [&](const Change& change) {
    return std::ranges::find(lost, change.issue) != lost.end();
  });
}

}  // namespace

Address whole_address(const tally::Address& shorter) {
  Address whole;
  whole.recipient = shorter.recipient;
  if (!shorter.street_1.empty()) whole.street.push_back(shorter.street_1);
  if (!shorter.street_2.empty()) whole.street.push_back(shorter.street_2);
  whole.locality = shorter.locality;
  whole.admin_area = shorter.admin_area;
  whole.postal_code = shorter.postal_code;
  whole.country = shorter.country;
  return whole;
}

Finding check_ship_to(const tally::Address& shorter) {
  Finding finding = check_address(whole_address(shorter));
  const StreetFields street(shorter);
  for (Issue& issue : finding.issues) issue.path = field_of(issue.path, street);
  rename_changes(finding.changes, street);
  return finding;
}

std::string* field_at(tally::Address& shorter, std::string_view path) {
  if (path == "recipient") return &shorter.recipient;
  if (path == "street_1") return &shorter.street_1;
  if (path == "street_2") return &shorter.street_2;
  if (path == "locality") return &shorter.locality;
  if (path == "admin_area") return &shorter.admin_area;
  if (path == "postal_code") return &shorter.postal_code;
  if (path == "country") return &shorter.country;
  return nullptr;
}

bool apply_fix(tally::Address& shorter, const Finding& finding, std::size_t issue) {
  bool has_change = false;
  for (const Change& change : finding.changes) {
    if (change.issue != issue) continue;
    const std::string* field = field_at(shorter, change.path);
    if (field == nullptr || *field != change.from) return false;
    has_change = true;
  }
  for (const Change& change : finding.changes) {
    if (change.issue == issue) *field_at(shorter, change.path) = change.to;
  }
  return has_change;
}

}  // namespace tally::address
