#include <doctest/doctest.h>

#include "shared/base/ids.hpp"
#include "shared/intake/intake.hpp"

using namespace tally;
using namespace tally::intake;

namespace {

std::string gtin_of(std::string_view scanned) {
  const auto scan = read_scan(scanned);
  return scan && scan->kind == ScanKind::gtin ? scan->text : "";
}

std::string sku_of(std::string_view scanned) {
  const auto scan = read_scan(scanned);
  return scan && scan->kind == ScanKind::sku ? scan->text : "";
}

}  // namespace

TEST_CASE("a GTIN with a right check digit is one, in 14 digits") {
  CHECK(gtin_of("4006381333931") == "04006381333931");
  CHECK(gtin_of("036000291452") == "00036000291452");
  CHECK(gtin_of("73513537") == "00000073513537");
  CHECK(gtin_of(" 4006381333931\r\n") == "04006381333931");
}

TEST_CASE("digits with a wrong check digit are taken for a SKU, as they were scanned") {
  CHECK(sku_of("4006381333932") == "4006381333932");
  CHECK(sku_of("85048") == "85048");
  CHECK(sku_of("ab-103") == "ab-103");
}

TEST_CASE("what scanners put in front is taken off") {
  CHECK(gtin_of("]E04006381333931") == "04006381333931");
  CHECK(gtin_of("]C10104006381333931") == "04006381333931");
  CHECK(gtin_of("]d20104006381333931" "17261231" "10LOT7") == "04006381333931");
  CHECK(gtin_of("(01)04006381333931(10)LOT7") == "04006381333931");
  CHECK(gtin_of("\x1D" "0104006381333931") == "04006381333931");
  CHECK(sku_of("]C0AB-103") == "AB-103");
}

TEST_CASE("an element string with a wrong check digit is not read as another product") {
  CHECK(gtin_of("0104006381333932").empty());
}

TEST_CASE("nothing scanned is nothing") {
  CHECK_FALSE(read_scan(""));
  CHECK_FALSE(read_scan("  \r\n"));
  CHECK_FALSE(read_scan("]E0"));
  CHECK_FALSE(read_scan("\xFF\xFE"));
}
