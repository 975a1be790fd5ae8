#include <algorithm>
#include <array>

#include "shared/identify/identify.hpp"

namespace tally::identify {

namespace {

constexpr std::array kind_table = {
    Kind{"vat", "VAT numbers of the EU, Northern Ireland, Great Britain, Norway and Switzerland",
         check_vat},
    Kind{"ein", "Employer identification numbers of the United States", check_ein},
    Kind{"abn", "Business numbers of Australia", check_abn},
    Kind{"gstin", "Goods and services tax numbers of India", check_gstin},
    Kind{"iban", "International bank account numbers", check_iban},
    Kind{"bic", "Business identifier codes of banks", check_bic},
    Kind{"gtin", "Article numbers: GTIN-8, -12, -13 and -14", check_gtin},
    Kind{"gln", "Global location numbers", check_gln},
    Kind{"sscc", "Serial shipping container codes", check_sscc},
    Kind{"gs1", "GS1 element strings, as a scanner sends or people read them", check_gs1},
    Kind{"phone", "Telephone numbers, to E.164", check_phone},
    Kind{"email", "E-mail addresses", check_email},
};

}  // namespace

std::span<const Kind> kinds() { return kind_table; }

const Kind* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_table, name, &Kind::name);
  return found == kind_table.end() ? nullptr : &*found;
}

bool is_wrong(const Finding& found) {
  return std::ranges::any_of(
      found.issues, [](const Issue& issue) { return issue.severity == Severity::error; });
}

}  // namespace tally::identify
