#pragma once
// One order as the company has it: its lines, figures with their why, reasons and events.
// In: the server's answer, the catalogue for names. Out: rows of text ready to be shown.
// It shows what was decided then; for an order that still waits it also decides it with today's
// prices, so that a person sees both figures side by side. It changes nothing.
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
  std::string id, sku, product, variant, quantity, unit, price, net, tax, tax_rate, issue;
  std::string ship_to, wanted;  // where that is not the order's
  bool agreed = false;
  std::vector<std::string> why;
};

struct OrderViewEvent {
  std::string what, words, when;  // "Sent back", "Too cheap.", "09:12, Dora"
};

/// A figure that the customer was told, and what today's prices would make of it.
struct Difference {
  std::string what, told, today;
};

/// A party that came with the order: "New ship-to OAKLAND", its address, what the warehouse reads.
struct CapturedView {
  std::string title;
  std::vector<std::string> words;
};

/// "For YARD", its words, and "Acknowledged by Wanda at 09:12" or what is to be done.
struct NoteView {
  DeliveryNote note;
  std::string words;
};
/// "Not acknowledged yet", "Changed since Wanda acknowledged it, 09:12: Dock 4 only".
std::string note_words(const DeliveryNote& note, const Clock& clock);

struct OrderView {
  OrderDetail detail;
  RawOrder order;
  std::optional<Outcome> outcome;
  std::vector<OrderViewLine> lines;
  std::vector<std::pair<std::string, std::string>> figures;  // net, tax by rate, total
  std::vector<std::string> figures_why, promotions, rulings;
  std::vector<Difference> differences;  // only while a person still decides
  std::string ship_to;
  std::string window, delivery, incoterm;  // empty: nothing was said
  std::vector<CapturedView> captured;
  std::vector<std::pair<std::string, std::string>> overrides;  // the warning, and why it went on
  std::vector<std::string> legs;           // how the way was charged, by ship-to
  std::vector<std::string> places;         // what each gets, where there are several
  std::vector<NoteView> notes;             // what the warehouse must read, ship-to by ship-to
  std::string margin;  // "$24.10, 19.3 % of the net"; empty for those who may not see costs
  std::vector<OrderViewEvent> events;
};

/// Whatever of a view speaks of the way: order_view_delivery.cpp.
void add_delivery(OrderView& view, Catalogue* catalogue);
/// "YARD: 3 lines, $120.00, tax $7.50 (US IL 6.25 %)"; nothing where there is one ship-to.
std::vector<std::string> places_of(const Outcome& outcome);
OrderView make_order_view(OrderDetail detail, Catalogue* catalogue, const Clock& clock);
/// Figures of two outcomes of one order, only where they differ.
std::vector<Difference> compare(const Outcome& told, const Outcome& today);
/// Discounts, net, freight, tax by rate and total of an outcome, as labels and amounts.
std::vector<std::pair<std::string, std::string>> figures_of(const Outcome& outcome);
/// From the list price to the net of a line: each step with what it makes of it.
std::vector<std::pair<std::string, std::string>> steps_of(const LineOutcome& line);
/// What promotions did, what is nearly reached, what a coupon does not give; in this order,
/// at most so many.
std::vector<std::string> promotions_of(const std::vector<PromotionOutcome>& promotions,
                                       std::size_t most);
/// Why a line costs what it costs and is taxed as it is.
std::vector<std::string> why_of(const LineOutcome& line);
std::vector<std::string> address_lines(const Address& address);
/// "YARD, 12 Dock Road, 62701 Springfield, IL, US": without the customer's own name.
std::string ship_to_words(const ShipTo& ship_to, const Customer& customer);

}  // namespace tally::app
