// The lines of a rate card's CSV file that stand in a table: days, places, rates, surcharges.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/freight/check.hpp"
#include "shared/freight/csv_reader.hpp"

namespace tally::freight {

void CardCsvReader::open_table() {
  card().tables.emplace_back();
  table_words_.clear();
  zone_names_.clear();
  columns_.clear();
}

void CardCsvReader::read_valid() {
  open_table();
  table().valid_from = date(2);
  table().valid_until = date(3);
  if (!table().valid_from || !table().valid_until) return;
  if (*table().valid_until < *table().valid_from) refuse(3, "a day on or after the first");
}

void CardCsvReader::read_divisor() {
  const auto number = number_text(2);
  if (!number) return;
  const auto divisor = parse_decimal(*number, 0);
  if (divisor && *divisor > 0) table().divisor = *divisor;
  else refuse(2, "a whole number of cm3 for a kilogram, or of cubic inches for a pound");
}

template <typename Value>
void CardCsvReader::read_weight_into(Value& into) {
  const auto number = number_text(2);
  if (!number) return;
  const auto weight = read_weight(*number, card().weight_unit);
  if (weight && *weight > 0) into = *weight;
  else refuse(2, "a weight such as " + say_weight(card().weight_unit, 1000));
}

void CardCsvReader::read_least_weight() { read_weight_into(table().least_weight); }
void CardCsvReader::read_weight_step() { read_weight_into(table().weight_step); }

/// Below the zones' names it is theirs, above them the table's.
void CardCsvReader::read_free_from() {
  if (columns_.empty()) {
    count_cells(2);
    if (!table_words_.insert("free from").second) {
      report(IssueCode::freight_csv_twice, 1, {{"what", std::string("free from")}});
    }
    if (const auto minor = amount(2)) table().free_from = *minor;
    return;
  }
  count_cells(columns_.size() + 1);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (cell(i + 2).empty()) continue;
    if (const auto minor = amount(i + 2)) table().zones[columns_[i]].free_from = *minor;
  }
}

void CardCsvReader::read_at_least() {
  if (columns_.empty()) {
    report(IssueCode::freight_csv_order, 1,
           {{"why", std::string("it stands below a line rates, which names the zones")}});
    return;
  }
  count_cells(columns_.size() + 1);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (cell(i + 2).empty()) continue;
    if (const auto minor = amount(i + 2)) table().zones[columns_[i]].least = *minor;
  }
}

/// Country, state, first and last postal code.
RatePlace CardCsvReader::read_place(std::size_t column) {
  RatePlace place;
  if (cell(column) != "*") place.country = text(column);
  place.admin_area = text(column + 1);
  const std::string_view from = cell(column + 2), until = cell(column + 3);
  place.postal.from = normal_postal(from);
  place.postal.until = until.empty() ? place.postal.from : normal_postal(until);
  const bool is_lost = (!from.empty() && place.postal.from.empty()) ||
                       (from.empty() && !until.empty());
  if (is_lost) refuse(column + 2, "a postal code, or what one begins with");
  if (place.country.empty() && cell(column).empty()) {
    report(IssueCode::freight_country_unreadable, column, {{"country", std::string()}});
  }
  CardCheck check{card(), {}};
  check_place(check, place, "line " + std::to_string(row_->line));
  std::ranges::move(check.issues, std::back_inserter(issues_));
  return place;
}

void CardCsvReader::read_place_line() {
  const std::string zone = text(2);
  if (zone.empty() || zone.size() > name_bytes_max) {
    refuse(2, "the name of a zone, of at most 100 bytes");
  }
  table().places.push_back({zone, read_place(3)});
}

void CardCsvReader::read_rates() {
  std::size_t filled = row_->cells.size();
  while (filled > 1 && cell(filled).empty()) --filled;
  reached_ = 0;
  for (std::size_t column = 2; column <= filled; ++column) {
    const std::string name = text(column);
    if (name.empty() || name.size() > name_bytes_max) {
      refuse(column, "the name of a zone, of at most 100 bytes");
    } else if (zone_names_.contains(name)) {
      report(IssueCode::freight_csv_twice, column, {{"what", "The zone " + name}});
    }
    columns_.push_back(table().zones.size());
    table().zones.push_back({.name = name});
    zone_names_.insert(name);
  }
  if (columns_.empty()) refuse(2, "the name of a zone, of at most 100 bytes");
}

/// What the first cell says, with where it begins filled in; nullopt after a report.
std::optional<RateLabel> CardCsvReader::label() {
  const auto said = number_text(1);
  if (!said) return std::nullopt;
  auto read = read_label(*said, card());
  if (!read) {
    const bool counts = card().basis != RateBasis::consignment;
    const std::int64_t five = 5 * power_of_ten(measure_decimals(card().basis));
    refuse(1, "for how much the rates are, such as " +
                  (counts ? say_measure(card(), five) : std::string("any")));
    return std::nullopt;
  }
  if (!read->above) {
    if (!reached_) {
      report(IssueCode::freight_csv_order, 1,
             {{"why", std::string("the line above it has no end")}});
      return std::nullopt;
    }
    read->above = *reached_;
  }
  if (read->up_to && *read->up_to <= *read->above) {
    refuse(1, "more than the " + say_measure(card(), *read->above) + " where it begins");
    return std::nullopt;
  }
  return read;
}

void CardCsvReader::read_rate_line() {
  if (columns_.empty()) {
    report(IssueCode::freight_csv_order, 1,
           {{"why", std::string("no line rates above it names the zones")}});
    return;
  }
  const auto wanted = label();
  if (!wanted) return;
  reached_ = wanted->up_to;
  count_cells(columns_.size() + 1);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string_view said = cell(i + 2);
    if (said.empty()) continue;
    RateRow row{wanted->form, *wanted->above, wanted->up_to, wanted->per, 0};
    if (said == "-") {
      row.form = RateForm::not_served;
      row.per = 0;
    } else {
      row.amount = amount(i + 2).value_or(0);
    }
    auto& rows = table().zones[columns_[i]].rows;
    rows.insert(std::ranges::upper_bound(rows, row.above, {}, &RateRow::above), row);
  }
}

void CardCsvReader::read_kind(RateSurcharge& surcharge) {
  const std::string lower = ascii_lower(squeeze(cell(3)));
  std::string_view word = lower;
  if (word == "fixed" || word == "percent") {
    surcharge.kind = word == "fixed" ? SurchargeKind::fixed : SurchargeKind::percent;
  } else if (word == "per piece") {
    surcharge.kind = SurchargeKind::per_piece;
  } else {
    surcharge.kind = SurchargeKind::per_weight;
    const auto number = number_text(3);
    if (!number) return;
    const std::string said = ascii_lower(squeeze(*number));
    word = said;
    const auto per = take_word(word, "per ") ? read_weight(word, card().weight_unit) : std::nullopt;
    if (per && *per > 0) surcharge.per = *per;
    else refuse(3, "fixed, percent, per piece or per " + say_weight(card().weight_unit, 1000));
  }
}

void CardCsvReader::read_when(RateSurcharge& surcharge) {
  const auto number = number_text(5);
  if (!number) return;
  const std::string lower = ascii_lower(squeeze(*number));
  std::string_view word = lower;
  std::optional<std::int64_t> over = 1;
  if (word == "hazardous") {
    surcharge.when = SurchargeWhen::hazardous;
  } else if (word == "remote") {
    surcharge.when = SurchargeWhen::remote;
  } else if (take_word(word, "piece over ")) {
    surcharge.when = SurchargeWhen::piece_over;
    over = read_weight(word, card().weight_unit);
    surcharge.over = over.value_or(0);
  } else if (take_word(word, "side over ")) {
    surcharge.when = SurchargeWhen::side_over;
    over = read_length(word);
    surcharge.over = over.value_or(0);
  } else if (word != "always") {
    over = std::nullopt;
  }
  if (over && *over > 0) return;
  refuse(5, "always, hazardous, remote, piece over " + say_weight(card().weight_unit, 30'000) +
                " or side over 120 cm");
}

void CardCsvReader::read_surcharge() {
  RateSurcharge surcharge;
  surcharge.name = text(2);
  if (surcharge.name.empty()) refuse(2, "the name of a surcharge");
  read_kind(surcharge);
  if (surcharge.kind == SurchargeKind::percent) {
    const auto number = number_text(4);
    const auto rate = number ? parse_rate(*number) : std::unexpected(DecimalError::empty);
    if (rate && rate->parts_per_million >= 0) surcharge.value = rate->parts_per_million;
    else if (number) refuse(4, "a percentage such as 12.5");
  } else {
    surcharge.value = amount(4).value_or(0);
  }
  read_when(surcharge);
  surcharge.valid_from = date(6);
  surcharge.valid_until = date(7);
  table().surcharges.push_back(std::move(surcharge));
  surcharge_is_open_ = true;
}

void CardCsvReader::read_remote() {
  const bool is_remote = surcharge_is_open_ && !table().surcharges.empty() &&
                         table().surcharges.back().when == SurchargeWhen::remote;
  if (!is_remote) {
    report(IssueCode::freight_csv_order, 1,
           {{"why", std::string("no surcharge that is charged when remote stands above it")}});
    return;
  }
  table().surcharges.back().places.push_back(read_place(2));
}

}  // namespace tally::freight
