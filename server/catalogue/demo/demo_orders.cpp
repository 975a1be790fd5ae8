#include "server/catalogue/demo/demo_orders.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "server/catalogue/demo/random.hpp"

namespace tally::server::catalogue::demo {

namespace {

constexpr std::int64_t days_back_max = 27;
constexpr std::array<std::string_view, 4> price_reasons{"price match", "trade show offer",
                                                        "volume agreed for the year",
                                                        "replaces a damaged delivery"};
constexpr std::array<std::string_view, 5> notes{
    "Please deliver before noon.", "Goods in is at the back of the building.",
    "Call ahead, the gate is locked.", "Part deliveries are fine.",
    "Send the invoice to the head office."};

/// The plain price of each product on each list.
using PricesBySku = std::unordered_map<std::string, std::int64_t>;

PricesBySku read_prices(const Company& company) {
  PricesBySku book;
  for (const Price& price : company.prices) {
    book.try_emplace(price.list.text() + "/" + price.sku.text(), price.price.ten_thousandths);
  }
  return book;
}

class OrderMaker {
 public:
  OrderMaker(const Company& company, const DemoOrderOptions& options)
      : company_(company), today_(options.today), random_(options.seed ^ 0x0DE5ULL) {
    for (std::size_t i = 0; i < company.products.size(); ++i) {
      if (company.products[i].status == ProductStatus::active) sellable_.push_back(i);
    }
    for (std::size_t i = 0; i < company.customers.size(); ++i) {
      if (company.customers[i].status == CustomerStatus::active) buyers_.push_back(i);
    }
    prices_ = read_prices(company);
  }

  bool can_make() const { return !sellable_.empty() && !buyers_.empty(); }

  HistoryOrder make() {
    const Customer& customer = company_.customers[random_.pick(buyers_)];
    HistoryOrder made;
    RawOrder& order = made.order;
    order.order_id = make_id();
    order.customer = customer.code.text();
    order.ship_to = random_.pick(customer.ship_tos).code.text();
    if (customer.po_number == PoNumberRule::required || random_.chance(300)) {
      order.po_number = "PO-" + std::to_string(random_.between(10'000, 99'999));
    }
    if (random_.chance(120)) order.note = random_.pick(notes);
    const std::int64_t lines = random_.chance(80) ? random_.between(15, 40) : random_.between(2, 9);
    for (std::int64_t i = 0; i < lines; ++i) add_line(customer, order);
    if (random_.chance(60)) agree_price(customer, order, random_.chance(500) ? 970 : 800);
    made.day = make_day();
    const std::int64_t minute = random_.between(8 * 60, 17 * 60);
    made.at = Instant{(std::int64_t{made.day.days()} * 24 * 60 + minute) * 60'000};
    made.login = customer.rep.empty() ? "rep" : customer.rep;
    return made;
  }

 private:
  std::string make_id() {
    std::array<std::uint8_t, 16> bytes{};
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random_.below(256));
    return OrderId::from_random(bytes).text();
  }

  /// A working day of the last four weeks.
  Date make_day() {
    Date day = today_.plus_days(-static_cast<std::int32_t>(random_.between(0, days_back_max)));
    while (day.weekday() > 5) day = day.plus_days(-1);
    return day;
  }

  void add_line(const Customer& customer, RawOrder& order) {
    const Product& product = company_.products[random_.pick(sellable_)];
    // A list without the product, and nothing to fall back on, has no price for it.
    const bool priced = prices_.contains(customer.price_list.text() + "/" + product.sku.text()) ||
                        prices_.contains("BASE/" + product.sku.text());
    const bool twice = std::ranges::any_of(
        order.lines, [&](const RawLine& line) { return line.sku == product.sku.text(); });
    if (!priced || twice) return;
    RawLine& line = order.lines.emplace_back();
    line.sku = product.sku.text();
    const auto base = prices_.find("BASE/" + product.sku.text());
    const bool cheap = base != prices_.end() && base->second < 100'000;
    if (product.case_pack && cheap && random_.chance(350)) {
      line.unit = "case";
      line.quantity = std::to_string(random_.between(1, 3));
      return;
    }
    const std::int64_t step = product.step.thousandths / 1000;
    const std::int64_t minimum = product.minimum.thousandths / 1000;
    const std::int64_t whole = minimum + step * random_.between(0, 12);
    // Now and then somebody types a nought too many, on small things.
    const bool slip = made_of_small_change(product) && random_.chance(10);
    line.quantity = std::to_string(slip ? whole * 100 : whole);
  }

  bool made_of_small_change(const Product& product) const {
    const auto found = prices_.find("BASE/" + product.sku.text());
    return found != prices_.end() && found->second < 5'000;
  }

  /// The first line gets a price that was agreed: a little below list, or far.
  void agree_price(const Customer& customer, RawOrder& order, std::int64_t permille) {
    if (order.lines.empty()) return;
    RawLine& line = order.lines.front();
    const auto found = prices_.find(customer.price_list.text() + "/" + line.sku);
    if (found == prices_.end()) return;
    line.agreed_price = print_decimal(found->second * permille / 1000, UnitPrice::decimals, 2);
    line.agreed_reason = random_.pick(price_reasons);
  }

  const Company& company_;
  Date today_;
  Random random_;
  std::vector<std::size_t> sellable_;
  std::vector<std::size_t> buyers_;
  PricesBySku prices_;
};

}  // namespace

std::vector<HistoryOrder> make_demo_orders(const Company& company,
                                           const DemoOrderOptions& options) {
  OrderMaker maker(company, options);
  std::vector<HistoryOrder> orders;
  if (!maker.can_make()) return orders;
  for (std::int64_t i = 0; i < options.count; ++i) orders.push_back(maker.make());
  std::ranges::stable_sort(orders, {}, [](const HistoryOrder& order) { return order.at; });
  return orders;
}

}  // namespace tally::server::catalogue::demo
