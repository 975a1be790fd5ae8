// The terms of lists and customers, special prices, exchange rates and costs in catalogue tables.
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/policy_text.hpp"
#include "shared/wire/promotion_text.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::wire {

using terms_sql::days;
using terms_sql::first_day;

bool CatalogueWriter::put_terms(const PriceList& list) {
  std::int64_t channels = 0;
  for (const Channel channel : list.channels) channels |= 1LL << static_cast<int>(channel);
  std::string groups;
  for (const CustomerGroup& group : list.groups) groups += group.text() + "\n";
  put_terms_.bind(1, list.code.text()).bind(2, days(list.valid_from));
  put_terms_.bind(3, days(list.valid_until)).bind(4, static_cast<std::int64_t>(list.breaks));
  return put_terms_.bind(5, channels).bind(6, groups).run();
}

bool CatalogueWriter::put_special(const Price& price) {
  const std::string& sku = price.sku.text();
  const std::int64_t target = !sku.empty() ? 0 : !price.family.empty() ? 1 : 2;
  const bool is_net = price.kind == PriceKind::net;
  Statement& put = put_special_;
  put.bind(1, price.list.text()).bind(2, target).bind(3, sku.empty() ? price.family : sku);
  put.bind(4, static_cast<std::int64_t>(price.unit)).bind(5, price.quantity_from.thousandths);
  put.bind(6, first_day(price.valid_from)).bind(7, days(price.valid_until));
  put.bind(8, static_cast<std::int64_t>(price.kind));
  put.bind(9, is_net ? price.price.ten_thousandths : price.percent.parts_per_million);
  return put.run();
}

bool CatalogueWriter::put(const ExchangeRate& rate) {
  put_exchange_rate_.bind(1, rate.from.code()).bind(2, rate.to.code());
  put_exchange_rate_.bind(3, first_day(rate.valid_from)).bind(4, days(rate.valid_until));
  return put_exchange_rate_.bind(5, rate.billionths).run();
}

bool CatalogueWriter::put(const Promotion& promotion) {
  const std::string document = promotion_record(promotion);
  Statement put = db_->prepare("INSERT INTO promotion (code, document) VALUES (?1, ?2) "
                               "ON CONFLICT (code) DO UPDATE SET document = ?2 "
                               "WHERE document IS NOT ?2");
  return put && put.bind(1, promotion.code.text()).bind(2, document).run();
}

bool CatalogueWriter::put_customer_terms(std::int64_t customer_id, const Customer& customer) {
  if (!clear_customer_terms_.bind(1, customer_id).run()) return false;
  std::int64_t place = 0;
  const auto put = [&](std::int64_t kind, const std::string& code) {
    put_customer_term_.bind(1, customer_id).bind(2, place++).bind(3, kind).bind(4, code);
    return put_customer_term_.run();
  };
  bool good = true;
  for (const CustomerGroup& group : customer.groups) good = good && put(0, group.text());
  for (const PriceListCode& list : customer.contracts) good = good && put(1, list.text());
  if (customer.own_price_list) good = good && put(2, customer.own_price_list->text());
  return good;
}

bool CatalogueWriter::put_cost_plus(const Price& price) {
  Statement put = db_->prepare(R"sql(
INSERT INTO price_cost_plus (product, list, quantity_from, valid_from, percent)
VALUES ((SELECT id FROM product WHERE sku = ?1), (SELECT id FROM price_list WHERE code = ?2),
  ?3, ?4, ?5)
ON CONFLICT (product, list, quantity_from, valid_from) DO UPDATE SET percent = ?5
WHERE percent IS NOT ?5)sql");
  if (!put) return false;
  put.bind(1, price.sku.text()).bind(2, price.list.text());
  put.bind(3, price.quantity_from.thousandths).bind(4, first_day(price.valid_from));
  return put.bind(5, price.percent.parts_per_million).run() && resolve_cost_plus(price);
}

/// The net price that everyone may see; false where the cost is not known.
bool CatalogueWriter::resolve_cost_plus(const Price& price) {
  Statement find = db_->prepare(
      "SELECT cost, value FROM product_cost JOIN product ON product = id JOIN meta "
      "WHERE sku = ?1 AND key = 'policy' "
      "AND currency = (SELECT currency FROM price_list WHERE code = ?2)");
  if (!find) return false;
  find.bind(1, price.sku.text()).bind(2, price.list.text());
  if (find.step() != Step::row) return false;
  const Policy policy = parse_policy(find.text(1)).value_or(Policy{});
  const int128 raised =
      int128{find.integer(0)} * (1'000'000 + price.percent.parts_per_million);
  const auto net = round_div(raised, 1'000'000, policy.rounding);
  if (!net) return false;
  Price resolved = price;
  resolved.kind = PriceKind::net;
  resolved.price.ten_thousandths = *net;
  return put_net(resolved);
}

bool CatalogueWriter::put(const Cost& cost) {
  Statement put = db_->prepare(R"sql(
INSERT INTO product_cost (product, currency, cost)
VALUES ((SELECT id FROM product WHERE sku = ?1), ?2, ?3)
ON CONFLICT (product, currency) DO UPDATE SET cost = ?3 WHERE cost IS NOT ?3)sql");
  if (!put) return false;
  const std::string currency(cost.cost.currency.code());
  put.bind(1, cost.sku.text()).bind(2, currency).bind(3, cost.cost.ten_thousandths);
  if (!put.run()) return false;
  Statement rows = db_->prepare(
      "SELECT price_list.code, rule.quantity_from, rule.valid_from, rule.percent, valid_until "
      "FROM price_cost_plus AS rule JOIN price_list ON list = price_list.id "
      "LEFT JOIN price USING (product, list, quantity_from, valid_from) "
      "WHERE product = (SELECT id FROM product WHERE sku = ?1) AND currency = ?2");
  rows.bind(1, cost.sku.text()).bind(2, currency);
  Step step = rows.step();
  for (; step == Step::row; step = rows.step()) {
    Price price;
    price.list = PriceListCode::parse(rows.text(0)).value_or(PriceListCode{});
    price.sku = cost.sku;
    price.quantity_from = Quantity{rows.integer(1)};
    if (rows.integer(2) != first_day(std::nullopt)) {
      price.valid_from = Date::from_days(static_cast<std::int32_t>(rows.integer(2)));
    }
    price.percent = Rate{rows.integer(3)};
    if (const auto until = rows.optional_integer(4)) {
      price.valid_until = Date::from_days(static_cast<std::int32_t>(*until));
    }
    if (!resolve_cost_plus(price)) return false;
  }
  return step == Step::done;
}

}  // namespace tally::wire
