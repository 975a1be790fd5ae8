#include "server/cli/check_address.hpp"

#include <algorithm>

#include "shared/address/check.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/address_document.hpp"

namespace tally::server::cli {

namespace {

constexpr std::string_view street = "street";
/// What columns of lines of a street are named where nobody says.
constexpr std::string_view street_columns[] = {"street", "street_1", "street_2", "street_3"};

struct NamedColumn {
  std::string field;
  std::string heading;
};

/// What a column fills; nullptr: a line of the street.
using Member = std::string address::Address::*;

Member member_of(std::string_view field) {
  const auto fields = wire::address_fields();
  const auto found = std::ranges::find(fields, field, &wire::AddressField::name);
  return found == fields.end() ? nullptr : found->text;
}

bool is_field(std::string_view name) { return name == street || member_of(name) != nullptr; }

bool is_named(const std::vector<NamedColumn>& columns, std::string_view field) {
  return std::ranges::find(columns, field, &NamedColumn::field) != columns.end();
}

std::string say_fields() {
  std::string names;
  for (const wire::AddressField& field : wire::address_fields()) {
    names += std::string(field.name) + ", ";
  }
  return names + std::string(street);
}

/// Cuts where a comma has a word and = behind it, so that a heading keeps commas of its own.
std::vector<std::string_view> cut_entries(std::string_view text) {
  std::vector<std::string_view> entries;
  std::size_t begin = 0;
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view behind = text.substr(comma + 1);
    const std::string_view word = trim(behind.substr(0, behind.find_first_of(",=")));
    const bool begins_entry = word.size() < behind.size() && behind.contains('=') &&
                              behind.find('=') < behind.find(',') && !word.contains(' ');
    if (!begins_entry) continue;
    entries.push_back(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  entries.push_back(text.substr(begin));
  return entries;
}

/// Adds the entries of one --columns; else the sentence that refuses one.
std::string read_entries(std::string_view text, std::vector<NamedColumn>& columns) {
  for (const std::string_view entry : cut_entries(text)) {
    const std::size_t sign = entry.find('=');
    const std::string field = ascii_lower(trim(entry.substr(0, std::min(sign, entry.size()))));
    const std::string said = "--columns \"" + std::string(trim(entry)) + "\"";
    if (sign == std::string_view::npos) {
      return said + " is not a field and a heading such as postal_code=ZIP.";
    }
    const std::string heading(trim(entry.substr(sign + 1)));
    if (!is_field(field)) {
      return said + ": an address has no field \"" + field + "\", but " + say_fields() + ".";
    }
    if (heading.empty()) return said + " names no column; write " + field + "=HEADING.";
    if (field != street && is_named(columns, field)) {
      return said + " names " + field + " once more; only street may have several columns.";
    }
    columns.push_back({field, heading});
  }
  return {};
}

wire::SaidIssue words_of_issue(const Issue& issue) {
  explain::Said said = explain::say_issue(issue);
  return {std::move(said.sentence), std::move(said.mend)};
}

CheckAnswer answer_checked(address::Address typed, const CheckSettings& settings) {
  if (typed.country.empty()) typed.country = settings.country;
  CheckAnswer answer;
  address::Finding found = address::check_address(typed);
  answer.line = wire::write_finding(found, words_of_issue);
  answer.issues = std::move(found.issues);
  return answer;
}

CellsCheck check_of(std::vector<Member> members, const CheckSettings& settings) {
  return [members = std::move(members), settings](std::span<const std::string_view> cells) {
    address::Address typed;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const std::string_view cell = trim(cells[i]);
      if (cell.empty()) continue;
      if (members[i] != nullptr) typed.*members[i] = cell;
      else typed.street.emplace_back(cell);
    }
    return answer_checked(std::move(typed), settings);
  };
}

}  // namespace

CheckAnswer answer_address(std::string_view line, const CheckSettings& settings) {
  auto typed = wire::read_address(line);
  if (typed) return answer_checked(*std::move(typed), settings);
  CheckAnswer answer;
  answer.issues = std::move(typed.error());
  answer.normal = "{}";
  return answer;
}

std::expected<AddressColumns, std::string> read_columns(const std::vector<std::string>& named,
                                                        const std::string& country_column,
                                                        const CheckSettings& settings) {
  std::vector<NamedColumn> columns;
  if (!country_column.empty()) columns.push_back({"country", country_column});
  for (const std::string& text : named) {
    if (std::string sentence = read_entries(text, columns); !sentence.empty()) {
      return std::unexpected(std::move(sentence));
    }
  }
  AddressColumns made;
  std::vector<Member> members;
  for (const NamedColumn& column : columns) {
    made.columns.push_back({column.heading, ColumnName::named});
    members.push_back(member_of(column.field));
  }
  const auto add_like = [&](std::string_view field, std::string_view heading) {
    if (is_named(columns, field)) return;
    made.columns.push_back({std::string(heading), ColumnName::like_field});
    members.push_back(member_of(field));
  };
  for (const wire::AddressField& field : wire::address_fields()) add_like(field.name, field.name);
  for (const std::string_view heading : street_columns) add_like(street, heading);
  made.check = check_of(std::move(members), settings);
  return made;
}

}  // namespace tally::server::cli
