// Identify: holds the identifiers of the trade against the algorithm that their issuer published.
// In goes text as somebody typed, pasted or scanned it; out come its issues (none where it is
// right), its normal form, and what it should be where that is known and not guessed.
// Separators (space . - / and dashes) are formatting and go silently; what cannot be seen (a
// zero-width space, a right-to-left mark, a no-break space) goes too, and is named by a note.
// It looks nothing up: a number can be right and belong to nobody.
//   const Finding found = identify::check_vat("NL 0044.95.445.B01");
//   found.normal == "NL004495445B01" && found.issues.empty()
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"

namespace tally::identify {

/// What a value of a measure or an amount is: 1250 with 3 decimals is 1.250.
struct Measure {
  std::int64_t units = 0;
  std::int32_t decimals = 0;
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// One element of a GS1 element string.
struct Element {
  /// "01", "3103".
  std::string ai;
  /// GS1's data title: "GTIN", "NET WEIGHT (kg)".
  std::string title;
  /// As it stands in the code.
  std::string value;
  /// Of identifiers with a day; where two stand there (7007), the first and the last.
  std::optional<Date> date;
  std::optional<Date> date_until;
  std::optional<Measure> measure;
  friend bool operator==(const Element&, const Element&) = default;
};

struct Finding {
  /// Empty where the value is right; notes alone leave it right. Paths: "" for the whole value,
  /// "elements[2]" for one of a GS1 element string, "country" for that of the context.
  Issues issues;
  /// Without separators and hidden characters, with its prefix: the form for storing and comparing.
  /// The normal form of a normal form is itself. Of a wrong value: what was read.
  std::string normal;
  std::vector<std::string> suggestions;
  /// Of check_gs1 alone.
  std::vector<Element> elements;
};

/// What is known besides the value.
struct Context {
  /// ISO 3166-1 alpha-2, for numbers that may stand without their country; may be empty.
  std::string_view country;
  /// Decides the century of a two-digit year.
  AsOf as_of;
};

/// True where an issue is an error.
bool is_wrong(const Finding& found);

/// VAT numbers of the EU states, Northern Ireland, Great Britain, Norway and Switzerland.
/// Source of each algorithm: vat_*.cpp.
Finding check_vat(std::string_view text, const Context& context = {});
/// Employer identification number of the United States: 9 digits without a check digit; the first
/// two are a prefix that the Internal Revenue Service assigns ("How EINs are assigned and valid EIN
/// prefixes").
Finding check_ein(std::string_view text, const Context& context = {});
/// Australian business number: modulus 89 (Australian Business Register, "Format of the ABN").
Finding check_abn(std::string_view text, const Context& context = {});
/// Goods and services tax number of India: state, PAN, entity, Z, check character (Goods and
/// Services Tax Network, modulo 36 with factors 1 and 2).
Finding check_gstin(std::string_view text, const Context& context = {});
/// ISO 13616-1: structure by country (SWIFT, IBAN registry), check digits by ISO 7064 MOD 97-10.
Finding check_iban(std::string_view text, const Context& context = {});
/// ISO 9362: party prefix, country, suffix, branch. The branch XXX is the head office and goes.
Finding check_bic(std::string_view text, const Context& context = {});
/// GTIN-8, -12, -13, -14 (GS1 General Specifications, section 7.9); normal: 14 digits.
Finding check_gtin(std::string_view text, const Context& context = {});
Finding check_gln(std::string_view text, const Context& context = {});
Finding check_sscc(std::string_view text, const Context& context = {});
/// A GS1 element string, as a scanner sends it (FNC1 as 0x1D, an AIM prefix or none) or as people
/// read it, "(01)…(10)…". Normal: the scanner's form without prefix and needless separators.
/// GS1 General Specifications, sections 3 and 7.8, century 7.12.
Finding check_gs1(std::string_view text, const Context& context = {});
/// Telephone number to E.164: "+" and at most 15 digits. `context.country` is where it was written.
Finding check_phone(std::string_view text, const Context& context = {});
/// An e-mail address by RFC 5321, 5322 and 6531; normal: the domain's ASCII letters small.
Finding check_email(std::string_view text, const Context& context = {});

struct Kind {
  /// "vat"
  std::string_view name;
  /// One line, no full stop.
  std::string_view doc;
  Finding (*check)(std::string_view text, const Context& context);
};

/// All kinds, in the order in which people would look for them.
std::span<const Kind> kinds();
/// nullptr where there is none of that name.
const Kind* find_kind(std::string_view name);

}  // namespace tally::identify
