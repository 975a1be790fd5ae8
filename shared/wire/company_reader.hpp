// Company reader: what the readers of a company's parts share while they work.
// It collects the company, the codes seen so far, the references still to be checked, and issues.
// Each part's reader takes one JSON object and its path and gives its value; enter() adds the value
// to the company, wherever it came from, so that a document and a single change meet the same
// checks. Only company_*.cpp include this: company_document.hpp and company_change.hpp are the ways
// in.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/data/company.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::wire {

using CodeSet = std::set<std::string, std::less<>>;

struct CompanyReader {
  Company company;
  Issues issues;
  /// Checks stop at so many.
  std::size_t issue_count_max = issues_max;
  CodeSet skus, lists, prices, customers, rates, warehouses, stock, logins, tax_places,
      exchange_rates, costs, promotions, coupons, rate_cards, credit;
  std::map<std::string, Currency> currencies;

  /// Reads each object of an array field. Stops after the hundredth issue: more help nobody.
  template <typename ReadOne>
  void each(FieldReader& read, std::string_view field, ReadOne read_one) {
    std::size_t index = 0;
    for (const Json& item : read.array(field)) {
      if (issues.size() >= issue_count_max) return;
      read_one(*this, item, std::string(field) + "[" + std::to_string(index++) + "]");
    }
  }

  std::vector<Money> amounts(FieldReader& read, std::string_view field);
  /// Remembers a code; document_duplicate where it was there before.
  void note_code(CodeSet& codes, const std::string& code, std::string kind, std::string path);
  /// Asks that a code be there at the end; check_references says which are not.
  void expect(const CodeSet& codes, const std::string& code, std::string kind, std::string path);
  void check_references();

 private:
  struct Reference {
    const CodeSet* codes;
    std::string code, kind, path;
  };
  std::vector<Reference> references_;
};

std::optional<Quantity> read_quantity(FieldReader& read, std::string_view field);
std::optional<Rate> read_rate(FieldReader& read, std::string_view field);
std::optional<Date> read_date(FieldReader& read, std::string_view field);
/// valid_from and valid_until; refuses an end before the beginning: it would silently never hold.
struct Validity {
  std::optional<Date> from, until;
};
Validity read_validity(FieldReader& read);
std::optional<Currency> read_currency(FieldReader& read, std::string_view field);
UnitPrice read_unit_price(FieldReader& read, std::string_view field, Currency currency);
/// A whole number of 0 or more; 0 where it is missing.
std::int64_t read_count(FieldReader& read, std::string_view field);
/// Two capital letters (ISO 3166-1 alpha-2).
std::string read_country(FieldReader& read, std::string_view field, Presence presence);

template <typename Id>
std::optional<Id> read_code(FieldReader& read, std::string_view field, Presence presence) {
  const std::size_t issues_before = read.issues().size();
  const std::string text = read.text(field, presence);
  if (text.empty()) {
    // There, but empty: as wrong as missing, and not said yet.
    const bool silent = read.issues().size() == issues_before;
    if (presence == Presence::required && silent) {
      read.refuse(field, text, "a code that is not empty");
    }
    return std::nullopt;
  }
  auto id = Id::parse(text);
  if (!id) read.refuse(field, text, "a code of at most 64 printable characters");
  return id;
}

// company_taxes.cpp
void read_tax_policy(CompanyReader& reader, FieldReader& read, Policy& policy);
TaxRate read_tax_rate(CompanyReader& reader, const Json& json, const std::string& path);
TaxPlace read_tax_place(CompanyReader& reader, const Json& json, const std::string& path);
/// Holes and rates that contradict each other, over all of them.
void check_tax_rates(CompanyReader& reader);
/// vat_verified_on of the customer, and what one exemption is for.
void read_customer_tax(FieldReader& read, Customer& customer);
ExemptionKind read_exemption_kind(FieldReader& read);
/// A certificate for a place where the customer has no ship-to.
void check_exemptions(CompanyReader& reader, const Customer& customer, const std::string& path);

/// An array of codes, each once.
template <typename Id>
std::vector<Id> read_codes(FieldReader& read, std::string_view field) {
  std::vector<Id> codes;
  for (const Json& item : read.array(field)) {
    const auto code = item.is_string() ? Id::parse(item.get_ref<const std::string&>())
                                       : std::optional<Id>();
    if (!code) {
      read.refuse(field, item.is_string() ? item.get<std::string>() : item.dump(),
                  "a list of codes of at most 64 printable characters");
    } else if (std::ranges::find(codes, *code) == codes.end()) {
      codes.push_back(*code);
    }
  }
  return codes;
}

/// An array of texts.
enum class Blank : std::uint8_t { allowed, refused };
std::vector<std::string> read_texts(FieldReader& read, std::string_view field, Blank blank);

/// "rep", "desk", "web", "import"; each once, in this order.
std::vector<Channel> read_channels(FieldReader& read, std::string_view field);

// What makes a record the one it is, in words: "RETAIL AB-1 from 10", "US CA STANDARD".
std::string say_key(const Price& price);
std::string say_key(const TaxRate& rate);
std::string say_key(const TaxPlace& place);
std::string say_key(const ExchangeRate& rate);
std::string say_key(const Cost& cost);

Product read_product(CompanyReader& reader, const Json& json, const std::string& path);
PriceList read_price_list(CompanyReader& reader, const Json& json, const std::string& path);
/// Its list must be there already: the price is of the list's currency.
Price read_price(CompanyReader& reader, const Json& json, const std::string& path);
ExchangeRate read_exchange_rate(CompanyReader& reader, const Json& json, const std::string& path);
Cost read_cost(CompanyReader& reader, const Json& json, const std::string& path);
/// Circles of fallbacks, prices that overlap, lists that are equally specific for a customer, and
/// lists with and without tax in one chain.
void check_prices(CompanyReader& reader);
/// The part of it that is about the lists alone, whatever stands on them.
void check_chains(CompanyReader& reader);
Promotion read_promotion(CompanyReader& reader, const Json& json, const std::string& path);
/// Promotions that can make goods free, or say two things at once.
void check_promotions(CompanyReader& reader);
RateCard read_rate_card(CompanyReader& reader, const Json& json, const std::string& path);
/// That the cards which the policy and the customers name are there.
void expect_rate_cards(CompanyReader& reader);
/// Gaps, places in two zones …: what freight::check_rate_card finds wrong.
void check_rate_cards(CompanyReader& reader);
Customer read_customer(CompanyReader& reader, const Json& json, const std::string& path);

/// Adds a record to the company: document_duplicate where its key was there before; what it refers
/// to must be there at the end.
void enter(CompanyReader& reader, Product product, const std::string& path);
void enter(CompanyReader& reader, PriceList list, const std::string& path);
void enter(CompanyReader& reader, Price price, const std::string& path);
void enter(CompanyReader& reader, ExchangeRate rate, const std::string& path);
void enter(CompanyReader& reader, Cost cost, const std::string& path);
void enter(CompanyReader& reader, Promotion promotion, const std::string& path);
void enter(CompanyReader& reader, RateCard card, const std::string& path);
void enter(CompanyReader& reader, Customer customer, const std::string& path);
void enter(CompanyReader& reader, TaxRate rate, const std::string& path);
void enter(CompanyReader& reader, TaxPlace place, const std::string& path);

/// For CompanyReader::each: reads one and enters it.
template <auto read_one>
void add(CompanyReader& reader, const Json& json, const std::string& path) {
  enter(reader, read_one(reader, json, path), path);
}

void read_warehouse(CompanyReader& reader, const Json& json, const std::string& path);
void read_stock(CompanyReader& reader, const Json& json, const std::string& path);
void read_user(CompanyReader& reader, const Json& json, const std::string& path);

}  // namespace tally::wire
