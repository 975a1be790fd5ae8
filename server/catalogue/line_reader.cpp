#include "server/catalogue/line_reader.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"

namespace tally::server::catalogue {

namespace {

/// The sign that would have cut the heading where the mapping's delimiter did not.
char likely_delimiter(const std::vector<std::string>& heading) {
  if (heading.size() != 1) return 0;
  for (const char sign : {';', '\t', ',', '|'}) {
    if (heading.front().find(sign) != std::string::npos) return sign;
  }
  return 0;
}

std::string say_delimiter(char sign) { return sign == '\t' ? "tab" : std::string(1, sign); }

std::string list_columns(const std::vector<std::string>& heading) {
  std::string list;
  for (const std::string& column : heading) {
    list += (list.empty() ? "\"" : ", \"") + column + "\"";
    if (list.size() > 400) return list + " …";
  }
  return list;
}

Issue column_missing(const std::string& file, const std::string& column,
                     const std::vector<std::string>& heading) {
  return make_issue(IssueCode::import_column_missing, "fields",
                    {{"file", file}, {"column", column}, {"found", list_columns(heading)}});
}

}  // namespace

Result<LineReader> LineReader::bind(const Mapping& mapping, const std::vector<std::string>& heading,
                                    std::string file) {
  LineReader reader(mapping, std::move(file));
  for (const std::string& cell : heading) reader.heading_.emplace_back(trim(cell));
  const char other = likely_delimiter(reader.heading_);
  Issues issues;
  const auto need = [&](const std::string& column) -> std::optional<std::size_t> {
    const auto place = reader.find_column(column);
    if (!place) issues.push_back(column_missing(reader.file_, column, reader.heading_));
    return place;
  };
  for (const auto& source : mapping.fields) {
    const bool has_column = source && !source->column.empty();
    reader.columns_.push_back(has_column ? need(source->column) : std::nullopt);
  }
  for (const Condition& condition : mapping.only_where) need(condition.column);
  for (const Condition& condition : mapping.credit_where) need(condition.column);
  if (issues.empty()) return reader;
  if (other != 0 && other != mapping.form.delimiter) {
    issues = {make_issue(IssueCode::import_delimiter_differs, "delimiter",
                         {{"file", reader.file_},
                          {"expected", say_delimiter(mapping.form.delimiter)},
                          {"found", say_delimiter(other)}})};
  }
  return std::unexpected(std::move(issues));
}

std::optional<std::size_t> LineReader::find_column(std::string_view column) const {
  const auto found = std::ranges::find(heading_, column);
  if (found == heading_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - heading_.begin());
}

bool LineReader::take(const CsvRow& row) {
  row_ = &row;
  used_default_ = false;
  refusals_.clear();
  if (row.cells.size() == heading_.size()) return true;
  refuse_line(IssueCode::import_cells_differ,
              {{"found", static_cast<std::int64_t>(row.cells.size())},
               {"expected", static_cast<std::int64_t>(heading_.size())}});
  return false;
}

bool LineReader::passes(const Condition& condition) const {
  const std::string_view cell = trim(row_->cells[*find_column(condition.column)]);
  const auto passes_test = [&] {
    switch (condition.test) {
      case Test::present: return !cell.empty();
      case Test::above_zero: return parse_number(cell, condition.number, 4).value_or(0) > 0;
      case Test::one_of: return std::ranges::find(condition.values, cell) != condition.values.end();
      case Test::starts_with: break;
    }
    return std::ranges::any_of(condition.values,
                               [&](const std::string& start) { return cell.starts_with(start); });
  };
  return passes_test() != condition.negated;
}

bool LineReader::passes(const std::vector<Condition>& conditions) const {
  return std::ranges::all_of(conditions, [&](const Condition& each) { return passes(each); });
}

const FieldSource* LineReader::source_of(std::string_view field) const {
  const auto place = find_field(mapping_->kind, field);
  const auto& source = mapping_->fields[*place];
  return source ? &*source : nullptr;
}

bool LineReader::has_column(std::string_view field) const { return source_of(field) != nullptr; }

std::string LineReader::raw(std::string_view field) {
  const std::size_t place = *find_field(mapping_->kind, field);
  const auto& source = mapping_->fields[place];
  if (!source) return {};
  if (!columns_[place]) return source->constant;
  std::string_view cell = trim(row_->cells[*columns_[place]]);
  if (!source->values.empty()) {
    const auto found = source->values.find(cell);
    if (found != source->values.end()) return found->second;
  }
  if (cell.starts_with(source->strip_prefix)) cell.remove_prefix(source->strip_prefix.size());
  if (cell.ends_with(source->strip_suffix)) cell.remove_suffix(source->strip_suffix.size());
  if (cell.empty()) {
    used_default_ = used_default_ || !source->default_text.empty();
    return source->default_text;
  }
  return source->prefix + std::string(cell);
}

std::string LineReader::required_text(std::string_view field) {
  std::string cell = raw(field);
  const FieldRow& row = fields_of(mapping_->kind)[*find_field(mapping_->kind, field)];
  if (cell.empty() && row.need == Need::required) {
    const FieldSource* source = source_of(field);
    refuse(field, "", IssueCode::import_cell_empty,
           {{"field", std::string(field)}, {"column", source == nullptr ? "" : source->column}});
  }
  return cell;
}

std::string LineReader::text(std::string_view field) {
  std::string cell = squeeze(required_text(field));
  if (!has_control_characters(cell)) return cell;
  refuse_value(field, "", "text that can be printed");
  return {};
}

std::optional<Gtin> LineReader::gtin(std::string_view field) {
  const std::string cell = required_text(field);
  if (cell.empty()) return std::nullopt;
  auto gtin = Gtin::parse(cell);
  if (!gtin) refuse(field, cell, IssueCode::import_gtin_wrong, {{"value", cell}});
  return gtin;
}

std::optional<std::int64_t> LineReader::number(std::string_view field, int decimals,
                                               std::int64_t least) {
  const std::string cell = required_text(field);
  if (cell.empty()) return std::nullopt;
  const NumberForm& form = source_of(field)->number;
  const auto value = parse_number(cell, form, decimals);
  if (value && *value >= least) return *value;
  if (value) {
    refuse(field, cell, IssueCode::import_below_limit,
           {{"value", cell}, {"limit", print_decimal(least, decimals, 0)}});
  } else if (value.error() == DecimalError::too_many_decimals) {
    refuse(field, cell, IssueCode::import_too_precise,
           {{"value", cell}, {"decimals", static_cast<std::int64_t>(decimals)}});
  } else if (value.error() == DecimalError::too_large) {
    refuse(field, cell, IssueCode::import_too_large, {{"value", cell}});
  } else {
    refuse(field, cell, IssueCode::import_not_a_number,
           {{"value", cell}, {"decimal", form.decimal}});
  }
  return std::nullopt;
}

std::optional<Date> LineReader::day(std::string_view field) {
  const std::string cell = required_text(field);
  if (cell.empty()) return std::nullopt;
  const DateForm& form = source_of(field)->date;
  const auto date = parse_date(cell, form);
  if (!date) {
    refuse(field, cell, IssueCode::import_not_a_date, {{"value", cell}, {"form", form.text}});
  }
  return date;
}

std::string LineReader::country(std::string_view field) {
  const std::string cell = required_text(field);
  if (cell.empty()) return {};
  std::string upper = ascii_upper(cell);
  const bool is_code = upper.size() == 2 && std::ranges::all_of(upper, [](char c) {
    return c >= 'A' && c <= 'Z';
  });
  if (is_code) return upper;
  refuse_value(field, cell, "a country code of two letters (ISO 3166-1), such as GB");
  return {};
}

std::size_t LineReader::choice(std::string_view field) {
  const std::string cell = ascii_lower(required_text(field));
  if (cell.empty()) return 0;
  std::string_view choices = fields_of(mapping_->kind)[*find_field(mapping_->kind, field)].choices;
  const std::string expected = say_choices(choices);
  for (std::size_t place = 0;; ++place) {
    const std::size_t bar = std::min(choices.find('|'), choices.size());
    if (choices.substr(0, bar) == cell) return place;
    if (bar == choices.size()) break;
    choices.remove_prefix(bar + 1);
  }
  refuse_value(field, cell, expected);
  return 0;
}

std::string LineReader::plain_number(std::string_view field) {
  std::string cell = raw(field);
  const FieldSource* source = source_of(field);
  if (source == nullptr) return cell;
  const auto value = parse_number(cell, source->number, UnitPrice::decimals);
  return value ? print_decimal(*value, UnitPrice::decimals, 0) : cell;
}

void LineReader::refuse(std::string_view field, std::string_view value, IssueCode code,
                        std::vector<Argument> arguments) {
  const FieldSource* source = source_of(field);
  const std::string column = source == nullptr ? "" : source->column;
  refusals_.push_back({file_, line(), column, std::string(value),
                       make_issue(code, std::string(field), std::move(arguments))});
}

void LineReader::refuse_value(std::string_view field, std::string_view value,
                              std::string expected) {
  refuse(field, value, IssueCode::import_value_refused,
         {{"value", std::string(value)}, {"expected", std::move(expected)}});
}

void LineReader::refuse_line(IssueCode code, std::vector<Argument> arguments) {
  refusals_.push_back({file_, line(), "", "", make_issue(code, "", std::move(arguments))});
}

std::vector<Refusal> LineReader::take_refusals() { return std::exchange(refusals_, {}); }

}  // namespace tally::server::catalogue
