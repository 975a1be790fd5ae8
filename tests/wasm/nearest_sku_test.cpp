#include <doctest/doctest.h>

#include "wasm/state/nearest_sku.hpp"

using tally::app::NearestSku;

TEST_CASE("the nearest SKU is found over a swapped, a missing, an added and a wrong character") {
  const NearestSku nearest({"AB-103", "AB-204", "OAK-40-BLUE", "7001234", "X1"});
  CHECK(nearest.find("AB-130") == "AB-103");
  CHECK(nearest.find("oak-40blue") == "OAK-40-BLUE");
  CHECK(nearest.find("OAK-400-BLUE") == "OAK-40-BLUE");
  CHECK(nearest.find("70O1234") == "7001234");
  CHECK(nearest.find(" ab-103 ") == "AB-103");
}

TEST_CASE("two that are equally near, or none that is near, are no guess") {
  const NearestSku nearest({"AB-103", "AB-104", "X1"});
  CHECK_FALSE(nearest.find("AB-105"));
  CHECK_FALSE(nearest.find("ZZ-999"));
  CHECK_FALSE(nearest.find("X2"));
  CHECK_FALSE(nearest.find(""));
  CHECK(nearest.find("AB-103") == "AB-103");
}
