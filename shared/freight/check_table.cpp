// The places and rates of one table of a rate card, held against each other.
#include <algorithm>
#include <set>
#include <tuple>

#include "shared/base/text.hpp"
#include "shared/freight/check.hpp"
#include "shared/freight/rows.hpp"

namespace tally::freight {

namespace {

std::string item_path(const std::string& path, const char* list, std::size_t index) {
  return path + "." + list + "[" + std::to_string(index) + "]";
}

/// CSV cells lose blanks at their ends, and a name on two lines is two.
bool is_plain(const std::string& name) {
  return squeeze(name) == name && !has_control_characters(name) && !name.contains('\n');
}

/// Checks the rows of one zone from the first to the last.
class RowCheck {
 public:
  RowCheck(CardCheck& check, const RateTable& table, const RateZone& zone, std::string path)
      : check_(check), table_(table), zone_(zone), path_(std::move(path)) {}

  void check_all() {
    if (zone_.least) check_.amount(path_, *zone_.least);
    if (zone_.free_from) check_.amount(path_, *zone_.free_from);
    for (std::size_t i = 0; i < zone_.rows.size(); ++i) {
      check_row(zone_.rows[i], item_path(path_, "rates", i));
      check_joint(i, item_path(path_, "rates", i));
    }
  }

 private:
  std::string say(std::int64_t measure) const { return say_measure(check_.card, measure); }
  Money money(std::int64_t minor) const { return {minor, check_.card.currency}; }

  void check_row(const RateRow& row, const std::string& path) {
    check_.amount(path, row.amount);
    const bool steps = row.form == RateForm::each || row.form == RateForm::further;
    if (steps && row.per <= 0) check_.unclear(path, "a rate does not say for how much it is");
    if ((!steps && row.per != 0) || (row.form == RateForm::not_served && row.amount != 0)) {
      check_.unclear(path, "a rate has a step or an amount that its form does not know");
    }
    if (row.above < 0 || (row.up_to && *row.up_to <= row.above)) {
      check_.unclear(path, "a rate ends where it begins, or before");
    }
    if (check_.card.basis != RateBasis::consignment) return;
    if (row.above != 0 || row.up_to || row.form != RateForm::total) {
      check_.unclear(path, "where every consignment costs the same, a zone has one rate for any");
    }
  }

  void check_joint(std::size_t index, const std::string& path) {
    const RateRow& row = zone_.rows[index];
    const RateRow* before = index == 0 ? nullptr : &zone_.rows[index - 1];
    const std::int64_t end = before == nullptr ? 0 : before->up_to.value_or(-1);
    if (before != nullptr && (end < 0 || row.above < end)) {
      check_.report(IssueCode::freight_overlap, path,
                    {{"zone", zone_.name}, {"from", say(row.above)}});
      return;
    }
    if (row.above > end) {
      check_.report(IssueCode::freight_gap, path,
                    {{"zone", zone_.name}, {"from", say(end)}, {"until", say(row.above)}});
      return;
    }
    const bool stands_on_none = before == nullptr || before->form == RateForm::not_served;
    if (row.form == RateForm::further && stands_on_none) {
      check_.unclear(path, "a rate for what is further needs one below it to stand on");
    } else if (before != nullptr) {
      check_rise(index, path);
    }
  }

  /// What is just above the joint must not cost less than what is just below it.
  void check_rise(std::size_t index, const std::string& path) {
    if (table_.next_row == NextRow::if_cheaper) return;
    const std::int64_t joint = zone_.rows[index].above;
    const auto below = rate_amount(zone_, index - 1, joint);
    const auto above = rate_amount(zone_, index, joint + 1);
    if (!below || !above) return;
    const std::int64_t least = zone_.least.value_or(0);
    if (std::max(*above, least) >= std::max(*below, least)) return;
    check_.report(IssueCode::freight_price_falls, path,
                  {{"zone", zone_.name}, {"at", say(joint)}, {"amount", money(*above)},
                   {"before", money(*below)}});
  }

  CardCheck& check_;
  const RateTable& table_;
  const RateZone& zone_;
  std::string path_;
};

/// Places that could both be the closest of one address: equal but for their postal codes, which
/// are of one length.
auto sort_of(const ZonePlace* each) {
  const RatePlace& place = each->place;
  return std::tie(place.country, place.admin_area);
}

bool comes_before(const ZonePlace* a, const ZonePlace* b) {
  const auto key = [](const ZonePlace* each) {
    const PostalRange& postal = each->place.postal;
    return std::tuple(sort_of(each), postal.from.size(), std::string_view(postal.from),
                      std::string_view(postal.until), std::string_view(each->zone));
  };
  return key(a) < key(b);
}

bool may_overlap(const ZonePlace& a, const ZonePlace& b) {
  return sort_of(&a) == sort_of(&b) && a.place.postal.from.size() == b.place.postal.from.size();
}

void report_overlap(CardCheck& check, const ZonePlace& one, const ZonePlace& other,
                    const std::string& path) {
  std::vector<Argument> said{{"place", say_place(one.place)}, {"other", say_place(other.place)},
                             {"zone", one.zone}};
  const bool is_same = one.zone == other.zone;
  if (!is_same) said.push_back({"rival", other.zone});
  check.report(is_same ? IssueCode::freight_place_twice : IssueCode::freight_place_in_two_zones,
               path + ".places", std::move(said));
}

/// Sorted by their first postal code, a range overlaps one before it where it begins before that
/// one's end: the one that reaches furthest is enough to look at.
void check_overlaps(CardCheck& check, const RateTable& table, const std::string& path) {
  std::vector<const ZonePlace*> places;
  for (const ZonePlace& each : table.places) places.push_back(&each);
  std::ranges::stable_sort(places, comes_before);
  const ZonePlace* furthest = nullptr;
  for (const ZonePlace* each : places) {
    if (furthest == nullptr || !may_overlap(*furthest, *each)) {
      furthest = each;
      continue;
    }
    const bool overlaps = each->place.postal.from <= furthest->place.postal.until;
    if (overlaps) report_overlap(check, *furthest, *each, path);
    if (each->place.postal.until > furthest->place.postal.until) furthest = each;
  }
}

}  // namespace

void check_name(CardCheck& check, const std::string& name, const std::string& path) {
  if (name.size() > name_bytes_max) check.unclear(path, "a name is longer than 100 bytes");
  if (is_plain(name)) return;
  check.unclear(path, "\"" + quote_short(name) + "\" has blanks at its ends or in a row, or is not "
                      "one line");
}

void check_zones(CardCheck& check, const RateTable& table, const std::string& path) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < table.zones.size(); ++i) {
    const RateZone& zone = table.zones[i];
    const std::string zone_path = item_path(path, "zones", i);
    if (zone.name.empty()) check.unclear(zone_path, "a zone has no name");
    check_name(check, zone.name, zone_path);
    if (!names.insert(zone.name).second) {
      check.unclear(zone_path, "two zones are named " + zone.name);
    }
    if (zone.rows.empty()) {
      check.report(IssueCode::freight_zone_without_rates, zone_path, {{"zone", zone.name}});
    }
    RowCheck(check, table, zone, zone_path).check_all();
  }
}

void check_place(CardCheck& check, const RatePlace& place, const std::string& path) {
  const std::string& country = place.country;
  const bool is_code = country.size() == 2 && is_capital(country[0]) && is_capital(country[1]);
  if (!is_code && !country.empty()) {
    check.issues.push_back(make_issue(IssueCode::freight_country_unreadable, path,
                                      {{"country", quote_short(country)}}));
  }
  if (country.empty() && !(place.admin_area.empty() && place.postal.from.empty())) {
    check.unclear(path, "a state or postal code stands there without its country");
  }
  check_name(check, place.admin_area, path);
  const PostalRange& postal = place.postal;
  const bool is_normal =
      normal_postal(postal.from) == postal.from && normal_postal(postal.until) == postal.until;
  if (!is_normal || postal.from.size() != postal.until.size() || postal.until < postal.from) {
    check.issues.push_back(make_issue(IssueCode::freight_postal_range, path,
                                      {{"from", postal.from}, {"until", postal.until}}));
  }
}

void check_places(CardCheck& check, const RateTable& table, const std::string& path) {
  std::set<std::string_view> with_rates, with_places;
  for (const RateZone& zone : table.zones) with_rates.insert(zone.name);
  for (std::size_t i = 0; i < table.places.size(); ++i) {
    const ZonePlace& each = table.places[i];
    const std::string place_path = item_path(path, "places", i);
    check_place(check, each.place, place_path);
    const bool is_said = !with_places.insert(each.zone).second;
    if (is_said || with_rates.contains(each.zone)) continue;
    check.report(IssueCode::freight_zone_without_rates, place_path, {{"zone", each.zone}});
  }
  for (std::size_t i = 0; i < table.zones.size(); ++i) {
    const std::string& name = table.zones[i].name;
    if (with_places.contains(name)) continue;
    check.report(IssueCode::freight_zone_without_places, item_path(path, "zones", i),
                 {{"zone", name}});
  }
  check_overlaps(check, table, path);
}

}  // namespace tally::freight
