// The records of the parity test of checks: right ones, and right ones with a slip.
#include <array>

#include "shared/address/metadata.hpp"
#include "shared/wire/address_document.hpp"
#include "tests/parity/check_document.hpp"
#include "tests/support/address_examples.hpp"

namespace tally::tests {

namespace {

using Text = std::string_view;

struct Sample {
  Text kind, country, text;
};

constexpr std::array<Sample, 38> samples{{
    {"vat", "", "DE811907980"},       {"vat", "", "NL004495445B01"},
    {"vat", "FR", "83404833048"},     {"vat", "", "GB980780684"},
    {"vat", "", "ATU13585627"},       {"vat", "", "BE0776091951"},
    {"vat", "", "ESX9999999J"},       {"vat", "CH", "CHE-107.787.577 IVA"},
    {"vat", "", "NO995525828MVA"},    {"vat", "", "IT00743110157"},
    {"ein", "", "12-3456789"},        {"abn", "", "51 824 753 556"},
    {"gstin", "", "27AAPFU0939F1ZV"}, {"iban", "", "DE89370400440532013000"},
    {"iban", "", "GB29 NWBK 6016 1331 9268 19"}, {"iban", "", "MT84MALT011000012345MTLCAST001S"},
    {"bic", "", "DEUTDEFF500"},       {"gtin", "", "4006381333931"},
    {"gtin", "", "00012345600012"},   {"gln", "", "4012345000009"},
    {"sscc", "", "340123450000000000"}, {"gs1", "", "(01)04012345123456(17)261231(10)AB-1"},
    {"gs1", "", "]C10104012345123456310300125015270131"}, {"gs1", "", "(00)340123450000000000"},
    {"gs1", "", "(8008)26022914(21)\x1D(3103)001250"}, {"phone", "US", "(510) 555-0100"},
    {"phone", "DE", "030 901820"},    {"phone", "", "+44 20 7946 0018"},
    {"phone", "JP", "03-1234-5678"},  {"email", "", "Ada.Lovelace@Example.COM"},
    {"email", "", "\"odd name\"@ex\xC3\xA4mple.example"}, {"email", "", "a@b"},
    {"email", "", "purchasing@gmial.com"}, {"iban", "", "ES5621000418440200051332"},
    {"iban", "", "CZ9208000000192000145398"}, {"iban", "", "NL64ABNA0417164301"},
    {"gs1", "", "(01)04012345123456(37)12(250)S2"}, {"phone", "AR", "011 15 2345-6789"},
}};

constexpr std::array<Text, 16> terms{
    "net 30", "2/10 net 30", "net EOM", "net EOM + 15", "1/10 EOM", "prepaid", "due on receipt",
    "30% net 0, 70% 2/10 net 60", "50% prepaid, 50% net 45 EOM", "3/7, 2/14 net 30",
    "33.33% net 30, 33.33% net 60, 33.34% net 90", "2/10 on the net amount, net 30", "net 9999",
    "40% net 30, 59.99% net 60", "2/40 net 30", "thirty days"};

/// What slips into a field: signs nobody sees, other scripts' digits, halves of letters.
constexpr std::array<Text, 14> oddities{"\xE2\x80\x8B", "\xE2\x80\x8F", "\xC2\xA0", "\xC3\xA9",
                                        "\xE2\x80\x93", "\xD9\xA3", "\xEF\xBC\x95", "\xC3",
                                        "\xF0\x9F\x93\xA6", "\t", "\"", "\\", ",", "O"};

}  // namespace

std::string CheckMaker::slip(std::string text) {
  if (text.empty() || random_.happens(250)) return text;
  const std::size_t at = random_.below(text.size());
  switch (random_.below(7)) {
    case 0: text.erase(at, 1); break;
    case 1: text[at] = static_cast<char>('0' + random_.below(10)); break;
    case 2: text.insert(at, random_.pick(oddities)); break;
    case 3: text.insert(at, 1, text[at]); break;
    case 4: std::swap(text[at], text[random_.below(text.size())]); break;
    case 5: text.resize(at); break;
    default: text.insert(at, " "); break;
  }
  return random_.happens(150) ? slip(std::move(text)) : text;
}

std::string CheckMaker::next_address() {
  const auto countries = address::countries();
  const address::CountryRow& country = countries[random_.below(countries.size())];
  const auto provinces = address::provinces(country);
  const address::ProvinceRow* province =
      provinces.empty() ? nullptr : &provinces[random_.below(provinces.size())];
  address::Address made = example_address(country, province);
  std::array<std::string*, 6> fields{&made.street[0], &made.locality,  &made.admin_area,
                                     &made.postal_code, &made.country, &made.recipient};
  for (std::uint64_t slips = random_.below(3); slips > 0; --slips) {
    std::string& field = *fields[random_.below(fields.size())];
    field = slip(std::move(field));
  }
  if (random_.happens(80)) std::swap(made.locality, made.postal_code);
  if (random_.happens(80)) made.street[0] += " Apt";
  if (random_.happens(80)) made.street[0] = "P.O. Box " + std::to_string(random_.below(900));
  return "address\n" + wire::write_address(made);
}

std::string CheckMaker::next_terms() {
  const Date day = Date::parse("2026-01-01").value().plus_days(
      static_cast<std::int32_t>(random_.below(1200)));
  constexpr std::array<Text, 4> currencies{"USD", "JPY", "KWD", "EUR"};
  return "terms\n" + day.print() + "\n" + std::string(random_.pick(currencies)) + "\n" +
         std::to_string(random_.any_size(40)) + "\n" + slip(std::string(random_.pick(terms)));
}

std::string CheckMaker::next() {
  const std::uint64_t kind = random_.below(14);
  if (kind < 4) return next_address();
  switch (kind) {
    case 4: return next_terms();
    case 5: return next_freight();
    case 6: return next_credit();
    case 7: return random_.happens(500) ? next_doubles() : next_unusual();
    default: break;
  }
  const Sample& sample = random_.pick(samples);
  return std::string(sample.kind) + "\n" + std::string(sample.country) + "\n" +
         slip(std::string(sample.text));
}

}  // namespace tally::tests
