// Prints a rate card as CSV, in the order in which people read it: what it is, then each table with
// its places, its rates as one matrix with a column for each zone, and its surcharges.
#include <algorithm>
#include <tuple>

#include "shared/base/csv.hpp"
#include "shared/freight/csv.hpp"
#include "shared/freight/csv_cells.hpp"
#include "shared/freight/freight.hpp"

namespace tally::freight {

namespace {

/// The names of rate_card.hpp with blanks, as a spreadsheet has them.
template <typename Enum>
std::string words_of(Enum value) {
  std::string words(rate_name(value));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string print_day(const std::optional<Date>& date) {
  return date ? date->print() : std::string();
}

/// One line of the matrix: the rates of all zones that have this range and form.
struct MatrixLine {
  std::int64_t above = 0;
  std::optional<std::int64_t> up_to = {};
  RateForm form = RateForm::total;
  std::int64_t per = 0;
  friend bool operator==(const MatrixLine&, const MatrixLine&) = default;
};

MatrixLine line_of(const RateRow& row) {
  const bool is_none = row.form == RateForm::not_served;
  return {row.above, row.up_to, is_none ? RateForm::total : row.form, row.per};
}

bool same_range(const MatrixLine& a, const MatrixLine& b) {
  return a.above == b.above && a.up_to == b.up_to;
}

bool line_before(const MatrixLine& a, const MatrixLine& b) {
  const auto key = [](const MatrixLine& line) {
    return std::tuple(line.above, !line.up_to, line.up_to.value_or(0), line.form, line.per);
  };
  return key(a) < key(b);
}

class CardPrinter {
 public:
  explicit CardPrinter(const RateCard& card) : card_(card) {}

  std::string print() {
    line({"rate card", card_.code.text(), card_.name});
    line({"currency", std::string(card_.currency.code())});
    if (card_.basis != RateBasis::weight) line({"basis", words_of(card_.basis)});
    if (card_.weight_unit != WeightUnit::kilogram) {
      line({"weight unit", words_of(card_.weight_unit)});
    }
    if (card_.pieces != PieceCount::units) line({"pieces", words_of(card_.pieces)});
    if (card_.origin) {
      line({"origin", card_.origin->country, card_.origin->admin_area,
            card_.origin->postal_code});
    }
    for (const RateTable& table : card_.tables) print_table(table);
    return std::move(out_);
  }

 private:
  void line(std::vector<std::string> cells) {
    while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ += (i == 0 ? "" : ",") + csv_cell(cells[i], ',');
    }
    out_ += '\n';
  }

  std::string amount(std::int64_t minor) const {
    return print_amount(Money{minor, card_.currency});
  }
  std::string weight(std::int64_t thousandths) const {
    return say_weight(card_.weight_unit, thousandths);
  }

  void print_table(const RateTable& table) {
    const RateTable plain;
    line({"valid", print_day(table.valid_from), print_day(table.valid_until)});
    if (table.divisor > 0) line({"divisor", std::to_string(table.divisor)});
    if (table.size_unknown != plain.size_unknown) {
      line({"size unknown", words_of(table.size_unknown)});
    }
    if (table.least_weight > 0) line({"least weight", weight(table.least_weight)});
    if (table.weight_step > 0) line({"weight step", weight(table.weight_step)});
    if (table.next_row != plain.next_row) line({"next row", words_of(table.next_row)});
    if (table.po_boxes != plain.po_boxes) line({"po boxes", words_of(table.po_boxes)});
    if (table.hazardous != plain.hazardous) line({"hazardous", words_of(table.hazardous)});
    if (table.free_from) line({"free from", amount(*table.free_from)});
    for (const ZonePlace& each : table.places) print_place("place", each.zone, each.place);
    print_rates(table);
    for (const RateSurcharge& surcharge : table.surcharges) print_surcharge(surcharge);
  }

  void print_place(const char* word, const std::string& zone, const RatePlace& place) {
    std::vector<std::string> cells{word};
    if (!zone.empty()) cells.push_back(zone);
    cells.push_back(place.country.empty() ? "*" : place.country);
    cells.push_back(place.admin_area);
    cells.push_back(place.postal.from);
    if (place.postal.until != place.postal.from) cells.push_back(place.postal.until);
    line(std::move(cells));
  }

  void print_rates(const RateTable& table) {
    if (table.zones.empty()) return;
    std::vector<std::string> heading{"rates"};
    for (const RateZone& zone : table.zones) heading.push_back(zone.name);
    line(std::move(heading));
    const std::vector<MatrixLine> lines = matrix_of(table);
    std::optional<std::int64_t> reached = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const MatrixLine& each = lines[i];
      RateLabel label{each.form, each.per, each.above, each.up_to};
      // A total without end always says where it begins: it has no other words.
      const bool may_follow = each.up_to || each.per > 0;
      if (reached == each.above && may_follow) label.above = std::nullopt;
      reached = each.up_to;
      const bool is_first = i == 0 || !same_range(lines[i - 1], each);
      print_matrix_line(table, each, print_label(label, card_), is_first ? "-" : "");
    }
    print_optional(table, "at least", &RateZone::least);
    print_optional(table, "free from", &RateZone::free_from);
  }

  /// All ranges and forms of a table's zones, each once and in their order. What is not served has
  /// no form: it stands in the first line of its range, or in one of its own.
  static std::vector<MatrixLine> matrix_of(const RateTable& table) {
    std::vector<MatrixLine> lines, dashes;
    for (const RateZone& zone : table.zones) {
      for (const RateRow& row : zone.rows) {
        (row.form == RateForm::not_served ? dashes : lines).push_back(line_of(row));
      }
    }
    std::ranges::stable_sort(lines, line_before);
    std::erase_if(dashes, [&](const MatrixLine& dash) {
      const auto found = std::ranges::lower_bound(lines, dash, line_before);
      return found != lines.end() && same_range(*found, dash);
    });
    lines.insert(lines.end(), dashes.begin(), dashes.end());
    std::ranges::stable_sort(lines, line_before);
    const auto twice = std::ranges::unique(lines);
    lines.erase(twice.begin(), twice.end());
    return lines;
  }

  void print_matrix_line(const RateTable& table, const MatrixLine& wanted,
                         std::string label, const char* not_served) {
    std::vector<std::string> cells{std::move(label)};
    for (const RateZone& zone : table.zones) {
      std::string cell;
      for (const RateRow& row : zone.rows) {
        const bool is_range = row.above == wanted.above && row.up_to == wanted.up_to;
        if (row.form == RateForm::not_served) {
          if (is_range) cell = not_served;
        } else if (line_of(row) == wanted) {
          cell = amount(row.amount);
        }
      }
      cells.push_back(std::move(cell));
    }
    line(std::move(cells));
  }

  void print_optional(const RateTable& table, const char* word,
                      std::optional<std::int64_t> RateZone::* field) {
    std::vector<std::string> cells{word};
    bool is_said = false;
    for (const RateZone& zone : table.zones) {
      const auto& value = zone.*field;
      cells.push_back(value ? amount(*value) : std::string());
      is_said = is_said || value;
    }
    if (is_said) line(std::move(cells));
  }

  void print_surcharge(const RateSurcharge& surcharge) {
    std::string kind = words_of(surcharge.kind);
    if (surcharge.kind == SurchargeKind::per_weight) kind = "per " + weight(surcharge.per);
    const bool is_percent = surcharge.kind == SurchargeKind::percent;
    std::string when = words_of(surcharge.when);
    if (surcharge.when == SurchargeWhen::piece_over) when += " " + weight(surcharge.over);
    if (surcharge.when == SurchargeWhen::side_over) {
      when += " " + std::to_string(surcharge.over) + " mm";
    }
    line({"surcharge", surcharge.name, kind,
          is_percent ? print_rate(Rate{surcharge.value}) : amount(surcharge.value), when,
          print_day(surcharge.valid_from), print_day(surcharge.valid_until)});
    for (const RatePlace& place : surcharge.places) print_place("remote", "", place);
  }

  const RateCard& card_;
  std::string out_;
};

}  // namespace

std::string print_rate_card_csv(const RateCard& card) { return CardPrinter(card).print(); }

}  // namespace tally::freight
