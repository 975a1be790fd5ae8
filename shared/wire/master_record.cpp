#include "shared/wire/master_record.hpp"

#include <algorithm>
#include <tuple>

#include "shared/wire/company_reader.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

using Parts = std::vector<std::string>;

constexpr char between = '~';
constexpr char escape = '=';
constexpr std::string_view hex = "0123456789ABCDEF";

bool is_key_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

/// "Größe" is "Gr=C3=B6=C3=9Fe": no proxy and no path takes it apart.
std::string join_key(const Parts& parts) {
  std::string key;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) key += between;
    for (const char c : parts[i]) {
      if (is_key_char(c)) {
        key += c;
        continue;
      }
      const auto byte = static_cast<unsigned char>(c);
      key += escape;
      key += hex[byte >> 4];
      key += hex[byte & 15];
    }
  }
  return key;
}

/// nullopt where an escape is cut short.
std::optional<Parts> split_key(std::string_view key) {
  Parts parts(1);
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == between) {
      parts.emplace_back();
    } else if (key[i] != escape) {
      parts.back() += key[i];
    } else {
      if (i + 2 >= key.size()) return std::nullopt;
      const std::size_t high = hex.find(key[i + 1]), low = hex.find(key[i + 2]);
      if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
      parts.back() += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return parts;
}

std::string print_day(const std::optional<Date>& date) { return date ? date->print() : ""; }

Parts parts_of(const Product& product) { return {product.sku.text()}; }
Parts parts_of(const PriceList& list) { return {list.code.text()}; }
Parts parts_of(const Price& price) {
  return {price.list.text(),
          price.sku.text(),
          price.family,
          price.unit == OrderUnit::case_pack ? "case" : "each",
          print_quantity(price.quantity_from),
          print_day(price.valid_from)};
}
Parts parts_of(const Promotion& promotion) { return {promotion.code.text()}; }
Parts parts_of(const TaxRate& rate) {
  return {rate.country,          rate.admin_area, rate.postal.from,
          rate.postal.until,     rate.tax_class.text(), rate.authority,
          std::string(word_of(supply_words, rate.supply)), print_day(rate.valid_from)};
}
Parts parts_of(const TaxPlace& place) {
  return {place.country, place.admin_area, place.postal.from, place.postal.until};
}
Parts parts_of(const ExchangeRate& rate) {
  return {std::string(rate.from.code()), std::string(rate.to.code()), print_day(rate.valid_from)};
}
Parts parts_of(const Cost& cost) {
  return {cost.sku.text(), std::string(cost.cost.currency.code())};
}

Parts parts_of(const Customer& customer) { return {customer.code.text()}; }
Parts parts_of(const PlacedWarehouse& placed) { return {placed.warehouse.code.text()}; }
Parts parts_of(const RateCard& card) { return {card.code.text()}; }

/// Reads the parts of a key one by one; `good` says whether all of them were what they should be.
class PartReader {
 public:
  explicit PartReader(Parts parts) : parts_(std::move(parts)) {}

  std::string text() {
    if (next_ >= parts_.size()) good_ = false;
    return good_ ? parts_[next_++] : std::string();
  }
  template <typename Id>
  Id code() {
    return take(Id::parse(text()));
  }
  /// Empty where the part is.
  Sku optional_sku() {
    const std::string sku = text();
    return sku.empty() ? Sku{} : take(Sku::parse(sku));
  }
  std::optional<Date> day() {
    const std::string day = text();
    if (day.empty()) return std::nullopt;
    return take(Date::parse(day));
  }
  Currency currency() { return take(Currency::parse(text())); }
  Quantity quantity() {
    const auto quantity = parse_quantity(text());
    good_ = good_ && quantity;
    return quantity.value_or(Quantity{});
  }
  template <typename Value>
  Value take(std::optional<Value> value) {
    good_ = good_ && value;
    return value.value_or(Value{});
  }
  bool good() const { return good_ && next_ == parts_.size(); }

 private:
  Parts parts_;
  std::size_t next_ = 0;
  bool good_ = true;
};

Price read_price_key(PartReader& read) {
  Price price;
  price.list = read.code<PriceListCode>();
  price.sku = read.optional_sku();
  price.family = read.text();
  constexpr std::array<std::string_view, 2> units{"each", "case"};
  price.unit = read.take(parse_word<OrderUnit>(units, read.text()));
  price.quantity_from = read.quantity();
  price.valid_from = read.day();
  return price;
}

TaxRate read_rate_key(PartReader& read) {
  TaxRate rate;
  rate.country = read.text();
  rate.admin_area = read.text();
  rate.postal.from = read.text();
  rate.postal.until = read.text();
  rate.tax_class = read.code<TaxClass>();
  rate.authority = read.text();
  rate.supply = read.take(parse_word<TaxSupply>(supply_words, read.text()));
  rate.valid_from = read.day();
  return rate;
}

MasterRecord read_key(MasterKind kind, PartReader& read) {
  switch (kind) {
    case MasterKind::products: {
      Product product;
      product.sku = read.code<Sku>();
      return product;
    }
    case MasterKind::price_lists: {
      PriceList list;
      list.code = read.code<PriceListCode>();
      return list;
    }
    case MasterKind::prices: return read_price_key(read);
    case MasterKind::promotions: {
      Promotion promotion;
      promotion.code = read.code<PromotionCode>();
      return promotion;
    }
    case MasterKind::tax_rates: return read_rate_key(read);
    case MasterKind::tax_places: {
      TaxPlace place;
      place.country = read.text();
      place.admin_area = read.text();
      place.postal.from = read.text();
      place.postal.until = read.text();
      return place;
    }
    case MasterKind::exchange_rates: {
      ExchangeRate rate;
      rate.from = read.currency();
      rate.to = read.currency();
      rate.valid_from = read.day();
      return rate;
    }
    case MasterKind::customers: {
      Customer customer;
      customer.code = read.code<CustomerCode>();
      return customer;
    }
    case MasterKind::warehouses: {
      PlacedWarehouse placed;
      placed.warehouse.code = read.code<WarehouseCode>();
      return placed;
    }
    case MasterKind::rate_cards: {
      RateCard card;
      card.code = read.code<RateCardCode>();
      return card;
    }
    case MasterKind::costs: break;
  }
  Cost cost;
  cost.sku = read.code<Sku>();
  cost.cost.currency = read.currency();
  return cost;
}

std::string code_and_name(const std::string& code, const std::string& name) {
  return name.empty() ? code : code + " " + name;
}

struct SayTitle {
  std::string operator()(const Product& product) const {
    return code_and_name(product.sku.text(), product.name);
  }
  std::string operator()(const PriceList& list) const {
    return code_and_name(list.code.text(), list.name);
  }
  std::string operator()(const Promotion& promotion) const {
    return code_and_name(promotion.code.text(), promotion.name);
  }
  std::string operator()(const Customer& customer) const {
    return code_and_name(customer.code.text(), customer.name);
  }
  std::string operator()(const PlacedWarehouse& placed) const {
    return code_and_name(placed.warehouse.code.text(), placed.warehouse.name);
  }
  std::string operator()(const RateCard& card) const {
    return code_and_name(card.code.text(), card.name);
  }
  std::string operator()(const auto& record) const { return say_key(record); }
};

}  // namespace

std::optional<MasterKind> parse_master_kind(std::string_view name) {
  return parse_word<MasterKind>(master_kind_names, name);
}

std::string record_title(const MasterRecord& record) { return std::visit(SayTitle{}, record); }

std::string record_key(const MasterRecord& record) {
  return std::visit([](const auto& one) { return join_key(parts_of(one)); }, record);
}

std::optional<MasterRecord> parse_record_key(MasterKind kind, std::string_view key) {
  auto parts = split_key(key);
  if (!parts) return std::nullopt;
  PartReader read(*std::move(parts));
  MasterRecord record = read_key(kind, read);
  if (!read.good()) return std::nullopt;
  return record;
}

bool same_key(const Product& a, const Product& b) { return a.sku == b.sku; }
bool same_key(const PriceList& a, const PriceList& b) { return a.code == b.code; }
bool same_key(const Price& a, const Price& b) {
  const auto key = [](const Price& price) {
    return std::tie(price.list, price.sku, price.family, price.unit, price.quantity_from,
                    price.valid_from);
  };
  return key(a) == key(b);
}
bool same_key(const Promotion& a, const Promotion& b) { return a.code == b.code; }
bool same_key(const TaxRate& a, const TaxRate& b) {
  const auto key = [](const TaxRate& rate) {
    return std::tie(rate.country, rate.admin_area, rate.postal, rate.tax_class, rate.authority,
                    rate.supply, rate.valid_from);
  };
  return key(a) == key(b);
}
bool same_key(const TaxPlace& a, const TaxPlace& b) {
  return std::tie(a.country, a.admin_area, a.postal) == std::tie(b.country, b.admin_area, b.postal);
}
bool same_key(const ExchangeRate& a, const ExchangeRate& b) {
  return a.from == b.from && a.to == b.to && a.valid_from == b.valid_from;
}
bool same_key(const Cost& a, const Cost& b) {
  return a.sku == b.sku && a.cost.currency == b.cost.currency;
}
bool same_key(const Customer& a, const Customer& b) { return a.code == b.code; }
bool same_key(const PlacedWarehouse& a, const PlacedWarehouse& b) {
  return a.warehouse.code == b.warehouse.code;
}
bool same_key(const RateCard& a, const RateCard& b) { return a.code == b.code; }

bool same_key(const MasterRecord& a, const MasterRecord& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& one) { return same_key(one, std::get<std::decay_t<decltype(one)>>(b)); }, a);
}

}  // namespace tally::wire
