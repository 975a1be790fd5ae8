// The document that asks for invoices and returns, and what comes of it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "shared/wire/parts_document.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

const Currency us_dollars = *Currency::parse("USD");

std::vector<std::string> paths_of(std::string_view document) {
  const auto read = wire::read_parts(document, us_dollars);
  std::vector<std::string> paths;
  if (read) return paths;
  for (const Issue& issue : read.error()) paths.push_back(issue.path);
  return paths;
}

}  // namespace

TEST_CASE("a parts document says what, of which line, with which freight") {
  const auto wishes = wire::read_parts(
      R"({"tallystick":"parts/1","parts":[
        {"kind":"invoice","lines":[{"id":"1","quantity":"2.5"}],"freight":"goods"},
        {"kind":"refund","freight":"6.05"},{"kind":"refund","freight":"rest"}]})",
      us_dollars);
  REQUIRE(wishes.has_value());
  REQUIRE(wishes->size() == 3);
  CHECK((*wishes)[0].kind == wire::PartKind::invoice);
  CHECK((*wishes)[0].request.lines[0].quantity == Quantity{2'500});
  CHECK((*wishes)[0].request.freight_share == refund::FreightShare::goods);
  CHECK((*wishes)[1].kind == wire::PartKind::refund);
  CHECK((*wishes)[1].request.freight_minor == 605);
  CHECK((*wishes)[2].request.freight_share == refund::FreightShare::rest);
}

TEST_CASE("every slip of a parts document is said at its place") {
  using Paths = std::vector<std::string>;
  CHECK(paths_of(R"({"tallystick":"parts/1"})") == Paths{"parts"});
  CHECK(paths_of(R"({"tallystick":"parts/2","parts":[]})") == Paths{"tallystick"});
  CHECK(paths_of(R"({"tallystick":"parts/1","parts":[{"kind":"gift","lines":[{"id":"1"}],
                     "freight":"-1"},{"lines":[{"id":"1","quantity":"a few"}]}]})") ==
        Paths{"parts[0].kind", "parts[0].lines[0].quantity", "parts[0].freight", "parts[1].kind",
              "parts[1].lines[0].quantity"});
  CHECK(paths_of("[]").size() == 1);
  CHECK(paths_of("{").size() == 1);
}

TEST_CASE("the parts of every refund case are written as canonical JSON that adds up") {
  int written = 0;
  for (const auto& path : project_files("tests/cases/refund", ".case")) {
    const CaseResult result = run_case(read_case(path));
    CAPTURE(path.stem().string());
    for (const refund::Part& part : result.parts) {
      const std::string bytes = wire::part_bytes(wire::PartKind::refund, part);
      const auto json = nlohmann::json::parse(bytes);
      REQUIRE(json.dump() == bytes);
      std::int64_t net = part.freight ? json["freight"]["net"].get<std::int64_t>() : 0;
      for (const auto& line : json["lines"]) net += line["net"].get<std::int64_t>();
      REQUIRE(json["net"] == net);
      ++written;
    }
  }
  CHECK(written > 40);
}
