// The orders of the parity test.
#include <array>

#include "shared/base/decimal.hpp"
#include "shared/wire/order_document.hpp"
#include "tests/parity/generator.hpp"

namespace tally::tests {

namespace {

using Text = std::string_view;

/// What people and programs type where a number belongs.
constexpr std::array<Text, 16> odd_quantities{"",
                                              "0",
                                              "-3",
                                              "a dozen",
                                              "0.00005",
                                              "1,200",
                                              "0,5",
                                              "12,5",
                                              "1e3",
                                              " 7 ",
                                              "4006381333931",
                                              "+4",
                                              "1000000000",
                                              "0.001",
                                              "½",
                                              "99999999999999999999"};
constexpr std::array<Text, 10> odd_prices{"",   "cheap",      "1.23456", "12345678901234567890",
                                          "-5", "0",          "0.0001",  "922337203685477.5807",
                                          ".5", "1,000.0001"};
constexpr std::array<Text, 8> odd_units{"case", "CASE", "each", "dozen",
                                        " cs ", "box",  "pcs",  "ctn"};
constexpr std::array<Text, 9> odd_skus{"",        " p-1 ", "NO-SUCH", "P-9999", "\x01",
                                       "P-\xC3\xA9", "\xE2\x82\xAC", "P 1",     "p-2\xC2\xA0"};
constexpr std::array<Text, 6> odd_dates{"2026-02-30", "31.3.26", "2020-01-01", "2027-01-01",
                                        " 2026-12-31 ", "tomorrow"};
constexpr std::array<Text, 6> odd_terms{"DDU", "dap", "EXW ", "\x01", "in one go", "Complete"};
constexpr std::array<Text, 6> override_codes{"unit_number_missing", "address_postal_elsewhere",
                                             "product_unknown", "no_such_warning", "order_large",
                                             "po_number_used"};
constexpr std::array<Text, 8> streets{"70 Pine Street",       "PO Box 12",   "5 Main St Apt",
                                      "Hauptstra\xC3\x9F" "e 5", "",            "12",
                                      "1 Broadway Suite 40",  "C/ Mayor \xE2\x80\x8B" "7"};
constexpr std::array<Text, 5> odd_texts{"bell \x07", "line\nline", "\"quotes\" \\",
                                        "\xF0\x9F\x93\xA6", "tab\there"};

std::string order_id(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
  return OrderId::from_random(bytes).text();
}

/// Replaces the first `from`, where there is one.
void exchange(std::string& text, Text from, Text to) {
  const std::size_t place = text.find(from);
  if (place != std::string::npos) text.replace(place, from.size(), to);
}

}  // namespace

void OrderMaker::fill_header(RawOrder& order) {
  constexpr std::array<Text, 5> channels{"", "rep", "desk", "WEB", "import"};
  const Customer& customer = random_.pick(trap_->company.customers);
  order.order_id = order_id(random_);
  order.channel = random_.pick(channels);
  order.customer = customer.code.text();
  if (customer.ship_tos.size() > 1 && (careful_ || random_.happens(900))) {
    order.ship_to = random_.pick(customer.ship_tos).code.text();
  }
  if (random_.happens(300)) order.freight = std::to_string(random_.below(300));
  if (careful_ || random_.happens(800))
    order.po_number = "PO-" + std::to_string(random_.below(10'000));
}

Address OrderMaker::next_address() {
  struct Spot {
    Text country, area, locality, postal;
  };
  constexpr std::array<Spot, 9> spots{{{"US", "NY", "New York", "10005"},
                                       {"US", "CA", "Oakland", "94607"},
                                       {"us", "Californa", "Oakland", "10005"},
                                       {"US", "", "Oakland", "9460"},
                                       {"DE", "", "Berlin", "10115"},
                                       {"DE", "", "Berlin 10115", ""},
                                       {"JP", "Tokyo", "Chiyoda", "100-0001"},
                                       {"ZZ", "", "Nowhere", "1"},
                                       {"KW", "", "Salmiya", "20001"}}};
  const Spot& spot = random_.pick(spots);
  Address address;
  address.recipient = "Caf\xC3\xA9 Pier";
  address.street_1 = random_.pick(streets);
  if (random_.happens(200)) address.street_2 = random_.pick(streets);
  address.locality = spot.locality;
  address.admin_area = spot.area;
  address.postal_code = spot.postal;
  address.country = spot.country;
  return address;
}

/// Ship windows, deliveries, incoterms, new parties, warnings passed over.
void OrderMaker::fill_delivery(RawOrder& order) {
  if (random_.happens(100)) order.ship_from = random_.happens(800) ? "2026-06-01" : "2027-02-01";
  if (random_.happens(100)) order.ship_until = random_.happens(800) ? "2026-12-31" : "2026-02-01";
  if (random_.happens(100)) order.delivery = random_.happens(700) ? "complete" : "partial";
  if (random_.happens(100)) order.incoterm = random_.happens(700) ? "DAP" : "EXW";
  if (!careful_ && random_.happens(30)) order.incoterm = random_.pick(odd_terms);
  if (!careful_ && random_.happens(30)) order.delivery = random_.pick(odd_terms);
  if (random_.happens(60)) {
    const bool is_taken = random_.happens(300);
    order.new_ship_tos.push_back(
        {is_taken ? "S-1" : "NEW-" + std::to_string(random_.below(3)), next_address(), {}});
    if (random_.happens(500)) order.new_ship_tos.back().delivery_note = "Dock 4 \"only\"";
    if (!careful_ && random_.happens(80)) order.new_ship_tos.back().code = "";
    if (random_.happens(700)) order.ship_to = order.new_ship_tos.back().code;
  }
  if (random_.happens(40)) {
    order.customer = random_.happens(100) ? "C-1" : "N-" + std::to_string(random_.below(50));
    order.new_customer = RawCustomer{random_.happens(900) ? "Pier 9" : "", "info@pier.example",
                                     random_.happens(500) ? "+15105550100" : "12",
                                     random_.happens(500) ? "DE811907980" : "", next_address()};
    order.new_ship_tos = {{"MAIN", next_address(), {}}};
    order.ship_to.clear();
  }
  if (!random_.happens(60)) return;
  order.overrides.push_back({std::string(random_.pick(override_codes)), "",
                             random_.happens(800) ? "seen it" : ""});
}

void OrderMaker::break_header(RawOrder& order) {
  switch (random_.below(12)) {
    case 10: order.freight = random_.pick(odd_prices); break;
    case 0: order.customer.clear(); break;
    case 1: order.customer = random_.happens(500) ? "C-NONE" : std::string(200, 'C'); break;
    case 2: order.ship_to = random_.happens(500) ? "S-NONE" : std::string(200, 'S'); break;
    case 3: order.po_number.clear(); break;
    case 4: order.po_number = random_.pick(odd_texts); break;
    case 5: order.requested_date = random_.pick(odd_dates); break;
    case 6: order.order_id = random_.happens(500) ? "order 7" : ""; break;
    case 7: order.channel = "fax"; break;
    case 8: order.note = random_.pick(odd_texts); break;
    case 9: order.note = std::string(3'990 + random_.below(20), 'n'); break;
    default: order.ship_to.clear(); break;
  }
}

std::string OrderMaker::quantity_for(const Product& product, bool by_case) {
  if (by_case) return std::to_string(random_.between(1, 40));
  const std::int64_t most = random_.happens(30) ? 200'000 : 40;
  Quantity quantity{product.step.thousandths * random_.between(1, most)};
  if (careful_ && quantity < product.minimum) {
    quantity = round_up_to_multiple(product.minimum, product.step).value_or(quantity);
  }
  return print_quantity(quantity);
}

const Product& OrderMaker::next_product() {
  const auto& products = trap_->company.products;
  while (true) {
    const Product& product = random_.pick(products);
    if (!careful_ || product.status == ProductStatus::active) return product;
  }
}

RawLine OrderMaker::next_line() {
  const Product& product = next_product();
  RawLine line;
  line.sku = product.sku.text();
  const bool fits = product.case_pack && is_multiple(*product.case_pack, product.step) &&
                    *product.case_pack >= product.minimum;
  const bool by_case = product.case_pack && (fits || !careful_) && random_.happens(400);
  if (by_case) line.unit = "case";
  line.quantity = quantity_for(product, by_case);
  if (random_.happens(80)) {
    line.agreed_price = print_decimal(random_.any_size(24), UnitPrice::decimals, 2);
    if (careful_ || random_.happens(800)) line.agreed_reason = "price match";
  }
  if (random_.happens(60)) {
    line.ship_to = (careful_ ? "S-" : "X-") + std::to_string(random_.between(1, 3));
    if (random_.happens(500)) line.ship_to = "S-1";
  }
  if (random_.happens(60)) line.requested_date = "2027-01-01";
  if (!careful_ && random_.happens(20)) line.requested_date = random_.pick(odd_dates);
  if (random_.happens(500)) line.id = "line " + std::to_string(random_.below(3000));
  if (!careful_ && random_.happens(60)) break_line(line);
  return line;
}

void OrderMaker::break_line(RawLine& line) {
  switch (random_.below(10)) {
    case 0: line.sku = random_.pick(odd_skus); break;
    case 1: line.sku = std::string(65, 'S'); break;
    case 2:
    case 3: line.quantity = random_.pick(odd_quantities); break;
    case 4: line.unit = random_.pick(odd_units); break;
    case 5:
      line.agreed_price = random_.pick(odd_prices);
      line.agreed_reason = random_.happens(500) ? "agreed" : "";
      break;
    case 6: line.note = random_.pick(odd_texts); break;
    case 7: line.agreed_reason = random_.pick(odd_texts); break;
    case 8: line.quantity = std::to_string(random_.between(1, 1'000'000'000)); break;
    default: line.id = std::string(195 + random_.below(10), 'i'); break;
  }
}

RawOrder OrderMaker::next_order() {
  RawOrder order;
  careful_ = random_.happens(500);
  fill_header(order);
  fill_delivery(order);
  if (!careful_ && random_.happens(300)) break_header(order);
  std::uint64_t lines = 1 + random_.below(12);
  if (!careful_ && random_.happens(20)) lines = 0;
  if (random_.happens(10)) lines = 100 + random_.below(400);
  for (; lines > 0; --lines) order.lines.push_back(next_line());
  if (random_.happens(250)) order.coupons = "fair-" + std::to_string(random_.below(24));
  if (!careful_ && random_.happens(20)) order.coupons += ", " + std::string(80, 'C');
  if (!careful_ && random_.happens(4)) {
    for (std::size_t i = 0; i <= order_coupons_max; ++i) order.coupons += ",FAIR";
  }
  return order;
}

std::string OrderMaker::break_document(std::string document) {
  switch (random_.below(12)) {
    case 0: document.resize(random_.below(document.size())); break;
    case 1: document[random_.below(document.size())] ^= static_cast<char>(random_.next()); break;
    case 2: exchange(document, "order/1", "order/2"); break;
    case 3: exchange(document, "\"sku\"", "\"skuu\""); break;
    case 4: exchange(document, "\"lines\":[", "\"lines\":[[],"); break;
    case 5: exchange(document, "\"quantity\":\"", "\"quantity\":1,\"quantity\":\""); break;
    case 6: exchange(document, "\"order_id\":", "\"order_number\":"); break;
    case 7: document.insert(random_.below(document.size()), "\xFC"); break;
    case 8: document = std::string(40, '[') + document + std::string(40, ']'); break;
    case 9:
      exchange(document, "\"lines\":", "\"note\":\"\\ud83d\\ude00\\u0000\",\"lines\":");
      break;
    case 10: document.append(2'200'000, ' '); break;
    default: document += random_.happens(500) ? "}" : "\n\n "; break;
  }
  return document;
}

ParityOrder OrderMaker::next() {
  const auto days_on = static_cast<std::int32_t>(random_.below(400));
  const Date day = Date::parse("2026-01-01").value().plus_days(days_on);
  RawOrder order = next_order();
  if (random_.below(1'500) == 0) {
    order.lines.resize(order_lines_max + 1, {"", "P-1", "1", {}, {}, {}, {}, {}, {}, {}});
  }
  std::string document = wire::write_order(order);
  if (random_.happens(20)) document = break_document(std::move(document));
  return {AsOf{day}, std::move(document)};
}

}  // namespace tally::tests
