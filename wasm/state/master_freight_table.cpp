// The kind of master data that says what the way costs: rate cards, with their tables of zones,
// rates and surcharges. docs/freight.md says what each of them means.
#include "wasm/state/master_kinds.hpp"

namespace tally::app {

// A namespace of its own, because kinds and rooms stand in the table by their bare names.
namespace freight_table {

namespace {

using enum ValueKind;
using enum FieldRoom;

MasterField first_day(std::string_view help) {
  return {.name = "valid_from", .label = "First day", .kind = date, .room = third, .help = help,
          .placeholder = "2026-03-31"};
}
MasterField last_day() {
  return {.name = "valid_until", .label = "Last day", .kind = date, .room = third,
          .help = "Empty: open."};
}
MasterField money(std::string_view name, std::string_view label, std::string_view help = {}) {
  return {.name = name, .label = label, .kind = figure, .room = third, .help = help,
          .suffix = "=currency"};
}

/// Where something lies: columns of a small table.
std::vector<MasterField> place_columns() {
  return {{.name = "country", .label = "Country", .kind = code},
          {.name = "admin_area", .label = "State", .kind = code},
          {.name = "postal_from", .label = "Postal codes from", .kind = code},
          {.name = "postal_until", .label = "Until", .kind = code}};
}

MasterField places() {
  std::vector<MasterField> columns{
      {.name = "zone", .label = "Zone", .required = true}};
  for (MasterField& field : place_columns()) columns.push_back(field);
  return {.name = "places", .label = "Places", .kind = rows, .room = whole,
          .help = "No country: every one. Postal codes, or what they begin with; the closest place "
                  "holds.",
          .columns = columns, .one = "place"};
}

MasterField rates() {
  return {.name = "rates", .label = "Rates", .kind = rows, .room = whole,
          .help = "Each begins where the one above it ends. Nothing in Up to: without end.",
          .columns = {{.name = "up_to", .label = "Up to", .kind = figure, .suffix = "=measure"},
                      {.name = "amount", .label = "Rate", .kind = figure,
                       .suffix = "=currency"},
                      {.name = "form", .label = "Counts", .kind = choice,
                       .options = {{"total", "in all"}, {"each", "for each"},
                                   {"further", "for each further"},
                                   {"not_served", "nothing goes"}}},
                      {.name = "per", .label = "Each", .kind = figure, .suffix = "=measure"},
                      {.name = "above", .label = "Above", .kind = figure,
                       .suffix = "=measure"}},
          .one = "rate"};
}

MasterField zones() {
  return {.name = "zones", .label = "Zones", .kind = blocks, .room = whole, .required = true,
          .columns = {{.name = "name", .label = "Zone", .room = third, .required = true},
                      money("at_least", "At least", "Never below it."),
                      money("free_from", "Free from", "Goods of so much go free."), rates()},
          .one = "Zone"};
}

MasterField surcharges() {
  return {
      .name = "surcharges", .label = "Surcharges", .kind = blocks, .room = whole,
      .columns = {
          {.name = "name", .label = "Name", .room = third, .required = true},
          {.name = "kind", .label = "It is", .kind = choice, .room = third,
           .options = {{"fixed", "A fixed amount"}, {"percent", "A part of the base"},
                       {"per_weight", "For each started weight"},
                       {"per_piece", "For each piece"}}},
          {.name = "amount", .label = "Amount", .kind = figure, .room = third,
           .suffix = "=currency", .depends_on = "kind",
           .only_for = "fixed per_weight per_piece"},
          {.name = "percent", .label = "Percentage", .kind = percent, .room = third,
           .suffix = "%", .depends_on = "kind", .only_for = "percent"},
          {.name = "per", .label = "For each", .kind = figure, .room = third,
           .suffix = "=weight_unit", .depends_on = "kind", .only_for = "per_weight"},
          {.name = "when", .label = "It is asked", .kind = choice, .room = third,
           .options = {{"always", "Always"}, {"hazardous", "For dangerous goods"},
                       {"remote", "For its places"}, {"piece_over", "Where a piece is heavier"},
                       {"side_over", "Where a side is longer"}}},
          {.name = "over", .label = "Heavier than", .kind = figure, .room = third,
           .suffix = "=weight_unit", .depends_on = "when", .only_for = "piece_over"},
          {.name = "over_mm", .label = "Longer than", .kind = figure, .room = third,
           .suffix = "mm", .depends_on = "when", .only_for = "side_over"},
          first_day("Empty: as its table."), last_day(),
          {.name = "places", .label = "Its places", .kind = rows, .room = whole,
           .columns = place_columns(), .depends_on = "when", .only_for = "remote",
           .one = "place"}},
      .one = "Surcharge"};
}

MasterField tables() {
  return {
      .name = "tables", .label = "Tables", .kind = blocks, .room = whole, .required = true,
      .columns = {
          first_day("Empty: always."), last_day(),
          money("free_from", "Free from", "For zones without an amount of their own."),
          {.name = "divisor", .label = "Divisor", .kind = figure, .room = third,
           .help = "cm³ for a kg, or cubic inches for a lb. Empty: only weight counts.",
           .placeholder = "5000", .depends_on = "basis", .only_for = "weight"},
          {.name = "least_weight", .label = "Least weight", .kind = figure, .room = third,
           .suffix = "=weight_unit", .depends_on = "basis", .only_for = "weight"},
          {.name = "weight_step", .label = "Rounded up to steps of", .kind = figure,
           .room = third, .suffix = "=weight_unit", .depends_on = "basis",
           .only_for = "weight"},
          {.name = "size_unknown", .label = "Goods without measures", .kind = choice,
           .room = third,
           .options = {{"review", "A person looks"}, {"by_weight", "Their weight counts"}}},
          {.name = "next_row", .label = "A cheaper heavier rate", .kind = choice, .room = third,
           .options = {{"as_it_stands", "Changes nothing"}, {"if_cheaper", "Holds instead"}}},
          {.name = "po_boxes", .label = "Post office boxes", .kind = choice, .room = third,
           .options = {{"yes", "It goes there"}, {"no", "It does not go there"}}},
          {.name = "hazardous", .label = "Dangerous goods", .kind = choice, .room = third,
           .options = {{"yes", "It takes them"}, {"no", "It takes none"}}},
          places(), zones(), surcharges()},
      .one = "Table"};
}

}  // namespace

}  // namespace freight_table

MasterKind rate_card_kind() {
  using namespace freight_table;
  return {
      .name = "rate_cards", .one = "rate card", .many = "Rate cards",
      .find_by = "Code, name or currency",
      .what_for = "What customers pay for the way, by zone and weight, volume or pieces.",
      .columns = {},
      .sections = {
          {"Rate card", {
              {.name = "code", .label = "Code", .kind = code, .room = third, .required = true,
               .identity = true},
              {.name = "name", .label = "Name", .room = third},
              {.name = "currency", .label = "Currency", .kind = code, .room = third,
               .required = true, .placeholder = "USD"},
              {.name = "basis", .label = "It charges by", .kind = choice, .room = third,
               .options = {{"weight", "Weight"}, {"volume", "Volume"}, {"pieces", "Pieces"},
                           {"consignment", "Consignment"}}},
              {.name = "weight_unit", .label = "Weights are in", .kind = choice, .room = third,
               .options = {{"kg", "Kilograms"}, {"lb", "Pounds"}}},
              {.name = "pieces", .label = "A piece is", .kind = choice, .room = third,
               .options = {{"units", "A unit"}, {"cases", "A case, where there is one"}}}}},
          {"Sent from", {
              {.name = "origin.country", .label = "Country", .kind = code, .room = third,
               .placeholder = "US", .said = "Sent from, country"},
              {.name = "origin.admin_area", .label = "State", .kind = code, .room = third,
               .said = "Sent from, state"},
              {.name = "origin.postal_code", .label = "Postal code", .kind = code,
               .room = third, .said = "Sent from, postal code"}},
           "For people: nothing is computed of it."},
          {"Tables", {tables()}, "Each for some days."}}};
}

}  // namespace tally::app
