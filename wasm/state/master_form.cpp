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

bool is_blank_line(const MasterLine& line) {
  return std::ranges::all_of(line.texts,
                             [](const std::string& text) { return trimmed(text).empty(); });
}

bool same_lines(const std::vector<MasterLine>& one, const std::vector<MasterLine>& other) {
  const auto texts = [](const std::vector<MasterLine>& lines) {
    std::vector<std::vector<std::string>> out;
    for (const MasterLine& line : lines) {
      if (!is_blank_line(line)) out.push_back(line.texts);
    }
    return out;
  };
  return texts(one) == texts(other);
}

Json value_of(const MasterField& field, std::string_view text) {
  if (field.kind == ValueKind::yes_no) return Json(true);
  if (field.kind == ValueKind::codes || field.kind == ValueKind::several) {
    return Json(split_codes(text));
  }
  return Json(std::string(text));
}

Json value_of(const MasterField& field, const std::vector<MasterLine>& lines) {
  Json all = Json::array();
  for (const MasterLine& line : lines) {
    if (is_blank_line(line)) continue;
    Json row = parse_object(line.came);
    for (std::size_t i = 0; i < field.columns.size() && i < line.texts.size(); ++i) {
      const std::string_view text = trimmed(line.texts[i]);
      // Of a choice "" is its first option, which may stand there in words.
      const bool is_as_it_came =
          trimmed(form_text(field.columns[i], member_of(row, field.columns[i].name))) == text;
      if (is_as_it_came) continue;
      put_member(row, field.columns[i].name,
                 text.empty() ? Json() : value_of(field.columns[i], text));
    }
    all.push_back(std::move(row));
  }
  return all;
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
    std::vector<MasterLine>& lines = lines_[std::string(field.name)];
    if (!value.is_array()) return;
    for (const Json& row : value) {
      MasterLine line{.id = next_id_++, .texts = {}, .came = {}};
      if (row.is_object()) line.came = answer::dump(row);
      for (const MasterField& column : field.columns) {
        line.texts.push_back(row.is_object() ? form_text(column, member_of(row, column.name)) : "");
      }
      lines.push_back(std::move(line));
    }
  });
  base_texts_ = texts_;
  base_lines_ = lines_;
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

const std::vector<MasterLine>& MasterForm::lines(std::string_view field) const {
  static const std::vector<MasterLine> none;
  const auto found = lines_.find(field);
  return found == lines_.end() ? none : found->second;
}

void MasterForm::set_cell(const MasterField& field, std::size_t line, std::size_t column,
                          std::string text) {
  const auto found = lines_.find(field.name);
  if (found == lines_.end() || column >= field.columns.size()) return;
  std::vector<MasterLine>& lines = found->second;
  if (line >= lines.size()) {
    if (text.empty()) return;
    line = lines.size();
    add_line(field);
  }
  lines[line].texts[column] = std::move(text);
}

int MasterForm::add_line(const MasterField& field) {
  lines_[std::string(field.name)].push_back(
      {.id = next_id_, .texts = std::vector<std::string>(field.columns.size())});
  return next_id_++;
}

std::size_t MasterForm::line_of_said(std::string_view field, int said) const {
  const auto& all = lines(field);
  int before = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_blank_line(all[i])) continue;
    if (before++ == said) return i;
  }
  return all.empty() ? 0 : all.size() - 1;
}

int MasterForm::said_of_line(std::string_view field, std::size_t line) const {
  const auto& all = lines(field);
  int before = 0;
  for (std::size_t i = 0; i < line && i < all.size(); ++i) before += is_blank_line(all[i]) ? 0 : 1;
  return before;
}

void MasterForm::remove_line(std::string_view field, std::size_t line) {
  const auto found = lines_.find(field);
  if (found == lines_.end() || line >= found->second.size()) return;
  found->second.erase(found->second.begin() + static_cast<std::ptrdiff_t>(line));
}

bool MasterForm::shows(const MasterField& field) const {
  if (field.depends_on.empty() || !text(field.name).empty() || !lines(field.name).empty()) {
    return true;
  }
  const MasterField* master = find_field(*kind_, field.depends_on);
  std::string_view word = text(field.depends_on);
  if (word.empty() && master != nullptr && !master->options.empty()) {
    word = master->options.front().value;
  }
  std::string_view rest = field.only_for;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == word) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::string MasterForm::suffix(const MasterField& field) const {
  if (field.suffix == "=worth") {
    const std::string& gives = text("kind");
    return gives.empty() || gives == "buy_get" ? "%" : text("currency");
  }
  if (!field.suffix.starts_with('=')) return std::string(field.suffix);
  return text(field.suffix.substr(1));
}

bool MasterForm::differs(const MasterField& field) const {
  if (field.has_lines()) {
    return !same_lines(lines(field.name), base_lines_.find(field.name)->second);
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
      Json all = value_of(field, lines(field.name));
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
    if (field->has_lines()) lines_[name] = lines.at(name);
    else texts_[name] = texts.at(name);
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
