#include "tests/parity/check_document.hpp"

#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/identify/identify.hpp"
#include "shared/terms/due.hpp"
#include "shared/wire/address_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::tests {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::string say_all(const Issues& issues) {
  std::string said;
  for (const Issue& issue : issues) {
    const explain::Said words = explain::say_issue(issue);
    said += wire::issue_bytes(issue) + "\n" + words.sentence + "\n" + words.mend + "\n";
  }
  return said;
}

namespace {

std::string say_identifier(const identify::Finding& found) {
  std::string said = say_all(found.issues) + found.normal + "\n";
  for (const std::string& suggestion : found.suggestions) said += "or " + suggestion + "\n";
  for (const identify::Element& element : found.elements) {
    said += element.ai + " " + element.title + " " + element.value;
    if (element.date) said += " " + element.date->print();
    if (element.date_until) said += " " + element.date_until->print();
    if (element.measure) {
      said += " " + std::to_string(element.measure->units) + "e-" +
              std::to_string(element.measure->decimals);
    }
    said += "\n";
  }
  return said;
}

std::string check_address(std::string_view text) {
  const auto address = wire::read_address(text);
  if (!address) return say_all(address.error());
  const address::Finding finding = address::check_address(*address);
  return wire::write_finding(finding, [](const Issue& issue) {
    explain::Said said = explain::say_issue(issue);
    return wire::SaidIssue{std::move(said.sentence), std::move(said.mend)};
  });
}

std::string check_terms(std::string_view text) {
  const auto day = Date::parse(take_line(text));
  const auto currency = Currency::parse(take_line(text));
  std::int64_t minor = 0;
  for (const char digit : take_line(text)) minor = minor * 10 + (digit - '0');
  const auto read = terms::read_terms(text);
  if (!read) return say_all(read.error());
  std::string said = terms::print_terms(*read) + "\n";
  const Money total{minor, currency.value_or(Currency{})};
  const auto schedule = terms::compute_due(*read, total, Money{minor / 6, total.currency},
                                           day.value_or(Date{}), {});
  if (!schedule) return said + say_all(schedule.error());
  for (const terms::Instalment& instalment : schedule->instalments) {
    said += instalment.due.print() + " " + std::to_string(instalment.amount.minor);
    for (const terms::Discount& discount : instalment.discounts) {
      said += " " + discount.until.print() + " " + std::to_string(discount.off.minor);
    }
    said += "\n";
  }
  return said;
}

}  // namespace

std::string check_document(std::string_view record) {
  const std::string_view name = take_line(record);
  if (name == "address") return check_address(record);
  if (name == "terms") return check_terms(record);
  if (name == "rules") return check_rules(record);
  if (name == "freight") return check_freight(record);
  if (name == "credit") return check_credit(record);
  if (name == "doubles") return check_doubles(record);
  if (name == "unusual") return check_unusual(record);
  const identify::Kind* kind = identify::find_kind(name);
  if (kind == nullptr) return {};
  const std::string_view country = take_line(record);
  const AsOf as_of{Date::parse("2026-03-02").value()};
  return say_identifier(kind->check(record, {.country = country, .as_of = as_of}));
}

}  // namespace tally::tests
