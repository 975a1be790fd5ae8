#include "server/masters/master_rows.hpp"

#include <algorithm>

#include "server/masters/master_sql.hpp"
#include "server/store/open_database.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/product_memory.hpp"
#include "shared/wire/promotion_text.hpp"
#include "shared/wire/rate_card_text.hpp"
#include "shared/wire/snapshot.hpp"
#include "shared/wire/tax_tables.hpp"
#include "shared/wire/terms_sql.hpp"

namespace tally::server::masters {

namespace {

using wire::MasterKind;
using wire::MasterRecord;
using wire::Statement;
using wire::Step;
using wire::terms_sql::first_day;

std::optional<Date> day_at(const Statement& row, int column) {
  const auto days = row.optional_integer(column);
  if (!days || *days == first_day(std::nullopt)) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(*days));
}

template <typename Code>
Code code_at(const Statement& row, int column) {
  return Code::parse(row.text(column)).value_or(Code{});
}

Currency currency_at(const Statement& row, int column) {
  return Currency::parse(row.text(column)).value_or(Currency{});
}

PriceList list_at(const Statement& row) {
  PriceList list;
  list.code = code_at<PriceListCode>(row, 0);
  list.name = row.text(1);
  list.currency = currency_at(row, 2);
  list.fallback = PriceListCode::parse(row.text(3));
  list.valid_from = day_at(row, 4);
  list.valid_until = day_at(row, 5);
  list.breaks = row.integer(6) == 1 ? BreakCount::family : BreakCount::line;
  list.channels = wire::terms_sql::channels_of(row.integer(7));
  list.groups = wire::terms_sql::groups_of(row.text(8));
  if (row.integer(9) == 1) list.price_tax = PriceTax::inclusive;
  return list;
}

/// A price made of a cost has the amount beside it that everyone pays.
Price price_at(const Statement& row) {
  Price price;
  price.list = code_at<PriceListCode>(row, 0);
  price.sku = code_at<Sku>(row, 1);
  price.family = row.text(2);
  price.unit = row.integer(3) == 1 ? OrderUnit::case_pack : OrderUnit::each;
  price.quantity_from = Quantity{row.integer(4)};
  price.valid_from = day_at(row, 5);
  price.valid_until = day_at(row, 6);
  price.kind = static_cast<PriceKind>(row.integer(7));
  price.price.currency = currency_at(row, 9);
  if (price.kind == PriceKind::net) price.price.ten_thousandths = row.integer(8);
  else price.percent = Rate{row.integer(8)};
  if (const auto percent = row.optional_integer(10)) {
    price.kind = PriceKind::cost_plus;
    price.percent = Rate{*percent};
  }
  return price;
}

wire::PlacedWarehouse warehouse_at(const Statement& row) {
  wire::PlacedWarehouse placed;
  placed.warehouse.code = code_at<WarehouseCode>(row, 0);
  placed.warehouse.name = row.text(1);
  placed.priority = row.integer(2);
  placed.warehouse.address = {
      std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)),
      std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8)),
      std::string(row.text(9))};
  return placed;
}

/// Its key alone: CustomerShelf completes it.
Customer customer_at(const Statement& row) {
  Customer customer;
  customer.code = code_at<CustomerCode>(row, 0);
  return customer;
}

MasterRecord record_at(MasterKind kind, const Statement& row) {
  switch (kind) {
    case MasterKind::products: return wire::read_product(row, 0);
    case MasterKind::price_lists: return list_at(row);
    case MasterKind::prices: return price_at(row);
    case MasterKind::promotions:
      return wire::parse_promotion(row.text(1)).value_or(Promotion{
          .code = code_at<PromotionCode>(row, 0)});
    case MasterKind::tax_rates: return wire::tax_rate_at(row);
    case MasterKind::tax_places: return wire::tax_place_at(row);
    case MasterKind::exchange_rates:
      return ExchangeRate{currency_at(row, 0), currency_at(row, 1), row.integer(4),
                          day_at(row, 2), day_at(row, 3)};
    case MasterKind::customers: return customer_at(row);
    case MasterKind::warehouses: return warehouse_at(row);
    case MasterKind::rate_cards:
      return wire::parse_rate_card(row.text(1)).value_or(RateCard{
          .code = code_at<RateCardCode>(row, 0)});
    case MasterKind::costs: break;
  }
  return Cost{code_at<Sku>(row, 0), UnitPrice{row.integer(2), currency_at(row, 1)}};
}

struct KeyOf {
  using Columns = std::vector<KeyColumn>;
  Columns operator()(const Product& product) const { return {product.sku.text()}; }
  Columns operator()(const PriceList& list) const { return {list.code.text()}; }
  Columns operator()(const Price& price) const {
    return {price.list.text(),
            price.sku.text(),
            price.family,
            static_cast<std::int64_t>(price.unit),
            price.quantity_from.thousandths,
            first_day(price.valid_from)};
  }
  Columns operator()(const Promotion& promotion) const { return {promotion.code.text()}; }
  Columns operator()(const TaxRate& rate) const {
    return {rate.country,
            rate.admin_area,
            rate.postal.from,
            rate.postal.until,
            rate.tax_class.text(),
            rate.authority,
            static_cast<std::int64_t>(rate.supply),
            first_day(rate.valid_from)};
  }
  Columns operator()(const TaxPlace& place) const {
    return {place.country, place.admin_area, place.postal.from, place.postal.until};
  }
  Columns operator()(const ExchangeRate& rate) const {
    return {std::string(rate.from.code()), std::string(rate.to.code()), first_day(rate.valid_from)};
  }
  Columns operator()(const Cost& cost) const {
    return {cost.sku.text(), std::string(cost.cost.currency.code())};
  }
  Columns operator()(const Customer& customer) const { return {customer.code.text()}; }
  Columns operator()(const wire::PlacedWarehouse& placed) const {
    return {placed.warehouse.code.text()};
  }
  Columns operator()(const RateCard& card) const { return {card.code.text()}; }
};

/// Reads whole customers, beside the writer, on a connection of its own.
class CustomerShelf {
 public:
  explicit CustomerShelf(const store::Store& store)
      : opened_(wire::Snapshot::over(
            store::open_for_reading(store.folder() / "tallystick.db"), Digest{})) {}

  std::optional<Customer> find(const CustomerCode& code) {
    if (!opened_) return std::nullopt;
    return opened_->customer(code);
  }

 private:
  Result<wire::Snapshot> opened_;
};

/// "Oak  retail" as ["oak","retail"].
std::string words_json(std::string_view typed) {
  const std::string words = ascii_lower(squeeze(typed));
  wire::JsonWriter json;
  json.open('[');
  for (std::string_view rest = words; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    json.value(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  json.close(']');
  return json.take();
}

/// Before every key of the kind: the first column of a key is never empty.
std::vector<KeyColumn> before_all(MasterKind kind) {
  return std::vector<KeyColumn>(master_sql(kind).key_columns, KeyColumn(std::string()));
}

MasterPage read_page(store::Connection& db, MasterKind kind, const PageWish& wish) {
  const MasterSql& sql = master_sql(kind);
  const std::string words = words_json(wish.words);
  MasterPage page;
  {
    const bool has_words = words != "[]";
    store::Query count = db.query(has_words ? sql.count.c_str() : sql.count_all.c_str());
    if (has_words) count.bind(1, words);
    if (count.step() == Step::row) page.total = count.integer(0);
  }
  const auto columns = wish.after ? key_columns(*wish.after) : before_all(kind);
  store::Query rows = db.query(sql.page.c_str());
  bind_key(rows, columns);
  const int next = static_cast<int>(columns.size()) + 1;
  rows.bind(next, words).bind(next + 1, wish.limit + 1);
  while (rows.step() == Step::row) {
    if (static_cast<std::int64_t>(page.records.size()) == wish.limit) {
      page.has_more = true;
      break;
    }
    page.records.push_back(record_at(kind, rows.row()));
  }
  return page;
}

}  // namespace

std::vector<KeyColumn> key_columns(const MasterRecord& record) {
  return std::visit(KeyOf{}, record);
}

void bind_key(store::Query& query, const std::vector<KeyColumn>& columns) {
  int place = 1;
  for (const KeyColumn& column : columns) {
    if (const auto* text = std::get_if<std::string>(&column)) query.bind(place, *text);
    else query.bind(place, std::get<std::int64_t>(column));
    ++place;
  }
}

MasterPage list_records(store::Store& store, MasterKind kind, const PageWish& wish) {
  MasterPage page;
  {
    const store::Reader db = store.read();
    page = read_page(*db, kind, wish);
  }
  if (kind != MasterKind::customers || page.records.empty()) return page;
  CustomerShelf shelf(store);
  for (MasterRecord& record : page.records) {
    if (auto whole = shelf.find(std::get<Customer>(record).code)) record = *std::move(whole);
  }
  return page;
}

std::optional<MasterRecord> find_record(store::Store& store, const MasterRecord& key) {
  const MasterKind kind = wire::kind_of(key);
  if (kind == MasterKind::customers) {
    auto found = CustomerShelf(store).find(std::get<Customer>(key).code);
    if (!found) return std::nullopt;
    return *std::move(found);
  }
  const store::Reader db = store.read();
  const auto columns = key_columns(key);
  store::Query find = db->query(master_sql(kind).find.c_str());
  bind_key(find, columns);
  if (find.step() != Step::row) return std::nullopt;
  return record_at(kind, find.row());
}

}  // namespace tally::server::masters
