#include "shared/wire/rate_card_text.hpp"

#include <algorithm>

#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t card_bytes_max = 16 * 1024 * 1024;

/// Reads one card; what its texts mean depends on its currency and on what it counts.
class CardReader {
 public:
  explicit CardReader(Issues& issues) : issues_(issues) {}

  RateCard read(const Json& json, const std::string& path) {
    FieldReader read(json, path, issues_);
    card_.code = read_code<RateCardCode>(read, "code", Presence::required).value_or(RateCardCode{});
    card_.name = read.text("name");
    card_.currency = read_currency(read, "currency").value_or(Currency{});
    named(read, "basis", card_.basis);
    named(read, "weight_unit", card_.weight_unit);
    named(read, "pieces", card_.pieces);
    if (const Json* origin = read.object("origin")) {
      FieldReader one(*origin, read.path("origin"), issues_);
      card_.origin = RateOrigin{one.text("country"), one.text("admin_area"),
                                one.text("postal_code")};
      one.finish();
    }
    each(read, "tables", [&](FieldReader& one) { card_.tables.push_back(table(one)); });
    read.finish();
    return std::move(card_);
  }

 private:
  template <typename ReadOne>
  void each(FieldReader& read, std::string_view field, ReadOne read_one) {
    std::size_t index = 0;
    for (const Json& item : read.array(field)) {
      if (issues_.size() >= issues_max) return;
      FieldReader one(item, read.path(field) + "[" + std::to_string(index++) + "]", issues_);
      read_one(one);
      one.finish();
    }
  }

  template <typename Enum>
  void named(FieldReader& read, std::string_view field, Enum& into) {
    const std::string text = read.text(field);
    if (text.empty()) return;
    if (const auto value = parse_rate_name<Enum>(text)) {
      into = *value;
      return;
    }
    std::string expected;
    for (const std::string_view name : rate_names<Enum>) {
      expected += (expected.empty() ? "one of " : ", ") + std::string(name);
    }
    read.refuse(field, text, std::move(expected));
  }

  /// nullopt where it is not there, or was refused.
  std::optional<std::int64_t> scaled(FieldReader& read, std::string_view field, int decimals,
                                     const char* expected) {
    const std::string text = read.figure(field);
    if (text.empty()) return std::nullopt;
    const auto number = parse_decimal(text, decimals);
    if (number && *number >= 0) return *number;
    read.refuse(field, text, expected);
    return std::nullopt;
  }

  std::optional<std::int64_t> amount(FieldReader& read, std::string_view field) {
    return scaled(read, field, card_.currency.decimals(),
                  "an amount of 0 or more in the card's currency");
  }
  std::optional<std::int64_t> weight(FieldReader& read, std::string_view field) {
    return scaled(read, field, measure_decimals(RateBasis::weight),
                  "a weight in the card's unit with at most three decimals");
  }
  std::optional<std::int64_t> measure(FieldReader& read, std::string_view field) {
    return scaled(read, field, measure_decimals(card_.basis),
                  "a measure of what the card counts: kg or lb, m3, or pieces");
  }

  RateTable table(FieldReader& read) {
    RateTable made;
    const Validity validity = read_validity(read);
    made.valid_from = validity.from;
    made.valid_until = validity.until;
    made.divisor = read_count(read, "divisor");
    named(read, "size_unknown", made.size_unknown);
    made.least_weight = weight(read, "least_weight").value_or(0);
    made.weight_step = weight(read, "weight_step").value_or(0);
    named(read, "next_row", made.next_row);
    named(read, "po_boxes", made.po_boxes);
    named(read, "hazardous", made.hazardous);
    made.free_from = amount(read, "free_from");
    each(read, "places", [&](FieldReader& one) {
      const std::string zone = one.text("zone", Presence::required);
      made.places.push_back({zone, place(one)});
    });
    each(read, "zones", [&](FieldReader& one) { made.zones.push_back(zone(one)); });
    each(read, "surcharges", [&](FieldReader& one) {
      made.surcharges.push_back(surcharge(one));
    });
    return made;
  }

  RatePlace place(FieldReader& read) {
    RatePlace made;
    made.country = read_country(read, "country", Presence::optional);
    made.admin_area = read.text("admin_area");
    const std::string from = read.text("postal_from"), until = read.text("postal_until");
    made.postal.from = normal_postal(from);
    made.postal.until = until.empty() ? made.postal.from : normal_postal(until);
    if (made.postal.from.empty() && !(from.empty() && until.empty())) {
      read.refuse("postal_from", from, "a postal code, or what one begins with");
    }
    return made;
  }

  RateZone zone(FieldReader& read) {
    RateZone made;
    made.name = read.text("name", Presence::required);
    made.least = amount(read, "at_least");
    made.free_from = amount(read, "free_from");
    std::optional<std::int64_t> reached = 0;
    each(read, "rates", [&](FieldReader& one) {
      RateRow row;
      named(one, "form", row.form);
      const auto above = measure(one, "above");
      if (!above && !reached) {
        one.refuse("above", "", "where it begins, because the rate before it has no end");
      }
      row.above = above.value_or(reached.value_or(0));
      row.up_to = measure(one, "up_to");
      row.per = measure(one, "per").value_or(0);
      const auto asked = amount(one, "amount");
      row.amount = asked.value_or(0);
      if (!asked && row.form != RateForm::not_served) {
        one.refuse("amount", "", "what the rate asks");
      }
      reached = row.up_to;
      made.rows.push_back(row);
    });
    std::ranges::stable_sort(made.rows, {}, &RateRow::above);
    return made;
  }

  RateSurcharge surcharge(FieldReader& read) {
    RateSurcharge made;
    made.name = read.text("name", Presence::required);
    named(read, "kind", made.kind);
    if (made.kind == SurchargeKind::percent) {
      made.value = read_rate(read, "percent").value_or(Rate{}).parts_per_million;
    } else {
      made.value = amount(read, "amount").value_or(0);
    }
    made.per = weight(read, "per").value_or(0);
    named(read, "when", made.when);
    if (made.when == SurchargeWhen::side_over) made.over = read_count(read, "over_mm");
    else made.over = weight(read, "over").value_or(0);
    each(read, "places", [&](FieldReader& one) { made.places.push_back(place(one)); });
    const Validity validity = read_validity(read);
    made.valid_from = validity.from;
    made.valid_until = validity.until;
    return made;
  }

  RateCard card_;
  Issues& issues_;
};

}  // namespace

RateCard read_rate_card_fields(const Json& json, const std::string& path, Issues& issues) {
  return CardReader(issues).read(json, path);
}

std::optional<RateCard> parse_rate_card(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  Issues issues;
  RateCard card = read_rate_card_fields(json, "", issues);
  if (!issues.empty()) return std::nullopt;
  return card;
}

Result<RateCard> read_rate_card_text(std::string_view text) {
  const auto json = parse_document(text, card_bytes_max);
  if (!json) return std::unexpected(json.error());
  Issues issues;
  RateCard card = read_rate_card_fields(*json, "", issues);
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return card;
}

}  // namespace tally::wire
