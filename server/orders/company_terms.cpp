#include "server/orders/company_terms.hpp"

#include "server/store/facts.hpp"
#include "shared/base/rate.hpp"
#include "shared/promote/coupon_uses.hpp"
#include "shared/wire/promotion_text.hpp"

namespace tally::server::orders {

using store::Connection;
using store::Query;
using wire::Step;

// An order that was refused, sent back or cancelled uses no coupon.
const char* const schema_company_terms = R"sql(
CREATE TABLE order_promotion (
  order_row INTEGER NOT NULL REFERENCES orders ("row"), promotion TEXT NOT NULL,
  customer TEXT NOT NULL, discount INTEGER NOT NULL,
  PRIMARY KEY (order_row, promotion)) STRICT, WITHOUT ROWID;
CREATE INDEX order_promotion_by_code ON order_promotion (promotion, customer);
CREATE TABLE order_margin (
  order_row INTEGER PRIMARY KEY REFERENCES orders ("row"), net INTEGER NOT NULL,
  cost INTEGER NOT NULL, lines_without_cost INTEGER NOT NULL) STRICT;
)sql";

namespace {

bool put_promotions(Connection& db, std::int64_t order_row, const Outcome& outcome) {
  Query clear = db.query("DELETE FROM order_promotion WHERE order_row = ?1");
  if (!clear.bind(1, order_row).run()) return false;
  const std::string customer = outcome.customer ? outcome.customer->text() : std::string();
  for (const PromotionOutcome& promotion : outcome.promotions) {
    if (promotion.state != PromotionState::applied) continue;
    Query put = db.query("INSERT INTO order_promotion (order_row, promotion, customer, discount) "
                         "VALUES (?1, ?2, ?3, ?4)");
    put.bind(1, order_row).bind(2, promotion.promotion.text()).bind(3, customer);
    if (!put.bind(4, promotion.discount.minor).run()) return false;
  }
  return true;
}

/// Of one unit, in ten-thousandths.
std::optional<std::int64_t> cost_of(Connection& db, const Sku& sku, const Currency& currency) {
  Query find = db.query("SELECT c.cost FROM product_cost c JOIN product p ON p.id = c.product "
                        "WHERE p.sku = ?1 AND c.currency = ?2");
  find.bind(1, sku.text()).bind(2, currency.code());
  return find.step() == Step::row ? std::optional(find.integer(0)) : std::nullopt;
}

bool has_costs(Connection& db) {
  Query any = db.query("SELECT 1 FROM product_cost LIMIT 1");
  return any.step() == Step::row;
}

std::optional<Margin> find_margin(Connection& db, const Outcome& outcome) {
  // Most companies keep none, and orders come in hundreds a second.
  if (!has_costs(db)) return std::nullopt;
  Margin margin;
  bool known = false;
  for (const LineOutcome& line : outcome.lines) {
    if (!line.sku || !line.net || !line.quantity) continue;
    const auto unit_cost = cost_of(db, *line.sku, line.net->currency);
    const auto cost = unit_cost ? extend(UnitPrice{*unit_cost, line.net->currency},
                                         *line.quantity, Rounding::half_up)
                                : std::nullopt;
    if (!cost) {
      ++margin.lines_without_cost;
      continue;
    }
    known = true;
    margin.net += line.net->minor;
    margin.cost += cost->minor;
  }
  return known ? std::optional(margin) : std::nullopt;
}

bool put_margin(Connection& db, std::int64_t order_row, const Outcome& outcome) {
  Query clear = db.query("DELETE FROM order_margin WHERE order_row = ?1");
  if (!clear.bind(1, order_row).run()) return false;
  const auto margin = find_margin(db, outcome);
  if (!margin) return true;
  Query put = db.query("INSERT INTO order_margin (order_row, net, cost, lines_without_cost) "
                       "VALUES (?1, ?2, ?3, ?4)");
  put.bind(1, order_row).bind(2, margin->net).bind(3, margin->cost);
  return put.bind(4, margin->lines_without_cost).run();
}

/// The promotion as the company has it today; nullopt where it has none any more.
std::optional<Promotion> find_promotion(Connection& db, const PromotionCode& code) {
  Query find = db.query("SELECT document FROM promotion WHERE code = ?1");
  find.bind(1, code.text());
  if (find.step() != Step::row) return std::nullopt;
  return wire::parse_promotion(find.text(0));
}

std::optional<promote::CouponUses> count_uses(Connection& db, std::int64_t order_row,
                                              const PromotionCode& code,
                                              std::string_view customer) {
  Query count = db.query(
      "SELECT count(*), coalesce(sum(u.customer = ?3), 0) FROM order_promotion u "
      "JOIN orders o ON o.\"row\" = u.order_row WHERE u.promotion = ?1 AND u.order_row <> ?2 "
      "AND o.state NOT IN ('refused', 'sent_back', 'cancelled')");
  count.bind(1, code.text()).bind(2, order_row).bind(3, customer);
  if (count.step() != Step::row) return std::nullopt;
  return promote::CouponUses{count.integer(0), count.integer(1)};
}

std::optional<Issue> check_floor(Connection& db, std::int64_t order_row) {
  const auto margin = margin_of(db, order_row);
  if (!margin) return std::nullopt;
  const auto floor = parse_rate(store::read_setting(db, "margin_floor_percent"));
  if (!floor) return std::nullopt;
  const auto wanted = take_rate(Money{margin->net, {}}, *floor, Rounding::up);
  if (wanted && margin->net - margin->cost >= wanted->minor) return std::nullopt;
  return make_issue(IssueCode::margin_below_floor, "");
}

}  // namespace

bool put_company_terms(Connection& db, std::int64_t order_row, const Outcome& outcome) {
  return put_promotions(db, order_row, outcome) && put_margin(db, order_row, outcome);
}

std::optional<Issues> check_company_terms(Connection& db, std::int64_t order_row,
                                          const Outcome& outcome) {
  Issues issues;
  const std::string customer = outcome.customer ? outcome.customer->text() : std::string();
  for (const PromotionOutcome& applied : outcome.promotions) {
    if (applied.state != PromotionState::applied) continue;
    const auto promotion = find_promotion(db, applied.promotion);
    const bool is_counted =
        promotion && (promotion->uses_max > 0 || promotion->uses_per_customer_max > 0);
    if (!is_counted) continue;
    const auto uses = count_uses(db, order_row, applied.promotion, customer);
    if (!uses) return std::nullopt;
    if (auto issue = promote::check_coupon_uses(*promotion, *uses, "coupons")) {
      issues.push_back(*std::move(issue));
    }
  }
  if (auto issue = check_floor(db, order_row)) issues.push_back(*std::move(issue));
  return issues;
}

std::optional<Margin> margin_of(Connection& db, std::int64_t order_row) {
  Query find = db.query("SELECT net, cost, lines_without_cost FROM order_margin "
                        "WHERE order_row = ?1");
  find.bind(1, order_row);
  if (find.step() != Step::row) return std::nullopt;
  return Margin{find.integer(0), find.integer(1), find.integer(2)};
}

}  // namespace tally::server::orders
