// A scanned code: what the scanner delivered, without what it put in front.
#include "shared/base/text.hpp"
#include "shared/intake/intake.hpp"

namespace tally::intake {

namespace {

/// The AIM symbology identifier, "]" with a letter and a digit (ISO/IEC 15424), taken off.
std::string_view without_symbology(std::string_view code) {
  const bool has_one = code.size() >= 3 && code[0] == ']';
  return has_one ? code.substr(3) : code;
}

/// The GTIN of a GS1 element string: application identifier 01 or 02, then 14 digits (GS1 General
/// Specifications, section 3.3). A leading FNC1 arrives as group separator 0x1D.
std::optional<Gtin> gtin_of_element_string(std::string_view code) {
  if (code.starts_with('\x1D')) code.remove_prefix(1);
  if (code.starts_with("(01)") || code.starts_with("(02)")) {
    return Gtin::parse(code.substr(4, 14));
  }
  const bool has_identifier = code.starts_with("01") || code.starts_with("02");
  if (!has_identifier || code.size() < 16) return std::nullopt;
  return Gtin::parse(code.substr(2, 14));
}

}  // namespace

std::optional<Scan> read_scan(std::string_view scanned) {
  const std::string_view code = without_symbology(trim(scanned));
  if (code.empty() || !is_utf8(code)) return std::nullopt;
  if (const auto gtin = gtin_of_element_string(code)) return Scan{ScanKind::gtin, gtin->text()};
  if (const auto gtin = Gtin::parse(code)) return Scan{ScanKind::gtin, gtin->text()};
  return Scan{ScanKind::sku, std::string(code)};
}

}  // namespace tally::intake
