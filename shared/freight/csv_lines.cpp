// A line of a rate card's CSV file as a whole, its cells, and what a card says of itself.
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/freight/csv.hpp"
#include "shared/freight/csv_reader.hpp"

namespace tally::freight {

namespace {

/// "Next  Row" is "next_row": the names of rate_card.hpp.
std::string name_in(std::string_view cell) {
  std::string name = ascii_lower(squeeze(cell));
  std::ranges::replace(name, ' ', '_');
  return name;
}

template <typename Enum>
std::string list_names() {
  const auto& names = rate_names<Enum>;
  std::string said;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string word(names[i]);
    std::ranges::replace(word, '_', ' ');
    if (i > 0) said += i + 1 == names.size() ? " or " : ", ";
    said += word;
  }
  return said;
}

/// Words of a matrix line: it is meant as one, even where it cannot be read.
bool looks_like_rate(std::string_view word) {
  return !word.empty() && (is_digit(word[0]) || word == "any" || word.starts_with("per ") ||
                           word.starts_with("above "));
}

}  // namespace

const std::vector<CardCsvReader::Line>& CardCsvReader::lines() {
  using Reader = CardCsvReader;
  static const std::vector<Line> all{
      {"rate card", Level::anywhere, 3, false, &Reader::read_card},
      {"decimals", Level::card, 2, true, &Reader::read_decimals},
      {"currency", Level::card, 2, true, &Reader::read_currency},
      {"basis", Level::card, 2, true, &Reader::read_basis},
      {"weight unit", Level::card, 2, true, &Reader::read_weight_unit},
      {"pieces", Level::card, 2, true, &Reader::read_pieces},
      {"origin", Level::card, 4, true, &Reader::read_origin},
      {"valid", Level::table, 3, false, &Reader::read_valid},
      {"divisor", Level::table, 2, true, &Reader::read_divisor},
      {"size unknown", Level::table, 2, true, &Reader::read_size_unknown},
      {"least weight", Level::table, 2, true, &Reader::read_least_weight},
      {"weight step", Level::table, 2, true, &Reader::read_weight_step},
      {"next row", Level::table, 2, true, &Reader::read_next_row},
      {"po boxes", Level::table, 2, true, &Reader::read_po_boxes},
      {"hazardous", Level::table, 2, true, &Reader::read_hazardous},
      // These count their cells themselves.
      {"free from", Level::table, 0, false, &Reader::read_free_from},
      {"at least", Level::table, 0, false, &Reader::read_at_least},
      {"rates", Level::table, 0, false, &Reader::read_rates},
      {"place", Level::table, 6, false, &Reader::read_place_line},
      {"surcharge", Level::table, 7, false, &Reader::read_surcharge},
      {"remote", Level::table, 5, false, &Reader::read_remote},
  };
  return all;
}

std::string CardCsvReader::suggest(std::string_view word) {
  std::string_view nearest;
  int distance = 3;
  for (const Line& line : lines()) {
    const int edits = edit_distance(word, line.word, 2);
    if (edits < distance) {
      distance = edits;
      nearest = line.word;
    }
  }
  if (!nearest.empty()) return std::string(nearest);
  return "a word such as rate card, currency, place, rates or surcharge";
}

void CardCsvReader::report(IssueCode code, std::size_t column, std::vector<Argument> arguments) {
  std::string path = "line " + std::to_string(row_->line);
  if (column > 0) path += ", column " + std::to_string(column);
  issues_.push_back(make_issue(code, std::move(path), std::move(arguments)));
}

void CardCsvReader::refuse(std::size_t column, std::string expected) {
  report(IssueCode::freight_csv_value, column,
         {{"found", quote_short(cell(column))}, {"expected", std::move(expected)}});
}

/// Columns count from 1, as a spreadsheet's.
std::string_view CardCsvReader::cell(std::size_t column) const {
  return column <= row_->cells.size() ? trim(row_->cells[column - 1]) : std::string_view();
}

void CardCsvReader::count_cells(std::size_t most) {
  std::size_t filled = row_->cells.size();
  while (filled > 0 && cell(filled).empty()) --filled;
  if (filled <= most) return;
  report(IssueCode::freight_csv_cells, most + 1,
         {{"count", static_cast<std::int64_t>(filled)},
          {"limit", static_cast<std::int64_t>(most)}});
}

bool CardCsvReader::may_stand(const Line& line) {
  const std::string word(line.word);
  if (line.level == Level::anywhere) return true;
  if (cards_.empty()) {
    report(IssueCode::freight_csv_order, 1,
           {{"why", std::string("no line rate card is above it")}});
    return false;
  }
  if (line.level == Level::card && !card().tables.empty()) {
    report(IssueCode::freight_csv_order, 1,
           {{"why", word + " is said of the whole card, so it stands above the first table"}});
    return false;
  }
  const bool opens = line.word == "valid";
  if (line.level == Level::table && !opens && card().tables.empty()) open_table();
  auto& words = line.level == Level::card ? card_words_ : table_words_;
  if (line.once && !words.insert(word).second) {
    report(IssueCode::freight_csv_twice, 1, {{"what", word}});
    return false;
  }
  return true;
}

void CardCsvReader::read(const CsvTextRow& row) {
  row_ = &row;
  const std::string word = ascii_lower(squeeze(cell(1)));
  if (word.starts_with('#')) return;
  const auto found = std::ranges::find(lines(), word, &Line::word);
  if (found == lines().end()) {
    if (looks_like_rate(word)) {
      read_rate_line();
    } else {
      report(IssueCode::freight_csv_line_unknown, 1,
             {{"found", quote_short(cell(1))}, {"suggestion", suggest(word)}});
    }
    return;
  }
  if (!may_stand(*found)) return;
  if (found->cells_max > 0) count_cells(found->cells_max);
  const bool stays = found->word == "free from" || found->word == "at least";
  if (!stays) columns_.clear();
  if (found->word != "remote") surcharge_is_open_ = false;
  (this->*found->read)();
}

void CardCsvReader::finish_card() {
  if (cards_.empty() || card_words_.contains("currency")) return;
  issues_.push_back(make_issue(IssueCode::freight_csv_missing,
                               "line " + std::to_string(card_line_),
                               {{"card", card().code.text()},
                                {"what", std::string("currency")},
                                {"line", std::string("currency,USD")}}));
}

Result<std::vector<RateCard>> CardCsvReader::take() {
  finish_card();
  if (cards_.empty() && issues_.empty()) {
    issues_.push_back(make_issue(IssueCode::freight_csv_unreadable, "",
                                 {{"reason", std::string("it has no line rate card")}}));
  }
  if (issues_.size() > csv_issues_max) issues_.resize(csv_issues_max);
  if (!issues_.empty()) return std::unexpected(std::move(issues_));
  return std::move(cards_);
}

/// A number with its comma turned into a point where the file declares that; nullopt where it holds
/// one that means nobody knows what.
std::optional<std::string> CardCsvReader::number_text(std::size_t column) {
  std::string number(cell(column));
  if (has_decimal_comma_ && number.contains('.')) {
    refuse(column, "a number with a decimal comma, as the line decimals says");
    return std::nullopt;
  }
  if (has_decimal_comma_) std::ranges::replace(number, ',', '.');
  if (!number.contains(',')) return number;
  report(IssueCode::freight_csv_comma, column, {{"found", quote_short(number)}});
  return std::nullopt;
}

std::optional<std::int64_t> CardCsvReader::amount(std::size_t column) {
  const auto number = number_text(column);
  if (!number) return std::nullopt;
  const auto money = parse_money(*number, card().currency);
  if (money && money->minor >= 0) return money->minor;
  refuse(column, "an amount of " + std::string(card().currency.code()) + " such as " +
                     print_amount(Money{1250, card().currency}));
  return std::nullopt;
}

std::optional<Date> CardCsvReader::date(std::size_t column) {
  if (cell(column).empty()) return std::nullopt;
  const auto day = Date::parse(cell(column));
  if (!day) refuse(column, "a day such as 2026-03-31");
  return day;
}

std::string CardCsvReader::text(std::size_t column) {
  if (has_control_characters(cell(column)) || cell(column).contains('\n')) {
    refuse(column, "a text on one line");
    return {};
  }
  return squeeze(cell(column));
}

template <typename Enum>
void CardCsvReader::read_name(Enum& into) {
  const auto value = parse_rate_name<Enum>(name_in(cell(2)));
  if (value) into = *value;
  else refuse(2, list_names<Enum>());
}

void CardCsvReader::read_card() {
  finish_card();
  card_words_.clear();
  table_words_.clear();
  zone_names_.clear();
  has_decimal_comma_ = false;
  card_line_ = row_->line;
  const auto code = RateCardCode::parse(cell(2));
  if (!code) refuse(2, "a code of at most 64 printable characters");
  const bool is_there = code && std::ranges::find(cards_, *code, &RateCard::code) != cards_.end();
  if (is_there) {
    report(IssueCode::freight_csv_twice, 2, {{"what", "The rate card " + code->text()}});
  }
  RateCard& made = cards_.emplace_back();
  made.code = code.value_or(RateCardCode{});
  made.name = text(3);
}

void CardCsvReader::read_currency() {
  const auto currency = Currency::parse(cell(2));
  if (currency) card().currency = *currency;
  else refuse(2, "an ISO 4217 currency such as USD");
}

void CardCsvReader::read_basis() { read_name(card().basis); }
void CardCsvReader::read_weight_unit() { read_name(card().weight_unit); }
void CardCsvReader::read_pieces() { read_name(card().pieces); }
void CardCsvReader::read_size_unknown() { read_name(table().size_unknown); }
void CardCsvReader::read_next_row() { read_name(table().next_row); }
void CardCsvReader::read_po_boxes() { read_name(table().po_boxes); }
void CardCsvReader::read_hazardous() { read_name(table().hazardous); }

void CardCsvReader::read_origin() {
  card().origin = RateOrigin{text(2), text(3), text(4)};
}

void CardCsvReader::read_decimals() {
  const std::string sign = ascii_lower(cell(2));
  has_decimal_comma_ = sign == "comma";
  if (sign != "comma" && sign != "point") refuse(2, "point or comma");
}

}  // namespace tally::freight
