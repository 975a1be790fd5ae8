// Prints a rate card as its line of JSON: only what is not as it is by itself.
#include "shared/wire/json_writer.hpp"
#include "shared/wire/rate_card_text.hpp"

namespace tally::wire {

namespace {

class RateCardWriter {
 public:
  explicit RateCardWriter(const RateCard& card) : card_(card) {}

  std::string write() {
    json_.open('{').key("code").value(card_.code.text()).text_field("name", card_.name);
    json_.key("currency").value(card_.currency.code());
    named("basis", card_.basis);
    named("weight_unit", card_.weight_unit);
    named("pieces", card_.pieces);
    if (card_.origin) {
      json_.key("origin").open('{').text_field("country", card_.origin->country);
      json_.text_field("admin_area", card_.origin->admin_area);
      json_.text_field("postal_code", card_.origin->postal_code).close('}');
    }
    json_.key("tables").open('[');
    for (const RateTable& table : card_.tables) write_table(table);
    return json_.close(']').close('}').take();
  }

 private:
  /// Left out where it is the first of its kind: what a card is by itself.
  template <typename Enum>
  void named(std::string_view key, Enum value) {
    if (value != Enum{}) json_.key(key).value(rate_name(value));
  }
  void amount(std::string_view key, std::optional<std::int64_t> minor) {
    if (minor) json_.key(key).value(print_amount(Money{*minor, card_.currency}));
  }
  void scaled(std::string_view key, std::int64_t number, RateBasis basis) {
    json_.key(key).value(print_decimal(number, measure_decimals(basis), 0));
  }
  void weight(std::string_view key, std::int64_t thousandths) {
    if (thousandths != 0) scaled(key, thousandths, RateBasis::weight);
  }
  void days(const std::optional<Date>& from, const std::optional<Date>& until) {
    if (from) json_.key("valid_from").value(from->print());
    if (until) json_.key("valid_until").value(until->print());
  }

  void write_place(const RatePlace& place) {
    json_.text_field("country", place.country).text_field("admin_area", place.admin_area);
    json_.text_field("postal_from", place.postal.from);
    if (place.postal.until != place.postal.from) {
      json_.text_field("postal_until", place.postal.until);
    }
  }

  void write_table(const RateTable& table) {
    json_.open('{');
    days(table.valid_from, table.valid_until);
    if (table.divisor != 0) json_.key("divisor").value(table.divisor);
    named("size_unknown", table.size_unknown);
    weight("least_weight", table.least_weight);
    weight("weight_step", table.weight_step);
    named("next_row", table.next_row);
    named("po_boxes", table.po_boxes);
    named("hazardous", table.hazardous);
    amount("free_from", table.free_from);
    json_.key("places").open('[');
    for (const ZonePlace& each : table.places) {
      json_.open('{').key("zone").value(each.zone);
      write_place(each.place);
      json_.close('}');
    }
    json_.close(']').key("zones").open('[');
    for (const RateZone& zone : table.zones) write_zone(zone);
    json_.close(']');
    if (!table.surcharges.empty()) {
      json_.key("surcharges").open('[');
      for (const RateSurcharge& surcharge : table.surcharges) write_surcharge(surcharge);
      json_.close(']');
    }
    json_.close('}');
  }

  void write_zone(const RateZone& zone) {
    json_.open('{').key("name").value(zone.name);
    amount("at_least", zone.least);
    amount("free_from", zone.free_from);
    json_.key("rates").open('[');
    std::optional<std::int64_t> reached = 0;
    for (const RateRow& row : zone.rows) {
      json_.open('{');
      named("form", row.form);
      if (reached != row.above) scaled("above", row.above, card_.basis);
      if (row.up_to) scaled("up_to", *row.up_to, card_.basis);
      if (row.per != 0) scaled("per", row.per, card_.basis);
      if (row.form != RateForm::not_served) amount("amount", row.amount);
      json_.close('}');
      reached = row.up_to;
    }
    json_.close(']').close('}');
  }

  void write_surcharge(const RateSurcharge& surcharge) {
    json_.open('{').key("name").value(surcharge.name);
    named("kind", surcharge.kind);
    if (surcharge.kind == SurchargeKind::percent) {
      json_.key("percent").value(print_rate(Rate{surcharge.value}));
    } else {
      amount("amount", surcharge.value);
    }
    weight("per", surcharge.per);
    named("when", surcharge.when);
    if (surcharge.when != SurchargeWhen::side_over) weight("over", surcharge.over);
    else json_.key("over_mm").value(surcharge.over);
    if (!surcharge.places.empty()) {
      json_.key("places").open('[');
      for (const RatePlace& place : surcharge.places) {
        json_.open('{');
        write_place(place);
        json_.close('}');
      }
      json_.close(']');
    }
    days(surcharge.valid_from, surcharge.valid_until);
    json_.close('}');
  }

  const RateCard& card_;
  JsonWriter json_;
};

}  // namespace

std::string rate_card_record(const RateCard& card) { return RateCardWriter(card).write(); }

}  // namespace tally::wire
