// A snapshot with wrong bytes whose digest nobody checked: opened, asked and decided with.
// The input is a list of changes to a good snapshot (three bytes of place, one of value each), so
// that the fuzzer begins where damage is interesting. Promise: issues or an outcome, never a crash
// and never an endless search.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "shared/explain/explain.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/search.hpp"
#include "tests/fuzz/must.hpp"
#include "tests/parity/generator.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

/// Small, so that many damages can be tried in a second.
TrapCompany small_company() {
  TrapCompany trap = make_company(0);
  Company& company = trap.company;
  company.products.resize(6);
  company.customers.resize(3);
  std::erase_if(company.prices, [&](const Price& price) {
    return std::ranges::find(company.products, price.sku, &Product::sku) == company.products.end();
  });
  return trap;
}

RawOrder order_of(const Company& company) {
  RawOrder order;
  order.order_id = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  order.customer = company.customers.front().code.text();
  order.ship_to = company.customers.front().ship_tos.front().code.text();
  for (const Product& product : company.products) {
    order.lines.push_back({"", product.sku.text(), "12", "", "", "", "", {}});
    order.lines.push_back({"", product.sku.text(), "2", "case", "1.50", "why", "", {}});
  }
  return order;
}

void harm(std::string& bytes, const std::uint8_t* data, std::size_t size) {
  for (std::size_t i = 0; i + 4 <= size; i += 4) {
    const std::size_t place = data[i] | data[i + 1] << 8 | data[i + 2] << 16;
    bytes[place % bytes.size()] = static_cast<char>(data[i + 3]);
  }
  // The last odd byte cuts the file.
  if (size % 4 == 1) bytes.resize(bytes.size() * data[size - 1] / 256);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TrapCompany trap = small_company();
  static const std::string good = trap_snapshot(trap);
  static const RawOrder order = order_of(trap.company);
  if (size > 400) return 0;
  std::string bytes = good;
  harm(bytes, data, size);
  auto snapshot = wire::Snapshot::open(wire::unpack_parts(bytes), Digest{});
  if (!snapshot) {
    TALLY_MUST(!explain::say_issue(snapshot.error().front()).sentence.empty());
    return 0;
  }
  const auto outcome = pipeline::decide_order(*snapshot, order, AsOf{Date::from_days(20'600)});
  if (outcome) TALLY_MUST(!explain::say_outcome(*outcome).empty());
  snapshot->info();
  wire::ProductSearch products(*snapshot);
  TALLY_MUST(products.find("article", 10).size() <= 10);
  TALLY_MUST(products.find("p-1", 10).size() <= 10);
  wire::CustomerSearch customers(*snapshot);
  TALLY_MUST(customers.find("caf", 10).size() <= 10);
  return 0;
}
