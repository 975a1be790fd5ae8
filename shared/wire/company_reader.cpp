#include "shared/wire/company_reader.hpp"

#include <algorithm>

namespace tally::wire {

namespace {

template <typename T>
std::optional<T> value_or_refusal(FieldReader& read, std::string_view field,
                                  const std::string& text,
                                  const std::expected<T, DecimalError>& parsed,
                                  std::string expected) {
  if (parsed) return *parsed;
  if (!text.empty()) read.refuse(field, text, std::move(expected));
  return std::nullopt;
}

}  // namespace

std::vector<Money> CompanyReader::amounts(FieldReader& read, std::string_view field) {
  std::vector<Money> amounts;
  std::size_t index = 0;
  for (const Json& item : read.array(field)) {
    FieldReader one(item, read.path(field) + "[" + std::to_string(index++) + "]", issues);
    const auto currency = read_currency(one, "currency");
    const std::string text = one.figure("amount", Presence::required);
    one.finish();
    if (!currency || text.empty()) continue;
    const auto money = parse_money(text, *currency);
    if (money) {
      amounts.push_back(*money);
    } else {
      one.refuse("amount", text, "an amount such as \"50.00\" in that currency");
    }
  }
  return amounts;
}

void CompanyReader::note_code(CodeSet& codes, const std::string& code, std::string kind,
                              std::string path) {
  if (code.empty() || codes.insert(code).second) return;
  issues.push_back(make_issue(IssueCode::document_duplicate, std::move(path),
                              {{"kind", std::move(kind)}, {"value", code}}));
}

void CompanyReader::expect(const CodeSet& codes, const std::string& code, std::string kind,
                           std::string path) {
  if (code.empty() || codes.contains(code)) return;
  references_.push_back({&codes, code, std::move(kind), std::move(path)});
}

void CompanyReader::check_references() {
  for (Reference& reference : references_) {
    if (issues.size() >= issue_count_max) return;
    if (reference.codes->contains(reference.code)) continue;
    issues.push_back(
        make_issue(IssueCode::document_reference_unknown, std::move(reference.path),
                   {{"kind", std::move(reference.kind)}, {"value", reference.code}}));
  }
}

std::optional<Quantity> read_quantity(FieldReader& read, std::string_view field) {
  const std::string text = read.figure(field);
  const auto parsed = parse_quantity(text);
  if (parsed && parsed->thousandths <= 0) {
    read.refuse(field, text, "a quantity above zero");
    return std::nullopt;
  }
  return value_or_refusal(read, field, text, parsed, "a quantity with at most three decimals");
}

std::optional<Rate> read_rate(FieldReader& read, std::string_view field) {
  const std::string text = read.figure(field);
  const auto parsed = parse_rate(text);
  if (parsed && parsed->parts_per_million < 0) {
    read.refuse(field, text, "a percentage of 0 or more");
    return std::nullopt;
  }
  return value_or_refusal(read, field, text, parsed, "a percentage such as \"8.25\"");
}

std::optional<Date> read_date(FieldReader& read, std::string_view field) {
  const std::string text = read.text(field);
  const auto date = Date::parse(text);
  if (!date && !text.empty()) read.refuse(field, text, "a day such as 2026-03-31");
  return date;
}

Validity read_validity(FieldReader& read) {
  const Validity validity{read_date(read, "valid_from"), read_date(read, "valid_until")};
  if (validity.from && validity.until && *validity.until < *validity.from) {
    read.refuse("valid_until", validity.until->print(), "a day on or after valid_from");
  }
  return validity;
}

std::optional<Currency> read_currency(FieldReader& read, std::string_view field) {
  const std::string code = read.text(field, Presence::required);
  const auto currency = Currency::parse(code);
  if (!currency && !code.empty()) read.refuse(field, code, "an ISO 4217 currency such as USD");
  return currency;
}

UnitPrice read_unit_price(FieldReader& read, std::string_view field, Currency currency) {
  const std::string text = read.figure(field, Presence::required);
  const auto price = parse_unit_price(text, currency);
  if (price && price->ten_thousandths >= 0) return *price;
  if (!text.empty()) read.refuse(field, text, "a price of 0 or more with at most four decimals");
  return UnitPrice{0, currency};
}

std::int64_t read_count(FieldReader& read, std::string_view field) {
  const std::string text = read.figure(field);
  if (text.empty()) return 0;
  const auto count = parse_decimal(text, 0);
  if (count && *count >= 0) return *count;
  read.refuse(field, text, "a whole number of 0 or more");
  return 0;
}

std::string read_country(FieldReader& read, std::string_view field, Presence presence) {
  std::string code = read.text(field, presence);
  const bool right = code.size() == 2 && std::ranges::all_of(code, [](char c) {
    return c >= 'A' && c <= 'Z';
  });
  if (!right && !code.empty()) read.refuse(field, code, "a country of two capitals such as DE");
  return code;
}

std::vector<std::string> read_texts(FieldReader& read, std::string_view field, Blank blank) {
  std::vector<std::string> texts;
  for (const Json& item : read.array(field)) {
    const bool is_text = item.is_string() && (blank == Blank::allowed ||
                                              !item.get_ref<const std::string&>().empty());
    if (is_text) {
      texts.push_back(item.get<std::string>());
    } else {
      read.refuse(field, item.dump(), "a list of texts");
    }
  }
  return texts;
}

}  // namespace tally::wire
