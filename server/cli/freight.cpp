// tallystick freight: what a rate card charges, what is wrong with one, and CSV to JSON and back.
#include <algorithm>
#include <iostream>
#include <sstream>

#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/ops/clock.hpp"
#include "shared/base/rounding.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/freight/csv.hpp"
#include "shared/freight/freight.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/rate_card_text.hpp"

namespace tally::server::cli {

namespace {

struct FreightOptions {
  std::string card, code, to, weight, goods = "0", date, un_number;
  std::string length, width, height;
  std::int64_t pieces = 1;
  bool po_box = false;
  bool json = false;
  std::string file;
};

/// What is to be charged, as the command's words say it.
struct FreightQuestion {
  freight::Destination to;
  Product product;
  freight::Measures measures;
  Money goods;
  Date day;
};

using FreightComplaint = std::optional<std::string>;

std::string not_understood(std::string_view option, std::string_view text,
                           std::string_view expected) {
  return std::string(option) + " \"" + quote_short(text) + "\" is not " + std::string(expected) +
         ".";
}

/// "US CA 94105", "DE 10115", "CA ON K1A 0B1": a word without a figure behind the country is its
/// state.
FreightComplaint read_destination(const FreightOptions& options, FreightQuestion& into) {
  std::istringstream words(options.to);
  words >> into.to.country;
  for (std::string word; words >> word;) {
    const bool has_figure = std::ranges::any_of(word, is_digit);
    std::string& part = has_figure || !into.to.admin_area.empty() || !into.to.postal_code.empty()
                            ? into.to.postal_code
                            : into.to.admin_area;
    part += (part.empty() ? "" : " ") + word;
  }
  if (options.po_box) into.to.point = freight::DeliveryPoint::po_box;
  const std::string& country = into.to.country;
  if (country.size() == 2 && is_capital(country[0]) && is_capital(country[1])) {
    return std::nullopt;
  }
  return not_understood("--to", options.to, "a place such as \"US CA 94105\" or \"DE 10115\"");
}

/// Fills the measures of pieces that are all alike.
FreightComplaint read_goods(const FreightOptions& options, FreightQuestion& into) {
  Product& product = into.product;
  product.sku = Sku::parse("the goods").value();
  product.un_number = options.un_number;
  for (const auto& [option, text, side] :
       {std::tuple{"--length", &options.length, &product.length_mm},
        std::tuple{"--width", &options.width, &product.width_mm},
        std::tuple{"--height", &options.height, &product.height_mm}}) {
    if (text->empty()) continue;
    const auto read = freight::read_length(*text);
    if (!read) return not_understood(option, *text, "a length such as 120cm or 1200mm");
    *side = *read;
  }
  if (options.pieces < 1 || options.pieces > 1'000'000'000) {
    return "--pieces must be a number of pieces, from 1 on.";
  }
  into.measures = freight::measure_goods({{&product, units(options.pieces)}}, PieceCount::units);
  if (options.weight.empty()) return std::nullopt;
  const auto grams = freight::read_grams(options.weight);
  if (!grams) return not_understood("--weight", options.weight, "a weight such as 12.5kg or 5lb");
  into.measures.weight_g = *grams;
  into.measures.weight_unknown.clear();
  for (freight::PieceGroup& group : into.measures.groups) {
    group.weight_g = round_div(*grams, options.pieces, Rounding::up).value_or(*grams);
  }
  return std::nullopt;
}

FreightComplaint read_day_and_worth(const FreightOptions& options, const RateCard& card,
                                    FreightQuestion& into) {
  const auto money = parse_money(options.goods, card.currency);
  if (!money) {
    return not_understood("--goods", options.goods,
                          "an amount of " + std::string(card.currency.code()));
  }
  into.goods = *money;
  const auto day = options.date.empty() ? std::optional(ops::system_clock().today())
                                        : Date::parse(options.date);
  if (!day) return not_understood("--date", options.date, "a day such as 2026-03-31");
  into.day = *day;
  return std::nullopt;
}

/// The cards of a file: JSON where it begins with a brace, else CSV.
Result<std::vector<RateCard>> open_cards(const std::string& file) {
  const auto bytes = read_input(file);
  if (!bytes) return std::unexpected(bytes.error());
  if (!trim(*bytes).starts_with('{')) return freight::read_rate_cards_csv(*bytes);
  auto card = wire::read_rate_card_text(*bytes);
  if (!card) return std::unexpected(std::move(card.error()));
  return std::vector<RateCard>{*std::move(card)};
}

/// Says what is wrong with the cards; their places are named in the sentences.
bool say_findings(const std::vector<RateCard>& cards, Severity least, std::size_t& count) {
  bool good = true;
  for (const RateCard& card : cards) {
    for (Issue& issue : freight::check_rate_card(card)) {
      if (issue.severity > least) continue;
      good = good && issue.severity != Severity::error;
      issue.path.clear();
      say_issue(issue);
      ++count;
    }
  }
  return good;
}

std::string print_leg_json(const FreightLeg& leg) {
  wire::JsonWriter json;
  json.open('{').key("base").value(print_amount(leg.base));
  json.key("card").value(leg.card.text()).key("charge").value(print_amount(leg.charge));
  json.key("charged_weight_g").value(leg.charged_weight_g);
  json.key("currency").value(leg.charge.currency.code());
  if (leg.free_from) json.key("free_from").value(print_amount(*leg.free_from));
  json.key("pieces").value(leg.pieces).key("surcharges").open('[');
  for (const FreightSurcharge& each : leg.surcharges) {
    json.open('{').key("amount").value(print_amount(each.amount));
    json.key("name").value(each.name).close('}');
  }
  json.close(']').key("volume_cm3").value(leg.volume_cm3);
  return json.key("weight_g").value(leg.weight_g).key("zone").value(leg.zone).close('}').take();
}

const RateCard* choose_card(const std::vector<RateCard>& cards, const std::string& code) {
  if (code.empty()) return cards.size() == 1 ? &cards.front() : nullptr;
  const auto wanted = RateCardCode::parse(code);
  const auto found = std::ranges::find_if(
      cards, [&](const RateCard& card) { return wanted && card.code == *wanted; });
  return found == cards.end() ? nullptr : &*found;
}

int charge_by_card(const FreightOptions& options) {
  if (options.card.empty() || options.to.empty()) {
    return refuse_words("freight", "Name a rate card with --card and a place with --to, or say "
                                   "check, csv or json and a file.");
  }
  FreightQuestion question;
  for (const auto read : {read_destination, read_goods}) {
    if (const auto complaint = read(options, question)) return refuse_words("freight", *complaint);
  }
  const auto cards = open_cards(options.card);
  if (!cards) return fail(cards.error());
  std::size_t findings = 0;
  if (!say_findings(*cards, Severity::error, findings)) return ExitStatus::failed;
  const RateCard* card = choose_card(*cards, options.code);
  if (card == nullptr) {
    return refuse_words("freight", options.code.empty()
                                       ? "The file has several cards: name one with --code."
                                       : "The file has no card " + quote_short(options.code) + ".");
  }
  if (const auto complaint = read_day_and_worth(options, *card, question)) {
    return refuse_words("freight", *complaint);
  }
  const auto charged = freight::charge_measures(*card, question.to, question.goods,
                                                question.measures, question.day);
  if (!charged.leg) return fail(charged.issues);
  if (options.json) {
    std::cout << print_leg_json(*charged.leg) << "\n";
    return ExitStatus::done;
  }
  for (const std::string& line : explain::say_freight(*charged.leg)) std::cout << line << "\n";
  return ExitStatus::done;
}

std::string count_things(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

int check_cards(const std::string& file) {
  const auto cards = open_cards(file);
  if (!cards) return fail(cards.error());
  std::size_t findings = 0;
  const bool good = say_findings(*cards, Severity::note, findings);
  for (const RateCard& card : *cards) {
    std::size_t zones = 0, places = 0;
    for (const RateTable& table : card.tables) {
      zones += table.zones.size();
      places += table.places.size();
    }
    std::cout << card.code.text() << ": " << count_things(card.tables.size(), "table") << ", "
              << count_things(zones, "zone") << ", " << count_things(places, "place") << ".\n";
  }
  std::cout << "Findings: " << findings << ".\n";
  return good ? ExitStatus::done : ExitStatus::failed;
}

int convert_cards(const std::string& file, std::string (*print)(const RateCard&)) {
  const auto cards = open_cards(file);
  if (!cards) return fail(cards.error());
  for (const RateCard& card : *cards) std::cout << print(card);
  return ExitStatus::done;
}

std::string json_line(const RateCard& card) { return wire::rate_card_record(card) + "\n"; }

void add_question(CLI::App& app, FreightOptions& options) {
  app.add_option("--card", options.card, "A rate card as CSV or JSON; \"-\" is standard input")
      ->type_name("FILE");
  app.add_option("--code", options.code, "Which card, where the file has several");
  app.add_option("--to", options.to, "Where it goes, such as \"US CA 94105\" or \"DE 10115\"")
      ->type_name("PLACE");
  app.add_option("--weight", options.weight, "Of everything together, such as 12.5kg or 5lb");
  app.add_option("--pieces", options.pieces, "How many pieces; 1 where not named");
  app.add_option("--length", options.length, "Of one piece, such as 120cm; with all three sides "
                                             "there is a volume");
  app.add_option("--width", options.width, "Of one piece");
  app.add_option("--height", options.height, "Of one piece");
  app.add_option("--goods", options.goods, "What the goods come to, in the card's currency; 0 "
                                           "where not named")
      ->type_name("AMOUNT");
  app.add_option("--hazardous", options.un_number, "Dangerous goods, by their UN number");
  app.add_flag("--po-box", options.po_box, "It goes to a post office box");
  app.add_option("--date", options.date, "The day of the order; today where none is named")
      ->type_name("YYYY-MM-DD");
  app.add_flag("--json", options.json, "Print JSON instead of sentences");
}

}  // namespace

int run_freight(Arguments arguments) {
  FreightOptions options;
  CLI::App app{"What a rate card charges for the way, and what is wrong with one"};
  add_question(app, options);
  app.require_subcommand(0, 1);
  const auto add_file = [&](const char* name, const char* doc) {
    CLI::App* made = app.add_subcommand(name, doc);
    made->add_option("file", options.file, "Rate cards as CSV, or one as JSON; \"-\" is standard "
                                           "input")
        ->required();
    return made;
  };
  const CLI::App* checking = add_file("check", "List what cannot be, and what looks like a slip");
  const CLI::App* to_csv = add_file("csv", "Print the cards as CSV, in the canonical form");
  const CLI::App* to_json = add_file("json", "Print each card as one line of JSON");
  app.footer("docs/freight.md says how a rate card is written, and how it is applied.\n"
             "Exit status: 0 charged, 1 something is wrong with the card or a person must set the "
             "freight, 2 the command was not understood.");
  if (const auto status = parse_arguments(app, "freight", arguments)) return *status;
  if (checking->parsed()) return check_cards(options.file);
  if (to_csv->parsed()) return convert_cards(options.file, freight::print_rate_card_csv);
  if (to_json->parsed()) return convert_cards(options.file, json_line);
  return charge_by_card(options);
}

}  // namespace tally::server::cli
