// Random parts of random orders: never more than was charged, and all of it in the end.
#include "shared/refund/refund.hpp"

#include <doctest/doctest.h>

#include <map>

#include "shared/pipeline/pipeline.hpp"
#include "tests/support/case_run.hpp"
#include "tests/support/project_files.hpp"
#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

/// Every receipt that the cases make of an order that can go on.
std::vector<Outcome> receipts() {
  std::vector<Outcome> found;
  for (const auto& path : project_files("tests/cases", ".case")) {
    Case wanted = read_case(path);
    if (wanted.order.lines.size() > 100) continue;
    wanted.parts.clear();
    CaseResult result = run_case(wanted);
    const bool charged = result.outcome && result.outcome->verdict != Verdict::refuse;
    if (charged) found.push_back(*std::move(result.outcome));
  }
  return found;
}

std::map<std::string, std::int64_t> quantities(const Outcome& receipt) {
  std::map<std::string, std::int64_t> left;
  for (const LineOutcome& line : receipt.lines) left[line.id] = line.quantity->thousandths;
  return left;
}

/// Some of what is left, or all of it.
refund::PartRequest some_of(Random& random, std::map<std::string, std::int64_t>& left, bool all) {
  refund::PartRequest request;
  for (auto& [id, thousandths] : left) {
    const std::int64_t taken = all ? thousandths : random.between(0, thousandths);
    if (taken > 0 && (all || random.happens(500))) {
      request.lines.push_back({id, Quantity{taken}});
      thousandths -= taken;
    }
  }
  random.shuffle(request.lines);
  return request;
}

struct Sums {
  std::int64_t net = 0, tax = 0, total = 0, freight = 0, group_tax = 0, shares = 0;
  void add(const refund::Part& part) {
    net += part.net.minor;
    tax += part.tax.minor;
    total += part.total.minor;
    if (part.freight) freight += part.freight->net.minor;
    for (const TaxGroup& group : part.groups) {
      group_tax += group.tax.minor;
      for (const std::int64_t share : group.shares) shares += share;
    }
  }
};

void take_all(Random& random, const Outcome& receipt) {
  auto left = quantities(receipt);
  std::vector<refund::Part> parts;
  Sums sums;
  const std::int64_t freight = receipt.freight ? receipt.freight->net.minor : 0;
  const std::int64_t payable = receipt.payable ? receipt.payable->minor : receipt.total->minor;
  const auto steps = static_cast<int>(random.below(5));
  for (int step = 0; step <= steps; ++step) {
    refund::PartRequest request = some_of(random, left, step == steps);
    request.freight_share = refund::FreightShare::goods;
    if (step == steps) request.freight_share = refund::FreightShare::rest;
    const auto part = refund::take_part(receipt, parts, request);
    REQUIRE(part);
    for (const refund::PartAmount& line : part->lines) {
      REQUIRE(line.net.minor >= 0);
      REQUIRE(line.tax.minor >= 0);
    }
    sums.add(*part);
    REQUIRE(sums.net <= receipt.net->minor + freight);
    REQUIRE(sums.tax <= receipt.tax->minor);
    REQUIRE(sums.group_tax == sums.tax);
    parts.push_back(*part);
    random.shuffle(parts);  // the earlier parts may be named in any order
  }
  CHECK(sums.net == receipt.net->minor + freight);
  CHECK(sums.freight == freight);
  CHECK(sums.tax == receipt.tax->minor);
  CHECK(sums.total == payable);
  std::int64_t shares = 0;
  for (const TaxGroup& group : receipt.tax_groups) {
    for (const std::int64_t share : group.shares) shares += share;
  }
  CHECK(sums.shares == shares);
  if (receipt.lines.empty()) return;
  refund::PartRequest one_more;
  one_more.lines.push_back(refund::PartLine{receipt.lines[0].id, Quantity{1}});
  const auto more = refund::take_part(receipt, parts, one_more);
  REQUIRE_FALSE(more);
  CHECK(more.error()[0].code == IssueCode::share_quantity_too_large);
}

}  // namespace

TEST_CASE("parts of any order, in any sizes, sum to what was charged and never exceed it") {
  Random random(1101);
  const std::vector<Outcome> all = receipts();
  REQUIRE(all.size() > 60);
  for (const Outcome& receipt : all) {
    CAPTURE(receipt.total->minor);
    for (int round = 0; round < 10; ++round) take_all(random, receipt);
  }
}

TEST_CASE("three equal returns differ by at most one cent (magento/magento2#38388)") {
  Outcome receipt;
  receipt.currency = Currency::parse("USD");
  for (std::int64_t minor = 1; minor < 2'000; ++minor) {
    const Money net{minor, *receipt.currency};
    LineOutcome line;
    line.id = "1";
    line.quantity = units(3);
    line.net = net;
    line.tax = Money{0, net.currency};
    line.tax_why = TaxWhy{};
    receipt.lines = {line};
    receipt.net = receipt.total = net;
    receipt.tax = Money{0, net.currency};
    std::vector<refund::Part> parts;
    for (int i = 0; i < 3; ++i) {
      refund::PartRequest one;
      one.lines.push_back(refund::PartLine{"1", units(1)});
      auto part = refund::take_part(receipt, parts, one);
      REQUIRE(part);
      REQUIRE(part->net.minor >= minor / 3);
      REQUIRE(part->net.minor <= minor / 3 + 1);
      parts.push_back(*std::move(part));
    }
  }
}
