#include "server/masters/master_sql.hpp"

#include "shared/wire/shipping_tables.hpp"

namespace tally::server::masters {

namespace {

using wire::MasterKind;

struct Source {
  /// Selects of the same columns; the records of a kind may lie in several tables.
  std::vector<std::string> selects;
  std::vector<std::string> keys;
  /// Where they lie; a row of them is a record.
  std::vector<std::string> tables;
  /// Whether the key alone says which row may go.
  bool goes_by_key = false;
};

// A price may stand in one of two tables; what is made of a cost has its rule in a third. The order
// of the joins is that of the keys: a page is read where it begins, and nothing is sorted.
constexpr const char* net_prices = R"sql(
SELECT price_list.code AS list_code, product.sku AS sku, '' AS family, 0 AS unit,
  price.quantity_from AS quantity_from, price.valid_from AS valid_from, price.valid_until,
  0 AS kind, price.unit_price AS value, price_list.currency, rule.percent,
  lower(price_list.code || ' ' || price_list.name || ' ' || product.sku || ' ' || product.name ||
    ' ' || product.family) AS words
FROM price_list CROSS JOIN product CROSS JOIN price
  ON price.product = product.id AND price.list = price_list.id
LEFT JOIN price_cost_plus AS rule ON rule.product = price.product AND rule.list = price.list
  AND rule.quantity_from = price.quantity_from AND rule.valid_from = price.valid_from)sql";
constexpr const char* special_prices = R"sql(
SELECT price_list.code AS list_code, iif(target = 0, special.code, '') AS sku,
  iif(target = 1, special.code, '') AS family, special.unit AS unit,
  special.quantity_from AS quantity_from, special.valid_from AS valid_from, special.valid_until,
  kind, value, price_list.currency, NULL,
  lower(price_list.code || ' ' || price_list.name || ' ' || special.code || ' ' ||
    coalesce(product.name || ' ' || product.family, '')) AS words
FROM price_special AS special JOIN price_list ON price_list.id = special.list
LEFT JOIN product ON target = 0 AND product.sku = special.code)sql";
// Where a customer is found: by its number, name, terms and rep, and by every place of it.
constexpr const char* customers = R"sql(
SELECT code, lower(code || ' ' || name || ' ' || locality || ' ' || admin_area || ' ' ||
  postal_code || ' ' || country || ' ' || terms || ' ' || rep || ' ' ||
  coalesce((SELECT group_concat(code || ' ' || recipient || ' ' || locality || ' ' ||
    admin_area || ' ' || postal_code || ' ' || country, ' ') FROM ship_to
    WHERE ship_to.customer = customer.id), '')) AS words FROM customer)sql";

Source source_of(MasterKind kind) {
  switch (kind) {
    case MasterKind::products:
      return {{"SELECT product.sku AS sku, gtin, name, product.unit, family, variant, tax_class, "
              "status, successor, case_pack, minimum, step, weight_g" +
              std::string(wire::product_shipping_columns) +
              ", lower(product.sku || ' ' || name || ' ' || family || ' ' || variant || ' ' || "
              "coalesce(gtin, '')) AS words FROM product" +
              std::string(wire::join_product_shipping)},
              {"sku"}, {"product"}};
    case MasterKind::price_lists:
      return {{"SELECT price_list.code AS code, name, currency, fallback, valid_from, valid_until, "
              "breaks, channels, customer_groups, includes_tax, lower(price_list.code || ' ' || "
              "name || ' ' || coalesce(customer_groups, '')) AS words FROM price_list "
              "LEFT JOIN price_list_terms AS terms ON terms.list = price_list.id "
              "LEFT JOIN list_tax ON list_tax.list = price_list.code"},
              {"code"}, {"price_list"}};
    case MasterKind::prices:
      return {{net_prices, special_prices},
              {"list_code", "sku", "family", "unit", "quantity_from", "valid_from"},
              {"price", "price_special"}};
    case MasterKind::promotions:
      return {{"SELECT code, document, lower(code || ' ' || "
              "coalesce(json_extract(document, '$.name'), '') || ' ' || "
              "coalesce(json_extract(document, '$.coupon'), '')) AS words FROM promotion"},
              {"code"}, {"promotion"}, true};
    case MasterKind::tax_rates:
      return {{"SELECT country, admin_area, postal_from, postal_until, tax_class, authority, "
              "supply, valid_from, valid_until, rate, base, treatment, law, demo, "
              "lower(country || ' ' || admin_area || ' ' || postal_from || ' ' || tax_class || "
              "' ' || authority) AS words FROM tax_rate"},
              {"country", "admin_area", "postal_from", "postal_until", "tax_class", "authority",
               "supply", "valid_from"},
              {"tax_rate"}, true};
    case MasterKind::tax_places:
      return {{"SELECT country, admin_area, postal_from, postal_until, territory, union_code, "
              "vat_prefix, sourcing, union_supply, exports, freight, freight_class, "
              "lower(country || ' ' || admin_area || ' ' || postal_from || ' ' || territory || "
              "' ' || union_code) AS words FROM tax_place"},
              {"country", "admin_area", "postal_from", "postal_until"}, {"tax_place"}, true};
    case MasterKind::exchange_rates:
      return {{"SELECT from_currency, to_currency, valid_from, valid_until, billionths, "
              "lower(from_currency || ' ' || to_currency) AS words FROM exchange_rate"},
              {"from_currency", "to_currency", "valid_from"}, {"exchange_rate"}, true};
    case MasterKind::customers: return {{customers}, {"code"}, {"customer"}};
    case MasterKind::warehouses:
      return {{"SELECT code, name, priority, recipient, street_1, street_2, locality, admin_area, "
              "postal_code, country, lower(code || ' ' || name || ' ' || locality || ' ' || "
              "admin_area || ' ' || postal_code || ' ' || country) AS words FROM warehouse"},
              {"code"}, {"warehouse"}};
    case MasterKind::rate_cards:
      return {{"SELECT code, document, lower(code || ' ' || "
              "coalesce(json_extract(document, '$.name'), '') || ' ' || "
              "json_extract(document, '$.currency')) AS words FROM rate_card"},
              {"code"}, {"rate_card"}, true};
    case MasterKind::costs: break;
  }
  return {{"SELECT sku, currency, cost, lower(sku || ' ' || name || ' ' || currency) AS words "
          "FROM product_cost JOIN product ON product_cost.product = product.id"},
          {"sku", "currency"}, {"product_cost"}};
}

std::string place(std::size_t number) { return "?" + std::to_string(number); }

std::string has_words(std::size_t number) {
  return "(" + place(number) + " = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(" + place(number) +
         ") AS word WHERE instr(words, word.value) = 0))";
}

MasterSql make_sql(const Source& source) {
  std::string keys, places, equal;
  for (std::size_t i = 0; i < source.keys.size(); ++i) {
    const char* const comma = i == 0 ? "" : ", ";
    keys += comma + source.keys[i];
    places += comma + place(i + 1);
    equal += (i == 0 ? "" : " AND ") + source.keys[i] + " = " + place(i + 1);
  }
  const std::size_t next = source.keys.size() + 1;
  // What the first column says too lets a page begin at its list, or its country.
  const std::string wanted = " WHERE (" + keys + ") > (" + places + ") AND " +
                             source.keys.front() + " >= " + place(1) + " AND " + has_words(next) +
                             " ORDER BY " + keys + " LIMIT " + place(next + 1);
  std::string rows, pages;
  for (const std::string& select : source.selects) {
    rows += (rows.empty() ? "" : " UNION ALL ") + select;
    pages += (pages.empty() ? "" : " UNION ALL ") + ("SELECT * FROM (SELECT * FROM (" + select) +
             ")" + wanted + ")";
  }
  rows = "(" + rows + ")";
  MasterSql sql;
  sql.key_columns = source.keys.size();
  sql.page = pages + " ORDER BY " + keys + " LIMIT " + place(next + 1);
  sql.find = "SELECT * FROM " + rows + " WHERE " + equal;
  sql.count = "SELECT count(*) FROM " + rows + " WHERE " + has_words(1);
  for (const std::string& table : source.tables) {
    sql.count_all += (sql.count_all.empty() ? "SELECT " : " + ") +
                     ("(SELECT count(*) FROM " + table) + ")";
  }
  if (source.goes_by_key) {
    sql.remove = "DELETE FROM " + source.tables.front() + " WHERE " + equal;
  }
  return sql;
}

}  // namespace

const MasterSql& master_sql(MasterKind kind) {
  // A connection knows its statements by their address, so they are made once.
  static const std::vector<MasterSql> all = [] {
    std::vector<MasterSql> made;
    for (std::size_t i = 0; i < wire::master_kind_names.size(); ++i) {
      made.push_back(make_sql(source_of(static_cast<MasterKind>(i))));
    }
    return made;
  }();
  return all[static_cast<std::size_t>(kind)];
}

}  // namespace tally::server::masters
