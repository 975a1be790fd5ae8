// Generator: companies and orders for the parity test, full of what has gone wrong elsewhere.
// In go a seed and a number; out come a company with every trap (breaks, packs, gaps in tax rates,
// circular lists, prices of zero, currencies of 0 to 4 decimals) and order documents for it.
// The same seed makes the same bytes on every machine. Most orders are nearly right: one broken
// cell among good ones finds more than noise does.
//   TrapCompany trap = make_company(3);  OrderMaker maker(trap, 7);  auto order = maker.next();
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/data/company.hpp"
#include "shared/data/order.hpp"
#include "tests/support/random.hpp"

namespace tally::tests {

/// One for each rounding mode and level.
inline constexpr int trap_companies = 8;

struct TrapCompany {
  Company company;
  /// Deleted behind the catalogue's back, so that customers still name them.
  std::vector<PriceListCode> lists_deleted;
};

TrapCompany make_company(int number);
/// The customers must be there: their groups, terms and countries are words of the rules.
void add_rule_traps(Company& company, int number);

/// The parts of its snapshot, packed; empty where it could not be built, which is a bug.
std::string trap_snapshot(const TrapCompany& trap);

struct ParityOrder {
  AsOf as_of;
  /// An order document, sometimes broken on purpose.
  std::string document;
};

class OrderMaker {
 public:
  OrderMaker(const TrapCompany& trap, std::uint64_t seed) : trap_(&trap), random_(seed) {}
  ParityOrder next();
  /// The order alone, never broken as a document.
  RawOrder next_order();

 private:
  void fill_header(RawOrder& order);
  void break_header(RawOrder& order);
  void fill_delivery(RawOrder& order);
  Address next_address();
  const Product& next_product();
  RawLine next_line();
  void break_line(RawLine& line);
  std::string quantity_for(const Product& product, bool by_case);
  std::string break_document(std::string document);
  const TrapCompany* trap_;
  Random random_;
  /// Half of the orders are made by someone who looks: what they show are figures, not issues.
  bool careful_ = false;
};

}  // namespace tally::tests
