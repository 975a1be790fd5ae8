// The part of the snapshot's reader that prices need: lists with their terms, prices, rates.
#include <algorithm>

#include "shared/wire/promotion_text.hpp"
#include "shared/wire/snapshot_reader.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::wire {

namespace {

using terms_sql::day;

Price read_special(const Statement& row, const PriceList& list) {
  Price price;
  price.list = list.code;
  price.unit = static_cast<OrderUnit>(row.integer(1));
  price.quantity_from = Quantity{row.integer(2)};
  price.price.currency = list.currency;
  price.valid_from = day(row, 3);
  price.valid_until = day(row, 4);
  price.kind = static_cast<PriceKind>(row.integer(5));
  if (price.kind == PriceKind::net) price.price.ten_thousandths = row.integer(6);
  else price.percent = Rate{row.integer(6)};
  return price;
}

}  // namespace

std::vector<Price> Snapshot::prices(const Product& product, const std::vector<PriceList>& lists) {
  std::vector<Price> found;
  Statement& select = parts_->prices;
  Statement& special = parts_->special;
  for (const PriceList& list : lists) {
    select.bind(1, product.sku.text()).bind(2, list.code.text());
    while (parts_->row(select)) {
      Price price;
      price.list = list.code;
      price.sku = product.sku;
      price.quantity_from = Quantity{select.integer(0)};
      price.price = UnitPrice{select.integer(1), list.currency};
      price.valid_from = day(select, 2);
      price.valid_until = day(select, 3);
      found.push_back(std::move(price));
    }
    select.reset();
    special.bind(1, list.code.text()).bind(2, product.sku.text());
    // A product without a family must not meet what is meant for everything twice.
    if (product.family.empty()) special.bind_null(3);
    else special.bind(3, product.family);
    while (parts_->row(special)) {
      Price price = read_special(special, list);
      if (special.integer(0) == 0) price.sku = product.sku;
      if (special.integer(0) == 1) price.family = product.family;
      found.push_back(std::move(price));
    }
    special.reset();
  }
  return found;
}

std::optional<PriceList> Snapshot::price_list(const PriceListCode& code) {
  Statement& row = parts_->list;
  row.bind(1, code.text());
  std::optional<PriceList> list;
  if (parts_->row(row)) {
    const auto currency = Currency::parse(row.text(2));
    if (currency) {
      list = PriceList{code, std::string(row.text(1)), *currency, id_at<PriceListCode>(row, 3)};
      list->price_tax = parts_->taxes.price_tax(code.text());
      list->valid_from = day(row, 4);
      list->valid_until = day(row, 5);
      if (!row.is_null(6)) list->breaks = static_cast<BreakCount>(row.integer(6));
      if (!row.is_null(7)) list->channels = terms_sql::channels_of(row.integer(7));
      if (!row.is_null(8)) list->groups = terms_sql::groups_of(row.text(8));
    }
  }
  row.reset();
  return list;
}

std::vector<PriceList> Snapshot::group_lists() {
  std::vector<PriceListCode> codes;
  while (parts_->row(parts_->group_lists)) {
    if (auto code = id_at<PriceListCode>(parts_->group_lists, 0)) codes.push_back(*code);
  }
  parts_->group_lists.reset();
  std::vector<PriceList> lists;
  for (const PriceListCode& code : codes) {
    if (auto list = price_list(code)) lists.push_back(*std::move(list));
  }
  return lists;
}

std::vector<ExchangeRate> Snapshot::exchange_rates(Currency to) {
  std::vector<ExchangeRate> rates;
  Statement& row = parts_->exchange;
  const std::string code(to.code());
  row.bind(1, code);
  while (parts_->row(row)) {
    const auto from = Currency::parse(row.text(0));
    if (from) rates.push_back({*from, to, row.integer(3), day(row, 1), day(row, 2)});
  }
  row.reset();
  return rates;
}

std::vector<Price> Snapshot::family_prices(const PriceList& list) {
  std::vector<Price> found;
  Statement rows = parts_->db.prepare(
      "SELECT target, unit, quantity_from, valid_from, valid_until, kind, value, code "
      "FROM price_special WHERE list = (SELECT id FROM price_list WHERE code = ?1) AND target > 0 "
      "ORDER BY target, code, quantity_from, valid_from");
  if (!rows) return found;
  rows.bind(1, list.code.text());
  while (parts_->row(rows)) {
    found.push_back(read_special(rows, list));
    found.back().family = rows.text(7);
  }
  return found;
}

PromotionBook Snapshot::promotions() {
  PromotionBook book;
  Statement rows = parts_->db.prepare("SELECT document FROM promotion ORDER BY code");
  while (rows && parts_->row(rows)) {
    auto promotion = parse_promotion(rows.text(0));
    // A discount that is left out unseen would be worse than no answer.
    parts_->failed = parts_->failed || !promotion;
    if (promotion) book.push_back(*std::move(promotion));
  }
  std::ranges::stable_sort(book, {}, &Promotion::rank);
  return book;
}

void Snapshot::read_terms(std::int64_t customer_id, Customer& customer) {
  Statement& row = parts_->terms;
  row.bind(1, customer_id);
  while (parts_->row(row)) {
    if (row.integer(0) == 0) {
      if (auto group = id_at<CustomerGroup>(row, 1)) customer.groups.push_back(*group);
    } else if (row.integer(0) == 1) {
      if (auto list = id_at<PriceListCode>(row, 1)) customer.contracts.push_back(*list);
    } else {
      customer.own_price_list = id_at<PriceListCode>(row, 1);
    }
  }
  row.reset();
}

}  // namespace tally::wire
