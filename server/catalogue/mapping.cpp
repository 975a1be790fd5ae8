#include "server/catalogue/mapping.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::server::catalogue {

namespace {

using wire::FieldReader;
using wire::Json;
using wire::Presence;

constexpr std::size_t mapping_bytes_max = 1024 * 1024;

/// Reads a text that must be one of a few words; refuses any other.
template <typename Value, std::size_t count>
Value read_word(FieldReader& read, std::string_view field, Value otherwise,
                const std::array<std::pair<std::string_view, Value>, count>& words) {
  const std::string text = read.text(field);
  if (text.empty()) return otherwise;
  std::string expected;
  for (const auto& [word, value] : words) {
    if (text == word) return value;
    expected += (expected.empty() ? "\"" : ", \"") + std::string(word) + "\"";
  }
  read.refuse(field, text, "one of " + expected);
  return otherwise;
}

constexpr std::array<std::pair<std::string_view, char>, 5> delimiters{
    {{",", ','}, {";", ';'}, {"\t", '\t'}, {"tab", '\t'}, {"|", '|'}}};
constexpr std::array<std::pair<std::string_view, Repeated>, 4> repeated_words{
    {{"refuse", Repeated::refuse},
     {"first", Repeated::first},
     {"last", Repeated::last},
     {"most_frequent", Repeated::most_frequent}}};
constexpr std::array<std::pair<std::string_view, Test>, 4> test_words{
    {{"present", Test::present},
     {"above_zero", Test::above_zero},
     {"one_of", Test::one_of},
     {"starts_with", Test::starts_with}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> decimal_words{
    {{".", "."}, {",", ","}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> thousands_words{
    {{",", ","}, {".", "."}, {"'", "'"}, {" ", " "}, {"none", ""}}};

struct Forms {
  NumberForm number;
  DateForm date;
};

/// "decimal", "thousands" and "date" of the mapping, or of one field of it.
Forms read_forms(FieldReader& read, const Forms& otherwise) {
  Forms forms = otherwise;
  forms.number.decimal = read_word(read, "decimal", std::string_view(otherwise.number.decimal),
                                   decimal_words);
  forms.number.thousands = read_word(read, "thousands",
                                     std::string_view(otherwise.number.thousands), thousands_words);
  if (forms.number.decimal == forms.number.thousands) {
    read.refuse("thousands", forms.number.thousands, "another sign than the one before decimals");
    forms.number.thousands = {};  // said once: the fields must not inherit the fault
  }
  const std::string date = read.text("date");
  if (date.empty()) return forms;
  if (const auto found = find_date_form(date)) {
    forms.date = *found;
  } else {
    read.refuse("date", date, "a form of day such as \"Y-m-d\" or \"d/m/Y H:M\"");
  }
  return forms;
}

std::vector<std::string> read_texts(FieldReader& read, std::string_view field) {
  std::vector<std::string> texts;
  for (const Json& json : read.array(field)) {
    if (json.is_string()) {
      texts.push_back(json.get<std::string>());
    } else {
      read.refuse(field, json.dump(), "a list of texts in quotes");
    }
  }
  return texts;
}

std::vector<Condition> read_conditions(FieldReader& read, std::string_view field,
                                       const Forms& forms) {
  std::vector<Condition> conditions;
  for (const Json& json : read.array(field)) {
    const std::string place = "[" + std::to_string(conditions.size()) + "]";
    FieldReader item(json, read.path(std::string(field) + place), read.issues());
    Condition condition;
    condition.column = item.text("column", Presence::required);
    condition.test = read_word(item, "test", Test::present, test_words);
    condition.values = read_texts(item, "values");
    condition.negated = item.boolean("not", false);
    condition.number = forms.number;
    const bool compares = condition.test == Test::one_of || condition.test == Test::starts_with;
    if (compares && condition.values.empty()) item.refuse("values", "", "at least one text");
    item.finish();
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

FieldSource read_source(const Json& json, std::string path, const Forms& forms, Issues& issues) {
  FieldSource source;
  source.number = forms.number;
  source.date = forms.date;
  if (json.is_string()) {
    source.column = json.get<std::string>();
    return source;
  }
  FieldReader read(json, std::move(path), issues);
  source.column = read.text("column");
  source.constant = read.text("constant");
  source.default_text = read.text("default");
  source.strip_prefix = read.text("strip_prefix");
  source.strip_suffix = read.text("strip_suffix");
  source.prefix = read.text("prefix");
  const Forms own = read_forms(read, forms);
  source.number = own.number;
  source.date = own.date;
  if (const Json* values = read.object("values")) {
    for (const auto& [cell, meaning] : values->items()) {
      if (meaning.is_string()) {
        source.values.emplace(cell, meaning.get<std::string>());
      } else {
        read.refuse("values", meaning.dump(), "a text in quotes");
      }
    }
  }
  if (source.column.empty() == source.constant.empty() && json.is_object()) {
    read.refuse("column", source.column, "either a \"column\" or a \"constant\", not both");
  }
  read.finish();
  return source;
}

/// The names of the kind's fields, for "did you mean".
std::string nearest_field(ImportKind kind, std::string_view name) {
  std::string nearest;
  int best = 65;
  for (const FieldRow& row : fields_of(kind)) {
    const int distance = edit_distance(name, row.name, 64);
    if (distance < best) {
      best = distance;
      nearest = row.name;
    }
  }
  return nearest;
}

void read_fields(const Json* fields, const Forms& forms, Mapping& mapping, Issues& issues) {
  const auto rows = fields_of(mapping.kind);
  mapping.fields.resize(rows.size());
  if (fields == nullptr) return;
  for (const auto& [name, json] : fields->items()) {
    const std::string path = "fields." + name;
    if (const auto place = find_field(mapping.kind, name)) {
      mapping.fields[*place] = read_source(json, path, forms, issues);
    } else {
      issues.push_back(
          make_issue(IssueCode::document_field_unknown, path,
                     {{"field", name}, {"nearest", nearest_field(mapping.kind, name)}}));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (mapping.fields[i] || rows[i].need == Need::optional) continue;
    issues.push_back(make_issue(IssueCode::import_field_unmapped, "fields",
                                {{"field", std::string(rows[i].name)},
                                 {"kind", std::string(kind_name(mapping.kind))}}));
  }
}

std::optional<ImportKind> read_kind(FieldReader& read) {
  const std::string text = read.text("kind", Presence::required);
  const auto kind = find_kind(text);
  if (!kind && !text.empty()) {
    read.refuse("kind", text, "one of products, customers, prices, stock, orders, tax-rates, "
                                "open-items");
  }
  return kind;
}

}  // namespace

Result<Mapping> read_mapping(std::string_view bytes) {
  auto document = wire::parse_document(bytes, mapping_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  Issues issues;
  wire::check_version(*document, "mapping/1", issues);
  FieldReader read(*document, "", issues);
  read.text("tallystick");
  read.text("about");
  Mapping mapping;
  const auto kind = read_kind(read);
  mapping.kind = kind.value_or(ImportKind::products);
  mapping.source = read.text("source");
  const std::string encoding = read.text("encoding");
  if (const auto found = find_encoding(encoding.empty() ? "utf-8" : encoding)) {
    mapping.form.encoding = *found;
  } else {
    read.refuse("encoding", encoding, "one of \"utf-8\", \"latin-1\", \"windows-1252\"");
  }
  mapping.form.delimiter = read_word(read, "delimiter", ',', delimiters);
  mapping.has_heading = read.boolean("heading", true);
  mapping.repeated = read_word(read, "repeated", Repeated::refuse, repeated_words);
  const Forms forms = read_forms(read, Forms{});
  mapping.only_where = read_conditions(read, "only_where", forms);
  mapping.credit_where = read_conditions(read, "credit_where", forms);
  if (kind == ImportKind::orders && mapping.source.empty()) {
    issues.push_back(
        make_issue(IssueCode::document_field_missing, "source", {{"field", "source"}}));
  }
  const Json* fields = read.object("fields", Presence::required);
  if (kind) read_fields(fields, forms, mapping, issues);
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return mapping;
}

}  // namespace tally::server::catalogue
