#include "wasm/state/master_form.hpp"

#include <algorithm>
#include <utility>

#include "wasm/state/json_answer.hpp"

namespace tally::app {

namespace {

using answer::dump;
using answer::Json;

Json parse_object(std::string_view text) {
  Json json = text.empty() ? Json::object() : Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json::object();
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Null takes the member away, and with it the record within the record that is left empty.
void put_member(Json& record, std::string_view name, Json value) {
  const std::size_t point = name.find('.');
  const std::string key(name.substr(0, point));
  if (point == std::string_view::npos) {
    if (value.is_null()) record.erase(key);
    else record[key] = std::move(value);
    return;
  }
  Json inner = record.contains(key) && record[key].is_object() ? record[key] : Json::object();
  put_member(inner, name.substr(point + 1), std::move(value));
  if (inner.empty()) record.erase(key);
  else record[key] = std::move(inner);
}

/// As the form holds it: of a choice the first option is "".
std::string form_text(const MasterField& field, const Json& value) {
  std::string text = json_text(value);
  const bool is_first = field.kind == ValueKind::choice && !field.options.empty() &&
                        text == field.options.front().value;
  return is_first ? "" : text;
}

std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> codes;
  while (true) {
    const std::size_t end = text.find_first_of(",;\n");
    const std::string_view code = trimmed(text.substr(0, end));
    if (!code.empty()) codes.emplace_back(code);
    if (end == std::string_view::npos) return codes;
    text.remove_prefix(end + 1);
  }
}

bool has_no_text(const MasterLine& line) {
  return std::ranges::all_of(line.texts,
                             [](const std::string& text) { return trimmed(text).empty(); });
}

/// Those of a list that is not there: none.
template <typename Lines>
const std::vector<MasterLine>& lines_in(const Lines& all, std::string_view list) {
  static const std::vector<MasterLine> none;
  const auto found = all.find(list);
  return found == all.end() ? none : found->second;
}

/// Whether the words "a b c" have this one.
bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

/// What holds where a choice says this: of "" its first option.
std::string_view said_choice(const MasterField& field, std::string_view text) {
  return text.empty() && !field.options.empty() ? field.options.front().value : text;
}

Json value_of(const MasterField& field, std::string_view text) {
  if (field.kind == ValueKind::yes_no) return Json(true);
  if (field.kind == ValueKind::codes || field.kind == ValueKind::several) {
    return Json(split_codes(text));
  }
  return Json(std::string(text));
}

void put_text(Json& row, const MasterField& column, std::string_view text) {
  // Of a choice "" is its first option, which may stand there in words.
  const bool is_as_it_came = trimmed(form_text(column, member_of(row, column.name))) == text;
  if (is_as_it_came) return;
  put_member(row, column.name, text.empty() ? Json() : value_of(column, text));
}

template <typename Do>
void each_field(const MasterKind& kind, const Do& act) {
  for (const MasterSection& section : kind.sections) {
    for (const MasterField& field : section.fields) act(field);
  }
}

}  // namespace

MasterForm::MasterForm(const MasterKind& kind, std::string_view record) : kind_(&kind) {
  read(record);
}

void MasterForm::read(std::string_view record) {
  const Json json = parse_object(record);
  base_ = answer::dump(json);
  texts_.clear();
  lines_.clear();
  each_field(*kind_, [&](const MasterField& field) {
    const Json& value = member_of(json, field.name);
    if (!field.has_lines()) {
      texts_[std::string(field.name)] = form_text(field, value);
      return;
    }
    read_lines(field, value);
  });
  base_texts_ = texts_;
  base_lines_ = lines_;
}

void MasterForm::read_lines(const ListAt& list, const Json& rows) {
  std::vector<MasterLine> lines;
  for (const Json& row : rows.is_array() ? rows : Json::array()) {
    MasterLine line{.id = next_id_++, .texts = {}, .came = {}};
    if (row.is_object()) line.came = answer::dump(row);
    for (const MasterField& column : list.field->columns) {
      const Json& value = row.is_object() ? member_of(row, column.name) : Json();
      line.texts.push_back(column.has_lines() ? "" : form_text(column, value));
      if (column.has_lines()) read_lines(ListAt(list, line.id, column), value);
    }
    lines.push_back(std::move(line));
  }
  lines_[list.key] = std::move(lines);
}

bool MasterForm::is_blank(const Lines& all, const ListAt& list, const MasterLine& line) {
  if (!has_no_text(line)) return false;
  return std::ranges::all_of(list.field->columns, [&](const MasterField& column) {
    if (!column.has_lines()) return true;
    const ListAt inner(list, line.id, column);
    return std::ranges::all_of(lines_in(all, inner.key), [&](const MasterLine& each) {
      return is_blank(all, inner, each);
    });
  });
}

/// Lines by their texts, wherever in their list the blank ones stand.
bool MasterForm::same_lines(const ListAt& mine, const ListAt& base) const {
  const auto telling = [](const Lines& all, const ListAt& list) {
    std::vector<const MasterLine*> out;
    for (const MasterLine& line : lines_in(all, list.key)) {
      if (!is_blank(all, list, line)) out.push_back(&line);
    }
    return out;
  };
  return std::ranges::equal(
      telling(lines_, mine), telling(base_lines_, base),
      [&](const MasterLine* one, const MasterLine* other) {
        if (one->texts != other->texts) return false;
        return std::ranges::all_of(mine.field->columns, [&](const MasterField& column) {
          return !column.has_lines() ||
                 same_lines(ListAt(mine, one->id, column), ListAt(base, other->id, column));
        });
      });
}

Json MasterForm::rows_of(const ListAt& list) const {
  Json all = Json::array();
  for (const MasterLine& line : lines(list.key)) {
    if (is_blank(lines_, list, line)) continue;
    Json row = parse_object(line.came);
    for (std::size_t i = 0; i < list.field->columns.size() && i < line.texts.size(); ++i) {
      const MasterField& column = list.field->columns[i];
      if (!column.has_lines()) {
        put_text(row, column, trimmed(line.texts[i]));
        continue;
      }
      const ListAt inner(list, line.id, column);
      if (same_lines(inner, inner)) continue;
      Json rows = rows_of(inner);
      put_member(row, column.name, rows.empty() && !column.required ? Json() : std::move(rows));
    }
    all.push_back(std::move(row));
  }
  return all;
}

const std::string& MasterForm::text(std::string_view field) const {
  static const std::string none;
  const auto found = texts_.find(field);
  return found == texts_.end() ? none : found->second;
}

void MasterForm::set(std::string_view field, std::string text) {
  const auto found = texts_.find(field);
  if (found != texts_.end()) found->second = std::move(text);
}

const std::vector<MasterLine>& MasterForm::lines(std::string_view list) const {
  return lines_in(lines_, list);
}

void MasterForm::set_cell(const ListAt& list, std::size_t line, std::size_t column,
                          std::string text) {
  if (column >= list.field->columns.size()) return;
  if (line >= lines(list.key).size()) {
    if (text.empty()) return;
    line = lines(list.key).size();
    add_line(list);
  }
  lines_[list.key][line].texts[column] = std::move(text);
}

int MasterForm::add_line(const ListAt& list) {
  lines_[list.key].push_back(
      {.id = next_id_, .texts = std::vector<std::string>(list.field->columns.size())});
  return next_id_++;
}

std::size_t MasterForm::line_of_said(const ListAt& list, int said) const {
  const auto& all = lines(list.key);
  int before = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_blank(lines_, list, all[i])) continue;
    if (before++ == said) return i;
  }
  return all.empty() ? 0 : all.size() - 1;
}

int MasterForm::said_of_line(const ListAt& list, std::size_t line) const {
  const auto& all = lines(list.key);
  int before = 0;
  for (std::size_t i = 0; i < line && i < all.size(); ++i) {
    before += is_blank(lines_, list, all[i]) ? 0 : 1;
  }
  return before;
}

ListAt MasterForm::list_of(const MasterPlace& place) const {
  ListAt list(place.outer());
  for (std::size_t i = 0; i < place.within.size(); ++i) {
    const auto& all = lines(list.key);
    const bool is_last = i + 1 == place.within.size();
    const MasterField& column = is_last ? *place.field : *place.within[i + 1].list;
    const int id = all.empty() ? -1 : all[line_of_said(list, place.within[i].line)].id;
    list = ListAt(list, id, column);
  }
  return list;
}

void MasterForm::remove_line(std::string_view list, std::size_t line) {
  const auto found = lines_.find(list);
  if (found == lines_.end() || line >= found->second.size()) return;
  found->second.erase(found->second.begin() + static_cast<std::ptrdiff_t>(line));
}

bool MasterForm::shows(const MasterField& field) const {
  if (field.depends_on.empty() || !text(field.name).empty() || !lines(field.name).empty()) {
    return true;
  }
  const MasterField* master = find_field(*kind_, field.depends_on);
  if (master == nullptr) return true;
  return has_word(field.only_for, said_choice(*master, text(field.depends_on)));
}

bool MasterForm::shows(const ListAt& list, std::size_t line, std::size_t column) const {
  const std::vector<MasterField>& columns = list.field->columns;
  const MasterLine& shown = lines(list.key)[line];
  const bool is_filled = !shown.texts[column].empty() ||
                         (columns[column].has_lines() &&
                          !lines(ListAt(list, shown.id, columns[column]).key).empty());
  if (columns[column].depends_on.empty() || is_filled) return true;
  const auto master = std::ranges::find(columns, columns[column].depends_on, &MasterField::name);
  if (master == columns.end()) return shows(columns[column]);
  const auto place = static_cast<std::size_t>(master - columns.begin());
  return has_word(columns[column].only_for, said_choice(*master, shown.texts[place]));
}

std::string MasterForm::suffix(const MasterField& field) const {
  if (field.suffix == "=worth") {
    const std::string& gives = text("kind");
    return gives.empty() || gives == "buy_get" ? "%" : text("currency");
  }
  if (field.suffix == "=measure") {
    const std::string& basis = text("basis");
    if (basis == "volume") return "m³";
    if (basis == "pieces" || basis == "consignment") return "";
    return text("weight_unit").empty() ? "kg" : text("weight_unit");
  }
  if (!field.suffix.starts_with('=')) return std::string(field.suffix);
  const MasterField* named = find_field(*kind_, field.suffix.substr(1));
  return named == nullptr ? "" : std::string(said_choice(*named, text(named->name)));
}

bool MasterForm::differs(const MasterField& field) const {
  if (field.has_lines()) {
    return !same_lines(field, field);
  }
  return trimmed(text(field.name)) != trimmed(base_texts_.find(field.name)->second);
}

bool MasterForm::differs() const {
  bool any = false;
  each_field(*kind_, [&](const MasterField& field) { any = any || differs(field); });
  return any;
}

std::string MasterForm::record() const {
  Json json = parse_object(base_);
  each_field(*kind_, [&](const MasterField& field) {
    if (!differs(field)) return;
    if (field.has_lines()) {
      Json all = rows_of(field);
      // What a record must have stays there, empty as it is.
      put_member(json, field.name, all.empty() && !field.required ? Json() : std::move(all));
      return;
    }
    const std::string_view text = trimmed(this->text(field.name));
    put_member(json, field.name, text.empty() ? Json() : value_of(field, text));
  });
  return answer::dump(json);
}

void MasterForm::rebase(std::string_view theirs) {
  const auto texts = texts_;
  const auto lines = lines_;
  std::vector<const MasterField*> mine;
  each_field(*kind_, [&](const MasterField& field) {
    if (differs(field)) mine.push_back(&field);
  });
  read(theirs);
  for (const MasterField* field : mine) {
    const std::string name(field->name);
    if (!field->has_lines()) texts_[name] = texts.at(name);
    for (const auto& [key, mine_lines] : lines) {
      if (key == name || key.starts_with(name + "/")) lines_[key] = mine_lines;
    }
  }
}

void MasterForm::become_copy() {
  // A product's GTIN and a promotion's coupon are theirs alone, too.
  for (const std::string_view unique : {"gtin", "coupon"}) set(unique, "");
  each_field(*kind_, [&](const MasterField& field) {
    if (field.identity) set(field.name, "");
  });
  base_ = "{}";
  for (auto& [name, text] : base_texts_) text.clear();
  for (auto& [name, lines] : base_lines_) lines.clear();
}

void MasterForm::become_change_of(std::string_view shown) {
  const auto texts = texts_;
  const auto lines = lines_;
  read(shown);
  texts_ = texts;
  lines_ = lines;
}

std::string json_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "";
  if (value.is_null()) return {};
  if (!value.is_array()) return value.dump();
  std::string out;
  for (const Json& each : value) out += (out.empty() ? "" : ", ") + json_text(each);
  return out;
}

const Json& member_of(const Json& record, std::string_view name) {
  static const Json none;
  const std::size_t point = name.find('.');
  const auto found = record.find(name.substr(0, point));
  if (found == record.end()) return none;
  if (point == std::string_view::npos) return *found;
  return found->is_object() ? member_of(*found, name.substr(point + 1)) : none;
}

std::string plain_text(const Json& record, std::string_view name) {
  return json_text(member_of(record, name));
}

}  // namespace tally::app
