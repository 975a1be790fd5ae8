// Case file: one example of how Tallystick decides, in words of the trade.
// In goes a .case file (docs/developer-cases.md says how one is written); out come the company, the
// order or document, and what is expected of them.
// Expected values are kept as they are printed ("12.50"), so a difference reads like the case.
// It runs nothing: case_run.hpp does.
//   const Case wanted = read_case(path);
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/data/address.hpp"
#include "shared/data/company.hpp"
#include "shared/data/order.hpp"
#include "shared/freight/freight.hpp"
#include "shared/refund/refund.hpp"
#include "shared/terms/due.hpp"
#include "tests/support/case_words.hpp"

namespace tally::tests {

struct CaseCompany {
  Company company;
  /// Deleted behind the document's back, so that something still names them.
  std::vector<PriceListCode> lists_deleted;
  /// How many of the first prices and rates come from the base company: a case's own replace them.
  std::size_t inherited_prices = 0;
  std::size_t inherited_rates = 0;
};

/// What happens to the snapshot's bytes on their way.
struct SnapshotHarm {
  std::optional<std::size_t> byte_changed;
  std::optional<std::size_t> cut_to;
  std::optional<int> format;
  /// The receiver is told the digest of the harmed bytes.
  bool digest_follows = false;
  bool any() const { return byte_changed || cut_to || format; }
};

struct ExpectedIssue {
  std::string code;
  std::string path;
  std::optional<std::string> sentence;
  std::optional<std::string> mend;
  /// How many of the same code follow, whose paths the case does not name.
  std::size_t more = 0;
};

struct Expectation {
  /// "accept", "review", "refuse", or "unreadable" where there is no outcome.
  std::string verdict;
  /// "net" -> "264.00", "line 1 price" -> "11.00".
  std::map<std::string, std::string> figures;
  /// All of them, in their order.
  std::vector<ExpectedIssue> issues;
  /// Tax groups, as they are printed.
  std::vector<std::string> groups;
  /// Sentences that the explanation must hold.
  std::vector<std::string> says;
};

enum class CaseInput : std::uint8_t {
  order, order_document, company_document, identifier, address, terms, freight
};

/// "identify vat of DE on 2026-03-02" and the text below it.
struct CaseIdentifier {
  std::string kind;
  std::string country;
  std::string text;
};

/// "payment terms 2/10 net 30" and the invoice below it.
struct CaseTerms {
  std::string text;
  Date date;
  Money total;
  Money tax;
  terms::Calendar calendar;
  terms::DueOptions options;
};

struct CaseGoods {
  Product product;
  Quantity quantity;
};

/// "rate card file", its lines, "consignment to US CA 94105 on 2026-03-02" and the goods below it.
struct CaseFreight {
  std::string file;
  bool is_consigned = false;
  freight::Destination to;
  Date day;
  Money worth;
  std::vector<CaseGoods> goods;
};

enum class CasePartKind : std::uint8_t { shipped, returned };
/// What was shipped or returned of the order: its lines by number, and its freight.
struct CasePart {
  CasePartKind kind = CasePartKind::shipped;
  refund::PartRequest request;
  /// As typed; read when the currency is known.
  std::string freight;
};

struct Case {
  std::string name;
  /// The comment at the head.
  std::string title;
  CaseCompany company;
  AsOf as_of;
  CaseInput input = CaseInput::order;
  RawOrder order;
  /// In the order in which they happened.
  std::vector<CasePart> parts;
  std::string document;
  CaseIdentifier identifier;
  address::Address address;
  CaseTerms terms;
  CaseFreight freight;
  SnapshotHarm harm;
  Expectation expected;
};

Case read_case(const std::filesystem::path& path);

/// tax, place, seller, rounding, coins (case_taxes.cpp); false where it is none of them.
bool read_tax_company_line(Words& words, CaseCompany& into);
/// The lines about rules; case_rules.cpp.
bool read_rules_company_line(Words& words, CaseCompany& into);
/// Completes the company's words; CaseMistake where the rules do not read.
void finish_rules(CaseCompany& into);
/// One line about the company; used by .company files and by the head of a case.
void read_company_line(const CaseLine& line, CaseCompany& into);
/// Line by line, with the lines that the case itself adds replacing the base company's.
void begin_overrides(CaseCompany& company);
void read_order_line(const CaseLine& line, RawOrder& into);
/// "returned 1 of line 2, 3 of line 1, freight 5.00"; false where the line is none of a part.
bool read_part_line(const CaseLine& line, std::vector<CasePart>& into);
/// The line that opens an identifier; false where this one does not (case_identify.cpp).
bool open_identifier(Words& words, Case& into);
/// "locality Springfield": a field of an address by its name in documents; case_address.cpp.
void read_address_line(const CaseLine& line, address::Address& into);
/// "change admin_area to CA", "normal locality BERLIN", "printed 2 10115 Berlin", "fact po_box".
bool read_address_expectation(Words& words, Expectation& into);
/// The line that opens payment terms; false where this one does not (case_terms.cpp).
bool open_terms(Words& words, Case& into);
/// "total 1000.00 USD", "tax 80.00 USD", "on 2026-03-02", "next business day" …
void read_terms_line(const CaseLine& line, CaseTerms& into);
/// The line that opens a rate card; false where this one does not (case_freight.cpp).
bool open_freight(const std::string& line, Case& into);
void read_freight_line(const CaseLine& line, CaseFreight& into);
/// A document's text with <100 times [> and <byte FC> carried out.
std::string read_document_text(const std::vector<CaseLine>& lines);
void read_expect_line(const CaseLine& line, Expectation& into);

}  // namespace tally::tests
