#pragma once
// One order as the company has it: its lines, figures with their why, reasons and events.
// In: the server's answer, the catalogue for names. Out: rows of text ready to be shown.
// It shows what was decided then, never decides again, and says so where a name is not known.
//
//     OrderView view = make_order_view(detail, catalogue, clock);

#include <optional>
#include <string>
#include <vector>

#include "shared/data/outcome.hpp"
#include "wasm/state/answers.hpp"
#include "wasm/state/catalogue.hpp"

namespace tally::app {

struct OrderViewLine {
  std::string id, sku, product, quantity, unit, price, net, tax, tax_rate, issue;
  bool agreed = false;
  std::vector<std::string> why;
};

/// A figure that this device and the company reckoned differently.
struct Difference {
  std::string what, device, company;
};

struct OrderView {
  OrderDetail detail;
  std::optional<Outcome> outcome, device_outcome;
  std::vector<OrderViewLine> lines;
  std::vector<std::pair<std::string, std::string>> figures;  // net, tax by rate, total
  std::vector<std::string> figures_why;
  std::vector<Difference> differences;
  std::vector<std::string> ship_to;  // address lines
  std::vector<std::pair<std::string, std::string>> events;   // "09:12 Dora", "Sent back: …"
};

OrderView make_order_view(OrderDetail detail, Catalogue* catalogue, const Clock& clock);
/// Figures of two outcomes of one order, only where they differ.
std::vector<Difference> compare(const Outcome& device, const Outcome& company);
/// Net, tax by rate and total of an outcome, as labels and amounts.
std::vector<std::pair<std::string, std::string>> figures_of(const Outcome& outcome);
/// Why a line costs what it costs and is taxed as it is.
std::vector<std::string> why_of(const LineOutcome& line);
std::vector<std::string> address_lines(const Address& address);

}  // namespace tally::app
