#include "wasm/state/master_form.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace tally::app {

namespace {

using Json = nlohmann::json;

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

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "";
  if (value.is_null()) return {};
  if (!value.is_array()) return value.dump();
  std::string out;
  for (const Json& each : value) out += (out.empty() ? "" : ", ") + text_of(each);
  return out;
}

const Json& member(const Json& record, std::string_view name) {
  static const Json none;
  const auto found = record.find(name);
  return found == record.end() ? none : *found;
}

/// As the form holds it: of a choice the first option is "".
std::string form_text(const MasterField& field, const Json& value) {
  std::string text = text_of(value);
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

bool is_blank(const MasterLine& line) {
  return std::ranges::all_of(line.texts,
                             [](const std::string& text) { return trimmed(text).empty(); });
}

bool same_lines(const std::vector<MasterLine>& one, const std::vector<MasterLine>& other) {
  const auto texts = [](const std::vector<MasterLine>& lines) {
    std::vector<std::vector<std::string>> out;
    for (const MasterLine& line : lines) {
      if (!is_blank(line)) out.push_back(line.texts);
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
    if (is_blank(line)) continue;
    Json row = Json::object();
    for (std::size_t i = 0; i < field.columns.size() && i < line.texts.size(); ++i) {
      const std::string_view text = trimmed(line.texts[i]);
      if (!text.empty()) row[std::string(field.columns[i].name)] = std::string(text);
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

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

MasterForm::MasterForm(const MasterKind& kind, std::string_view record) : kind_(&kind) {
  read(record);
}

void MasterForm::read(std::string_view record) {
  const Json json = parse_object(record);
  base_ = dump(json);
  texts_.clear();
  lines_.clear();
  each_field(*kind_, [&](const MasterField& field) {
    const Json& value = member(json, field.name);
    if (field.kind != ValueKind::rows) {
      texts_[std::string(field.name)] = form_text(field, value);
      return;
    }
    std::vector<MasterLine>& lines = lines_[std::string(field.name)];
    if (!value.is_array()) return;
    for (const Json& row : value) {
      MasterLine line{.id = next_id_++, .texts = {}};
      for (const MasterField& column : field.columns) {
        line.texts.push_back(row.is_object() ? plain_text(row, column.name) : "");
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
    lines.push_back(
        {.id = next_id_++, .texts = std::vector<std::string>(field.columns.size())});
  }
  lines[line].texts[column] = std::move(text);
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
  if (field.kind == ValueKind::rows) {
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
    const std::string name(field.name);
    if (field.kind == ValueKind::rows) {
      json[name] = value_of(field, lines(field.name));
      if (json[name].empty()) json.erase(name);
      return;
    }
    const std::string_view text = trimmed(this->text(field.name));
    if (text.empty()) json.erase(name);
    else json[name] = value_of(field, text);
  });
  return dump(json);
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
    if (field->kind == ValueKind::rows) lines_[name] = lines.at(name);
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

std::string plain_text(const Json& record, std::string_view name) {
  return text_of(member(record, name));
}

std::string say_value(const MasterField& field, const Json& value) {
  if (field.kind == ValueKind::rows) {
    std::string out;
    for (const Json& row : value.is_array() ? value : Json::array()) {
      std::string line;
      for (const MasterField& column : field.columns) {
        const std::string text = row.is_object() ? plain_text(row, column.name) : "";
        if (text.empty()) continue;
        line += line.empty() ? "" : ", ";
        line.append(column.label).append(" ").append(text);
      }
      out += (out.empty() ? "" : "; ") + line;
    }
    return out;
  }
  std::string text = text_of(value);
  if (field.kind == ValueKind::yes_no) return text.empty() ? "no" : "yes";
  if (field.kind == ValueKind::percent && !text.empty()) return text + " %";
  for (const MasterOption& option : field.options) {
    const bool is_first = &option == &field.options.front();
    if (field.kind == ValueKind::choice && (text == option.value || (text.empty() && is_first))) {
      return std::string(option.words);
    }
  }
  return text;
}

std::vector<FieldChange> changes_between(const MasterKind& kind, std::string_view before,
                                         std::string_view after) {
  const Json old = parse_object(before), now = parse_object(after);
  std::vector<FieldChange> changes;
  each_field(kind, [&](const MasterField& field) {
    const Json &was = member(old, field.name), &is = member(now, field.name);
    if (was == is) return;
    FieldChange change{std::string(field.label), say_value(field, was), say_value(field, is)};
    if (change.before != change.after) changes.push_back(std::move(change));
  });
  return changes;
}

std::string say_change(const FieldChange& change) {
  const std::string before = change.before.empty() ? "nothing" : change.before;
  return change.label + " " + before + " → " + (change.after.empty() ? "nothing" : change.after);
}

}  // namespace tally::app
